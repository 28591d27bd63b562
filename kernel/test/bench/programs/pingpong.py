import asyncio


async def ping_pong(n):
    ping, pong = asyncio.Queue(1), asyncio.Queue(1)

    async def answer():
        while True:
            x = await ping.get()
            if x is None:
                return
            await pong.put(x + 1)

    task = asyncio.create_task(answer())
    total = 0
    for i in range(n):
        await ping.put(i)
        total += await pong.get()
    await ping.put(None)
    await task
    return total


def prepare(n):
    return lambda: asyncio.run(ping_pong(n))
