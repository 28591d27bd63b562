package aio_test

import (
	"context"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func BenchmarkSwitch(b *testing.B) {
	n := b.N
	check(b, aio.Main(func(ctx context.Context) error {
		f := aio.Do(func(ctx context.Context) error {
			for range n/2 + 1 {
				if err := aio.Yield(ctx); err != nil {
					return err
				}
			}
			return nil
		})
		_, err := aio.Gather(ctx, f, f)
		return err
	}))
}

func BenchmarkSleepers100000(b *testing.B) {
	for b.Loop() {
		check(b, aio.Main(func(ctx context.Context) error {
			cs := make([]aio.Awaitable[aio.None], 100_000)
			for i := range cs {
				cs[i] = aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, time.Duration(i%10)*time.Millisecond) })
			}
			_, err := aio.Gather(ctx, cs...)
			return err
		}))
	}
}

func BenchmarkGather10000(b *testing.B) {
	one := aio.Coro[int](func(ctx context.Context) (int, error) { return 1, nil })
	for b.Loop() {
		check(b, aio.Main(func(ctx context.Context) error {
			cs := make([]aio.Awaitable[int], 10_000)
			for i := range cs {
				cs[i] = one
			}
			_, err := aio.Gather(ctx, cs...)
			return err
		}))
	}
}
