class Tree:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def bottom_up(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(bottom_up(depth - 1), bottom_up(depth - 1))


def prepare(n):
    return lambda: bottom_up(n).count()
