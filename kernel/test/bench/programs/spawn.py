import asyncio


async def spawn(n):
    results = [0] * n

    async def store(i):
        results[i] = i

    for at in range(0, n, 1000):
        async with asyncio.TaskGroup() as group:
            for i in range(at, min(at + 1000, n)):
                group.create_task(store(i))
    return sum(results)


def prepare(n):
    return lambda: asyncio.run(spawn(n))
