def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def keep(sequence, wanted):
    for v in sequence:
        if wanted(v):
            yield v


def each(sequence, f):
    for v in sequence:
        yield f(v)


def pipeline(n):
    odd = keep(numbers(n), lambda x: x % 2 == 1)
    squares = each(odd, lambda x: x * x & 1023)
    total = 0
    for x in squares:
        total += x
    return total


def prepare(n):
    return lambda: pipeline(n)
