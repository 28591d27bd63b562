class Particle:
    __slots__ = ("x", "y", "vx", "vy")

    def __init__(self, vx, vy):
        self.x = self.y = 0
        self.vx = vx
        self.vy = vy


def fields(n):
    ps = [Particle(i, 1) for i in range(1024)]
    for i in range(n):
        p = ps[i & 1023]
        p.x += p.vx
        p.y += p.vy
    return sum(p.x + p.y for p in ps)


def prepare(n):
    return lambda: fields(n)
