def concat(n):
    line, lines = "", 0
    for i in range(n):
        line += "x"
        if len(line) == 64:
            lines += 1
            line = ""
    return lines * 64 + len(line)


def prepare(n):
    return lambda: concat(n)
