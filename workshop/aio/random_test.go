package aio_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// chaos is a program of random tasks that share a queue, a lock and a semaphore, and cancel each other.
type chaos struct {
	t     *testing.T
	r     *rand.Rand
	q     *aio.Queue[int]
	lock  aio.Lock
	sem   *aio.Semaphore
	cond  *aio.Condition
	tasks []*aio.Task[aio.None]

	put, got      int
	inLock, inSem int
}

// TestRandomPrograms checks what always holds: items are neither lost nor doubled, locks exclude, everything ends, and
// the same program does the same twice.
func TestRandomPrograms(t *testing.T) {
	for seed := range uint64(40) {
		var first, second aio.Trace
		for _, trace := range []*aio.Trace{&first, &second} {
			c := &chaos{t: t, r: rand.New(rand.NewPCG(seed, 7)), q: aio.NewQueue[int](2), sem: aio.NewSemaphore(3)}
			c.cond = aio.NewCondition(&c.lock)
			if err := aio.Main(c.main, aio.Record(trace), silent); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if c.put != c.got+c.q.Len() {
				t.Fatalf("seed %d: %d items put, %d got, %d left", seed, c.put, c.got, c.q.Len())
			}
			if c.lock.Locked() || c.sem.Free() != 3 {
				t.Fatalf("seed %d: locked %v, %d places free", seed, c.lock.Locked(), c.sem.Free())
			}
		}
		if first.Text() != second.Text() {
			t.Fatalf("seed %d: two runs differ", seed)
		}
		if n := first.MaxRunning(); n != 1 {
			t.Fatalf("seed %d: %d tasks at the same time", seed, n)
		}
	}
}

func (c *chaos) main(ctx context.Context) error {
	for range 12 {
		c.spawn(ctx)
	}
	aio.Sleep(ctx, 20*second)
	for _, t := range c.tasks {
		t.Cancel()
	}
	_, _, err := aio.Wait(ctx, aio.AllDone, c.tasks...)
	for _, t := range c.tasks {
		if _, err := t.Result(); err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return err
}

func (c *chaos) spawn(ctx context.Context) {
	c.tasks = append(c.tasks, aio.Go(ctx, "", aio.Do(func(ctx context.Context) error {
		for range 15 {
			if err := c.step(ctx, 3); err != nil && !errors.Is(err, context.DeadlineExceeded) {
				return err
			}
		}
		return nil
	})))
}

// step does something at random.
func (c *chaos) step(ctx context.Context, depth int) error {
	pause := time.Duration(c.r.IntN(900)) * time.Millisecond
	switch c.r.IntN(14) {
	case 0, 1:
		err := c.q.Put(ctx, 1)
		if err == nil {
			c.put++
		}
		return err
	case 2, 3:
		_, err := c.q.Get(ctx)
		if err == nil {
			c.got++
			c.q.TaskDone()
		}
		return err
	case 4:
		return c.lock.Do(ctx, func() error { return c.alone(ctx, &c.inLock, 1, pause) })
	case 5:
		return c.sem.Do(ctx, func() error { return c.alone(ctx, &c.inSem, 3, pause) })
	case 6:
		if c.r.IntN(4) == 0 {
			c.tasks[c.r.IntN(len(c.tasks))].Cancel()
		}
		return nil
	case 7:
		return aio.Timeout(ctx, pause, func(ctx context.Context) error { return c.nested(ctx, depth) })
	case 8:
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for range 2 {
				g.Go("", func(ctx context.Context) error { return c.nested(ctx, depth) })
			}
			return c.nested(ctx, depth)
		})
	case 9:
		other := c.tasks[c.r.IntN(len(c.tasks))]
		if other.State() == aio.Running {
			return nil // it is this one
		}
		return aio.Timeout(ctx, pause, func(ctx context.Context) error {
			_, err := other.Shield().Await(ctx)
			return err
		})
	case 10:
		one := aio.Do(func(ctx context.Context) error { return c.nested(ctx, depth) })
		_, err := aio.Race(ctx, one, one)
		return err
	case 11:
		if c.r.IntN(3) == 0 && len(c.tasks) < 40 {
			c.spawn(ctx)
		}
		return aio.Yield(ctx)
	case 12:
		return c.lock.Do(ctx, func() error {
			c.cond.NotifyAll()
			return aio.Timeout(ctx, pause, c.cond.Wait)
		})
	}
	return aio.Sleep(ctx, pause)
}

func (c *chaos) nested(ctx context.Context, depth int) error {
	if depth == 0 {
		return aio.Sleep(ctx, second)
	}
	return c.step(ctx, depth-1)
}

// alone sleeps, and checks that no more than most tasks do so.
func (c *chaos) alone(ctx context.Context, n *int, most int, d time.Duration) error {
	*n++
	defer func() { *n-- }()
	if *n > most {
		c.t.Error(fmt.Sprint(*n, " tasks where there is room for ", most))
	}
	return aio.Sleep(ctx, d)
}
