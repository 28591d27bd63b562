from collections import Counter


def prose(n):
    parts = []
    length = 0
    x = 12345
    while length < n:
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        k = (x >> 8) % 5000
        word = ""
        while k > 0:
            word += chr(ord("a") + k % 20)
            k //= 20
        word += " \n"[x >> 16 & 1]
        parts.append(word)
        length += len(word)
    return "".join(parts)


def prepare(n):
    text = prose(n)

    def run():
        counts = Counter(text.split())
        return max(counts.values()) * 100000 + len(counts)

    return run
