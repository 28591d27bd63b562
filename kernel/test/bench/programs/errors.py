class NotFound(Exception):
    def __init__(self, key):
        super().__init__("not found")
        self.key = key


class LoadError(Exception):
    pass


def find(key):
    raise NotFound(key)


def load(key):
    try:
        find(key)
    except NotFound as error:
        raise LoadError(f"loading {key}") from error


def failures(n):
    total = 0
    for i in range(n):
        try:
            load(i)
        except LoadError as error:
            if isinstance(error.__cause__, NotFound):
                total += error.__cause__.key
    return total


def prepare(n):
    return lambda: failures(n)
