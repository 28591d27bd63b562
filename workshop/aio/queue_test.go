package aio_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func TestQueueOrders(t *testing.T) {
	byLength := func(a, b string) int { return cmp.Compare(len(a), len(b)) }
	for _, c := range []struct {
		name string
		q    *aio.Queue[string]
		want string
	}{
		{"fifo", aio.NewQueue[string](0), "ccc a bb dd e"},
		{"lifo", aio.NewLifoQueue[string](0), "e dd bb a ccc"},
		{"priority", aio.NewPriorityQueue(0, byLength), "a e bb dd ccc"},
	} {
		for _, v := range []string{"ccc", "a", "bb", "dd", "e"} {
			c.q.TryPut(v)
		}
		var got []string
		for v, ok := c.q.TryGet(); ok; v, ok = c.q.TryGet() {
			got = append(got, v)
		}
		equal(t, c.name, strings.Join(got, " "), c.want)
	}
}

func TestStoresAgainstSorting(t *testing.T) {
	q := aio.NewPriorityQueue(0, cmp.Compare[int])
	fifo := aio.NewQueue[int](0)
	var all []int
	for i := range 1000 {
		n := i * 7919 % 257
		q.TryPut(n)
		fifo.TryPut(n)
		all = append(all, n)
		if i%3 == 0 {
			v, _ := fifo.TryGet()
			equal(t, "fifo", v, all[i/3])
		}
	}
	slices.Sort(all)
	for _, want := range all {
		v, ok := q.TryGet()
		if !ok || v != want {
			t.Fatalf("got %d %v, want %d", v, ok, want)
		}
	}
}

func TestProducerAndConsumer(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		q := aio.NewQueue[int](2)
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			g.Go("producer", func(ctx context.Context) error {
				defer q.Close()
				for i := range 4 {
					check(t, q.Put(ctx, i))
					l.add(ctx, "put %d, len %d, full %v", i, q.Len(), q.Full())
				}
				return nil
			})
			g.Go("consumer", func(ctx context.Context) error {
				for v, err := range q.All(ctx) {
					check(t, err)
					l.add(ctx, "got %d", v)
					aio.Sleep(ctx, second)
				}
				return nil
			})
			return nil
		})
	})
	l.want(t, "0s put 0, len 1, full false | 0s put 1, len 2, full true | 0s got 0 | 0s put 2, len 2, full true | 1s got 1 | 1s put 3, len 2, full true | 2s got 2 | 3s got 3")
}

func TestWaitersAreServedInOrder(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		q := aio.NewQueue[int](0)
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, name := range []string{"a", "b", "c"} {
				g.Go(name, func(ctx context.Context) error {
					v, err := q.Get(ctx)
					l.add(ctx, "%s %d", name, v)
					return err
				})
			}
			aio.Yield(ctx)
			for i := range 2 {
				check(t, q.Put(ctx, i))
			}
			if v, ok := q.TryGet(); ok {
				t.Error("main has taken an item that belongs to a task that waits:", v)
			}
			return q.Put(ctx, 2)
		})
	})
	l.want(t, "0s a 0 | 0s b 1 | 0s c 2")
}

func TestCancelledWaitersOfAQueue(t *testing.T) {
	run(t, func(ctx context.Context) error {
		q := aio.NewQueue[int](1)
		get := aio.Go(ctx, "get", q.Get)
		aio.Yield(ctx)
		get.Cancel()
		check(t, q.Put(ctx, 1)) // not for the one that is cancelled
		put := aio.Go(ctx, "put", aio.Do(func(ctx context.Context) error { return q.Put(ctx, 2) }))
		aio.Yield(ctx)
		put.Cancel()
		get.Await(ctx)
		put.Await(ctx)
		v, err := q.Get(ctx)
		equal(t, "len", q.Len(), 0)
		equal(t, "v", v, 1)

		kept := aio.Go(ctx, "kept", q.Get)
		aio.Yield(ctx)
		check(t, q.Put(ctx, 3))
		kept.Cancel() // too late: the item is its own
		if v, err := kept.Await(ctx); v != 3 || err != nil {
			t.Error(v, err)
		}
		return err
	})
}

func TestJoinAndTaskDone(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		q := aio.NewQueue[int](0)
		check(t, q.Join(ctx))
		worker := aio.Go(ctx, "worker", aio.Do(func(ctx context.Context) error {
			for {
				v, err := q.Get(ctx)
				if err != nil {
					return err
				}
				aio.Sleep(ctx, second)
				l.add(ctx, "done %d", v)
				q.TaskDone()
			}
		}))
		for i := range 3 {
			q.TryPut(i)
		}
		check(t, q.Join(ctx))
		l.add(ctx, "all done")
		worker.Cancel()
		worker.Await(ctx)
		return nil
	})
	l.want(t, "1s done 0 | 2s done 1 | 3s done 2 | 3s all done")
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	aio.NewQueue[int](0).TaskDone()
}

func TestCloseOfAQueue(t *testing.T) {
	run(t, func(ctx context.Context) error {
		q := aio.NewQueue[int](1)
		q.TryPut(1)
		put := aio.Go(ctx, "put", aio.Do(func(ctx context.Context) error { return q.Put(ctx, 2) }))
		aio.Yield(ctx)
		q.Close()
		q.Close()
		_, err := put.Await(ctx)
		equal(t, "put", err, aio.ErrClosed)
		v, err := q.Get(ctx)
		equal(t, "v", v, 1)
		check(t, err)
		_, err = q.Get(ctx)
		equal(t, "get", err, aio.ErrClosed)
		equal(t, "try", q.TryPut(3), false)

		q = aio.NewQueue[int](0)
		get := aio.Go(ctx, "get", q.Get)
		aio.Yield(ctx)
		q.Close()
		_, err = get.Await(ctx)
		equal(t, "waiting get", err, aio.ErrClosed)
		return nil
	})
}

func TestStrictQueue(t *testing.T) {
	run(t, func(ctx context.Context) error {
		q := aio.NewQueue[int](0)
		check(t, q.Put(ctx, 1))
		taker := aio.Go(ctx, "taker", q.Get)
		v, err := q.Get(ctx) // gives the taker a turn, but the item stays reserved
		equal(t, "v", v, 1)
		check(t, q.Put(ctx, 2))
		taker.Await(ctx)
		return err
	}, aio.Strict())
}

func TestLock(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		var lock aio.Lock
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, name := range []string{"a", "b", "c"} {
				g.Go(name, func(ctx context.Context) error {
					return lock.Do(ctx, func() error {
						l.add(ctx, "%s has it", name)
						defer l.add(ctx, "%s releases", name)
						return aio.Sleep(ctx, second)
					})
				})
			}
			aio.Yield(ctx)
			equal(t, "locked", lock.Locked(), true)
			return nil
		})
	})
	l.want(t, "0s a has it | 1s a releases | 1s b has it | 2s b releases | 2s c has it | 3s c releases")
}

func TestLockOfACancelledWaiterGoesOn(t *testing.T) {
	run(t, func(ctx context.Context) error {
		var lock aio.Lock
		check(t, lock.Acquire(ctx))
		take := func(ctx context.Context) error { return lock.Do(ctx, func() error { return nil }) }
		a, b := aio.Go(ctx, "a", aio.Do(take)), aio.Go(ctx, "b", aio.Do(take))
		aio.Yield(ctx)
		a.Cancel()
		lock.Release()
		a.Await(ctx)
		_, err := b.Await(ctx)
		equal(t, "locked", lock.Locked(), false)
		return err
	})
}

func TestSemaphore(t *testing.T) {
	run(t, func(ctx context.Context) error {
		m := aio.NewSemaphore(3)
		now, most := 0, 0
		err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for i := range 10 {
				g.Go(fmt.Sprint(i), func(ctx context.Context) error {
					return m.Do(ctx, func() error {
						now++
						most = max(most, now)
						defer func() { now-- }()
						return aio.Sleep(ctx, second)
					})
				})
			}
			return nil
		})
		equal(t, "most", most, 3)
		equal(t, "free", m.Free(), 3)
		equal(t, "time", aio.Now(ctx), 4*second)
		return err
	})
}

func TestEvent(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		var e aio.Event
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, name := range []string{"a", "b"} {
				g.Go(name, func(ctx context.Context) error {
					err := e.Wait(ctx)
					l.add(ctx, "%s", name)
					return err
				})
			}
			aio.Sleep(ctx, second)
			e.Set()
			equal(t, "set", e.IsSet(), true)
			check(t, e.Wait(ctx))
			e.Clear()
			equal(t, "timeout", aio.Timeout(ctx, second, e.Wait), aio.ErrTimeout)
			return nil
		})
	})
	l.want(t, "1s a | 1s b")
}

func TestCondition(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		c := aio.NewCondition(nil)
		n := 0
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, want := range []int{2, 1} {
				g.Go(fmt.Sprint(want), func(ctx context.Context) error {
					return c.Lock.Do(ctx, func() error {
						err := c.WaitUntil(ctx, func() bool { return n >= want })
						l.add(ctx, "%d", want)
						return err
					})
				})
			}
			stopped := g.Go("stopped", func(ctx context.Context) error {
				return c.Lock.Do(ctx, func() error { return c.Wait(ctx) })
			})
			for range 2 {
				aio.Sleep(ctx, second)
				stopped.Cancel()
				check(t, c.Lock.Do(ctx, func() error { n++; c.NotifyAll(); return nil }))
			}
			return nil
		})
	})
	l.want(t, "1s 1 | 2s 2")
}

func TestNotifyWakesInOrder(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		c := aio.NewCondition(nil)
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, name := range []string{"a", "b", "c"} {
				g.Go(name, func(ctx context.Context) error {
					return c.Lock.Do(ctx, func() error {
						err := c.Wait(ctx)
						l.add(ctx, "%s", name)
						return err
					})
				})
			}
			for _, n := range []int{2, 1} {
				aio.Sleep(ctx, second)
				check(t, c.Lock.Do(ctx, func() error { c.Notify(n); return nil }))
			}
			return nil
		})
	})
	l.want(t, "1s a | 1s b | 2s c")
}

func TestBarrier(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		b := aio.NewBarrier(2)
		left := aio.Go(ctx, "left", b.Wait)
		aio.Yield(ctx)
		left.Cancel()
		left.Await(ctx)
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for i := range 4 {
				g.Go("", func(ctx context.Context) error {
					aio.Sleep(ctx, secs(i))
					n, err := b.Wait(ctx)
					l.add(ctx, "%d is number %d", i, n)
					return err
				})
			}
			return nil
		})
	})
	l.want(t, "1s 1 is number 1 | 1s 0 is number 0 | 3s 3 is number 1 | 3s 2 is number 0")
}

func TestDeadlockNamesTheWaiters(t *testing.T) {
	err := aio.Main(func(ctx context.Context) error {
		orders := aio.NewQueue[int](1).Named("orders")
		var a, b aio.Lock
		a.Named("a")
		b.Named("b")
		e := (&aio.Event{}).Named("never")
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			g.Go("getter", func(ctx context.Context) error { _, err := aio.NewQueue[int](0).Get(ctx); return err })
			g.Go("putter", func(ctx context.Context) error { orders.Put(ctx, 1); return orders.Put(ctx, 2) })
			g.Go("joiner", func(ctx context.Context) error { return orders.Join(ctx) })
			for name, locks := range map[string][2]*aio.Lock{"ab": {&a, &b}} {
				g.Go(name, func(ctx context.Context) error {
					locks[0].Acquire(ctx)
					aio.Yield(ctx)
					return locks[1].Acquire(ctx)
				})
			}
			g.Go("ba", func(ctx context.Context) error {
				b.Acquire(ctx)
				aio.Yield(ctx)
				return a.Acquire(ctx)
			})
			g.Go("event", e.Wait)
			return nil
		})
	})
	var d *aio.DeadlockError
	if !errors.As(err, &d) || !errors.Is(err, aio.ErrDeadlock) {
		t.Fatal(err)
	}
	want := `aio: deadlock: all tasks wait, and nothing will wake them:
  main waits for the 6 tasks of its group
  getter waits for an item of a queue
  putter waits for room in queue "orders"
  joiner waits for the end of queue "orders"
  ab waits for lock "b", which ba holds
  ba waits for lock "a", which ab holds
  event waits for event "never"`
	equal(t, "text", err.Error(), want)
}

func TestDeadlockRunsDeferredCallsEvenOfTheStubborn(t *testing.T) {
	cleaned := 0
	err := aio.Main(func(ctx context.Context) error {
		defer func() { cleaned++ }()
		aio.Go(ctx, "stubborn", aio.Do(func(ctx context.Context) error {
			defer func() { cleaned++ }()
			var e aio.Event
			return e.Wait(aio.Shield(ctx))
		})).Background()
		var e aio.Event
		return e.Wait(ctx)
	})
	if !errors.Is(err, aio.ErrDeadlock) || cleaned != 2 {
		t.Error(err, cleaned)
	}
}
