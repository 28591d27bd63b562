def each(n, visit):
    for i in range(n):
        if not visit(i):
            return


def closure(n):
    total = 0

    def visit(x):
        nonlocal total
        total += x
        return total >= 0

    each(n, visit)
    return total


def prepare(n):
    return lambda: closure(n)
