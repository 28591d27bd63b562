"""What bench_test.go measures, in Python: measures.py NAME N prints nanoseconds."""
import asyncio
import sys
import time


async def switch(n):
    async def turns():
        for _ in range(n // 2):
            await asyncio.sleep(0)

    await asyncio.gather(turns(), turns())


async def sleepers(n):
    await asyncio.gather(*[asyncio.sleep(i % 10 / 1000) for i in range(n)])


async def handoff(n):
    q = asyncio.Queue(1)

    async def put():
        for i in range(n):
            await q.put(i)

    async def get():
        for _ in range(n):
            await q.get()

    await asyncio.gather(put(), get())


async def one():
    pass


async def gather(n):
    await asyncio.gather(*[one() for _ in range(n)])


async def create(n):
    for _ in range(n):
        await asyncio.create_task(one())


name, n = sys.argv[1], int(sys.argv[2])
start = time.perf_counter_ns()
asyncio.run(globals()[name](n))
print(time.perf_counter_ns() - start)
