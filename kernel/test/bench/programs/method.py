class Counter:
    def __init__(self):
        self.sum = 0

    def add(self, x):
        self.sum += x


def method(n):
    c = Counter()
    for i in range(n):
        c.add(i)
    return c.sum


def prepare(n):
    return lambda: method(n)
