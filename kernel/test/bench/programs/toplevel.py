SOURCE = """
result = 0
for i in range(n):
    result += i & 3
"""


def prepare(n):
    code = compile(SOURCE, "cell", "exec")

    def run():
        names = {"n": n}
        exec(code, names)
        return names["result"]

    return run
