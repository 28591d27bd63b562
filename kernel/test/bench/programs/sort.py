from functools import cmp_to_key


class Person:
    __slots__ = ("id", "age")

    def __init__(self, id, age):
        self.id = id
        self.age = age


def compare(a, b):
    return (a > b) - (a < b)


def by_age(a, b):
    return compare(a.age, b.age) or compare(a.id, b.id)


def prepare(n):
    people = []
    x = 12345
    for i in range(n):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        people.append(Person(i, (x >> 8) % 1000))
    return lambda: sorted(people, key=cmp_to_key(by_age))[n // 2].id
