def text(n):
    parts = []
    for i in range(n):
        parts.append(str(i))
        parts.append(" ")
    return "".join(parts)


def prepare(n):
    return lambda: len(text(n))
