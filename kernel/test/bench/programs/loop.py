def loop(n):
    total = 0
    for i in range(n):
        total += i & 3
    return total


def prepare(n):
    return lambda: loop(n)
