def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def pull(n):
    generator = numbers(n)
    total = 0
    while True:
        x = next(generator, None)
        if x is None:
            return total
        total += x


def prepare(n):
    return lambda: pull(n)
