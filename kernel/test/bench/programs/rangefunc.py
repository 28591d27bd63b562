def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def range_func(n):
    total = 0
    for x in count(n):
        total += x
    return total


def prepare(n):
    return lambda: range_func(n)
