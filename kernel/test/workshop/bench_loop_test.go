package workshop

import "testing"

// loopCosts are of event loops: package aio in a cell, asyncio in Python. Each does something n times.
var loopCosts = []cost{
	{"Switch", 2e5, "", `
	turns := aio.Do(func(ctx context.Context) error {
		for range n / 2 {
			if err := aio.Yield(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	aio.Main(func(ctx context.Context) error { _, err := aio.Gather(ctx, turns, turns); return err })`, `
async def turns():
    for _ in range(n // 2): await asyncio.sleep(0)
async def main(): await asyncio.gather(turns(), turns())
asyncio.run(main())`},
	{"Handoff", 5e4, "", `
	q := aio.NewQueue[int](1)
	put := aio.Do(func(ctx context.Context) error {
		for i := range n {
			if err := q.Put(ctx, i); err != nil {
				return err
			}
		}
		return nil
	})
	get := aio.Do(func(ctx context.Context) error {
		for range n {
			if _, err := q.Get(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	aio.Main(func(ctx context.Context) error { _, err := aio.Gather(ctx, put, get); return err })`, `
async def main():
    q = asyncio.Queue(1)
    async def put():
        for i in range(n): await q.put(i)
    async def get():
        for _ in range(n): await q.get()
    await asyncio.gather(put(), get())
asyncio.run(main())`},
	{"Gather", 1e4, "", `
	one := aio.Do(func(context.Context) error { return nil })
	aio.Main(func(ctx context.Context) error {
		all := make([]aio.Awaitable[aio.None], n)
		for i := range all {
			all[i] = one
		}
		_, err := aio.Gather(ctx, all...)
		return err
	})`, `
async def one(): pass
async def main(): await asyncio.gather(*[one() for _ in range(n)])
asyncio.run(main())`},
	{"Sleepers", 1e4, "", `
	nap := aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, time.Millisecond) })
	aio.Main(func(ctx context.Context) error {
		all := make([]aio.Awaitable[aio.None], n)
		for i := range all {
			all[i] = nap
		}
		_, err := aio.Gather(ctx, all...)
		return err
	})`, `
async def main(): await asyncio.gather(*[asyncio.sleep(0.001) for _ in range(n)])
asyncio.run(main())`},
}

// BenchmarkLoopCosts measures each in a cell and in Python.
//
//	go test ./kernel/test/workshop -run '^$' -bench LoopCosts
func BenchmarkLoopCosts(b *testing.B) { measure(b, loopCosts) }
