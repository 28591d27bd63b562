package nb09

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type serving = func(ctx context.Context, orders []string, cook func(ctx context.Context, order string) error) error

const (
	kitchenHead = "func kitchen(ctx context.Context, orders []string,\n\tcook func(ctx context.Context, order string) error) error {\n"

	kitchenWaiter = `	hatch := aio.NewQueue[string](2).Named("hatch")
	waiter := aio.Do(func(ctx context.Context) error {
		for _, order := range orders {
			if err := hatch.Put(ctx, order); err != nil {
				return err
			}
		}
		return nil
	})
`

	kitchenEnd = `	_, err := aio.Gather(ctx, waiter.Named("waiter"), chef.Named("chef"))
	return err
}
`

	kitchenChef = `	chef := aio.Do(func(ctx context.Context) error {
		for {
			order, err := hatch.Get(ctx)
			if err != nil {
				return err
			}
			if err := cook(ctx, order); err != nil {
				return err
			}
		}
	})
`
)

var kitchen = check.Define(check.Exercise[serving]{
	ID: "9.3", Title: "Find the bug: the evening that never ends",
	Task: "`kitchen` is to return when every order was cooked. It never does: it ends in a deadlock. Find out why, and repair it. " +
		"(There is more than one way. `cook` takes its time, so the chef and the waiter must still work side by side.)",
	Imports: []string{"context", imports},
	Stub:    kitchenHead + "\tpanic(\"not implemented\") // remove this line, then repair the rest\n" + kitchenWaiter + kitchenChef + kitchenEnd,
	Solution: `func kitchen(ctx context.Context, orders []string,
	cook func(ctx context.Context, order string) error) error {
	hatch := aio.NewQueue[string](2).Named("hatch")
	waiter := aio.Do(func(ctx context.Context) error {
		defer hatch.Close() // nothing more will come
		for _, order := range orders {
			if err := hatch.Put(ctx, order); err != nil {
				return err
			}
		}
		return nil
	})
	chef := aio.Do(func(ctx context.Context) error {
		for order, err := range hatch.All(ctx) {
			if err != nil {
				return err
			}
			if err := cook(ctx, order); err != nil {
				return err
			}
		}
		return nil
	})
	_, err := aio.Gather(ctx, waiter.Named("waiter"), chef.Named("chef"))
	return err
}
`,
	Answer: "kitchen",
	Hints: []string{
		"Read the deadlock's message from the bottom: who waits for what? How could the chef learn that nothing more will come?",
		"The waiter says so, when he has put in the last order: hatch.Close(). A good place is defer, at his beginning.",
		"After Close, hatch.Get returns an error at the end, which is none. hatch.All(ctx) knows that: for order, err := range hatch.All(ctx) { … }",
	},
	Wrong: []check.Wrong{
		{Name: "as it was", Says: "nobody tells the chef", Code: kitchenHead + kitchenWaiter + kitchenChef + kitchenEnd},
		{Name: "closed is an error", Says: "aio.ErrClosed is how the chef learns", Code: `func kitchen(ctx context.Context, orders []string,
	cook func(ctx context.Context, order string) error) error {
	hatch := aio.NewQueue[string](2).Named("hatch")
	waiter := aio.Do(func(ctx context.Context) error {
		defer hatch.Close()
		for _, order := range orders {
			if err := hatch.Put(ctx, order); err != nil {
				return err
			}
		}
		return nil
	})
` + kitchenChef + kitchenEnd},
		{Name: "chef goes home early", Says: "still in the hatch", Code: kitchenHead + kitchenWaiter + kitchenChef + `	cooking := aio.Go(ctx, "chef", chef)
	if _, err := waiter(ctx); err != nil {
		return err
	}
	cooking.Cancel()
	cooking.Await(ctx)
	return nil
}
`},
		{Name: "joins for ever", Says: "hatch.TaskDone()", Code: kitchenHead + kitchenWaiter + kitchenChef + `	cooking := aio.Go(ctx, "chef", chef)
	if _, err := waiter(ctx); err != nil {
		return err
	}
	if err := hatch.Join(ctx); err != nil {
		return err
	}
	cooking.Cancel()
	cooking.Await(ctx)
	return nil
}
`},
		{Name: "no kitchen", Says: "cooked without a queue", Code: `func kitchen(ctx context.Context, orders []string,
	cook func(ctx context.Context, order string) error) error {
	for _, order := range orders {
		if err := cook(ctx, order); err != nil {
			return err
		}
	}
	return nil
}
`},
	},
	Test: func(t *check.T, kitchen serving) {
		orders := []string{"rice", "soup", "fish", "pie", "tea"}
		var cooked []string
		cook := func(ctx context.Context, order string) error {
			if err := aio.Sleep(ctx, 3*time.Minute); err != nil {
				return err
			}
			cooked = append(cooked, order)
			return nil
		}
		var trace aio.Trace
		err := aio.Main(func(ctx context.Context) error { return kitchen(ctx, orders, cook) },
			aio.Record(&trace), aio.Warnings(func(aio.Warning) {}))
		var stuck *aio.DeadlockError
		if errors.As(err, &stuck) {
			t.Fail("kitchen does not return: "+stuck.Error(),
				check.If(waitsFor(stuck, aio.ForJoin), "Join waits until the chef has called hatch.TaskDone() for each order, and he never does"),
				check.If(waitsFor(stuck, aio.ForGet), "nobody tells the chef that nothing more will come: the waiter should close the hatch"))
		}
		check.NoError(t, "kitchen", err,
			check.If(errors.Is(err, aio.ErrClosed), "aio.ErrClosed is how the chef learns that it is over, so it is no error for kitchen: use hatch.All(ctx)"))
		check.Equal(t, "what was cooked", cooked, orders,
			check.If(len(cooked) < len(orders), "the chef goes home while orders are still in the hatch"))
		t.Must(handedOn(&trace), "the dishes are ready, but nobody has used the hatch",
			check.Else("everything is cooked without a queue: waiter and chef should work side by side"))
	},
})

// waitsFor reports whether one of the tasks waited for this.
func waitsFor(d *aio.DeadlockError, r aio.Reason) bool {
	return slices.ContainsFunc(d.Waiting, func(w aio.WaitingTask) bool { return w.Reason == r })
}

// handedOn reports whether a task has waited for a queue.
func handedOn(trace *aio.Trace) bool {
	return slices.ContainsFunc(trace.Events(), func(e aio.TraceEvent) bool { return e.Reason == aio.ForPut || e.Reason == aio.ForGet })
}
