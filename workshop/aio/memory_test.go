package aio_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// raceDetector makes everything larger.
var raceDetector bool

// TestMemoryOfATask holds what the package comment says. How much a stack takes at first is up to the runtime, which
// learns from those that are there.
func TestMemoryOfATask(t *testing.T) {
	if raceDetector {
		t.Skip("with the race detector everything is larger")
	}
	const n, perTask, perReady = 10_000, 4500, 700 // bytes
	err := aio.Main(func(ctx context.Context) error {
		before := inUse()
		group := make([]aio.Awaitable[aio.None], n)
		for i := range group {
			group[i] = aio.Go(ctx, "sleeper", aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, time.Second) }))
		}
		ready := (inUse() - before) / n
		aio.Yield(ctx)
		waiting := (inUse() - before) / n
		t.Logf("%d bytes before it begins, %d while it waits", ready, waiting)
		if ready > perReady || waiting > perTask {
			t.Errorf("a task takes %d bytes before it begins and %d while it waits, more than %d and %d", ready, waiting, perReady, perTask)
		}
		_, err := aio.Gather(ctx, group...)
		return err
	})
	check(t, err)
}

// inUse is what heap and stacks take.
func inUse() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc + m.StackInuse)
}
