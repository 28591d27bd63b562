from collections import defaultdict


def histogram(n):
    counts = defaultdict(int)
    for i in range(n):
        counts[i * 7 & 1023] += 1
    return len(counts) * 1000 + counts[7]


def prepare(n):
    return lambda: histogram(n)
