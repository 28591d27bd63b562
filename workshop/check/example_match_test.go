package check_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/lab"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

// found prints what is wrong with an answer.
func found[A any](answer A, test func(t *check.T, answer A)) {
	r := check.Define(check.Exercise[A]{ID: "1", Test: test}).Check(answer)
	fmt.Println(r.Outcome)
	for _, text := range []string{r.Found, r.Mistake} {
		if text != "" {
			fmt.Println(text)
		}
	}
}

// Row 43: a lazy answer pulls no more than it needs. This one lists everything first.
func ExamplePulledAtMost() {
	found(func(s iter.Seq[int]) iter.Seq[int] {
		return slices.Values(seq.List(s)[:5])
	}, func(t *check.T, firstFive func(iter.Seq[int]) iter.Seq[int]) {
		src := check.NewSource(t, seq.Range(1_000))
		check.All(t, "firstFive", firstFive(src.All()), []int{0, 1, 2, 3, 4})
		check.PulledAtMost(t, "firstFive", src, 5)
	})
	// Output:
	// wrong
	// firstFive: 1000 values were pulled, and at most 5 should be
	// it is not lazy: something collects all values first, for instance slices.Collect or seq.List
}

// A loop that is left early must not leave things open.
func ExampleCleanedUp() {
	found(func(db *lab.DB) string {
		rows, _ := db.Query("towns")
		var name string
		var people, height int
		rows.Next()
		rows.Scan(&name, &people, &height)
		return name
	}, func(t *check.T, first func(*lab.DB) string) {
		db := lab.NewDB(0)
		check.Equal(t, "first(db)", first(db), "Bern")
		check.CleanedUp(t, "rows", db)
	})
	// Output:
	// wrong
	// rows: 1 still open at the end
	// the cleanup does not run when the loop is left early: put it behind defer, before the loop
}

// Row 29: a cursor is used up, a slice is not.
func ExampleOneShot() {
	fmt.Println(check.OneShot(slices.Values([]int{1, 2, 3})))
	fmt.Println(check.OneShot(gen.Of(slices.Values([]int{1, 2, 3})).All()))
	// Output:
	// false
	// true
}

// Row 60: with a seed, even an answer that is up to chance has one right result.
func ExampleFirst() {
	found(func(seed uint64) iter.Seq[string] {
		r := lab.Rand(seed)
		return func(yield func(string) bool) {
			for yield(lab.Pick(r, "sun", "rain")) {
			}
		}
	}, func(t *check.T, weather func(seed uint64) iter.Seq[string]) {
		check.First(t, "weather(1)", weather(1), []string{"sun", "sun", "sun"})
	})
	// Output:
	// wrong
	// the first values of weather(1) are ["rain" "rain" "rain"], and should be ["sun" "sun" "sun"]
}

// Row 106: a generator that was split in two must say the same to its caller: the same calls have the same answers.
func ExampleCalls() {
	type G = gen.Generator[int, int, gen.None]
	body := func(y *gen.Yielder[int, int]) (gen.None, error) {
		sent, err := y.Yield(1)
		if err == nil {
			_, err = y.Yield(sent * 2)
		}
		return gen.None{}, err
	}
	drive := func(g *G) { g.Next(); g.Send(21); g.Next() }
	whole := check.Calls(gen.New(body), drive)
	split := check.Calls(gen.New(func(y *gen.Yielder[int, int]) (gen.None, error) { return gen.From(y, gen.New(body)) }), drive)
	fmt.Printf("%q %v\n", whole, slices.Equal(whole, split))
	// Output: ["Next() → 1" "Send(21) → 42" "Next() → StopIteration"] true
}

// In an event loop with a virtual clock there is one right duration.
func ExampleTook() {
	found(func(ctx context.Context, work func(ctx context.Context) error) error {
		for range 3 {
			if err := work(ctx); err != nil {
				return err
			}
		}
		return nil
	}, func(t *check.T, three func(ctx context.Context, work func(ctx context.Context) error) error) {
		var g check.Gauge
		r := check.Loop(t, "three", func(ctx context.Context) error {
			return three(ctx, func(ctx context.Context) error { return g.Work(ctx, time.Second) })
		})
		check.NoError(t, "three", r.Err)
		check.NoLeftovers(t, "three", r)
		check.AtOnce(t, "work", g.Most(), 3)
		check.Took(t, "three", r.Time, time.Second)
	})
	// Output:
	// wrong
	// work: at most 1 at a time, and it should be 3
	// they run one after the other: start all of them before you wait for the first
}

// A deadlock in an event loop is found at once.
func ExampleLoop() {
	found(func(ctx context.Context, q *aio.Queue[int]) error {
		return q.Join(ctx) // but nobody calls TaskDone
	}, func(t *check.T, consume func(ctx context.Context, q *aio.Queue[int]) error) {
		q := aio.NewQueue[int](0).Named("orders")
		check.Loop(t, "consume", func(ctx context.Context) error {
			q.TryPut(1)
			return consume(ctx, q)
		})
		fmt.Println("not reached")
	})
	// Output:
	// wrong
	// consume returns an error: aio: deadlock: all tasks wait, and nothing will wake them:
	//   main waits for the end of queue "orders"
	// a deadlock: each of these tasks waits for something that only another one could do
}

// The order of what happens, side by side with what should.
func ExampleEvents() {
	found(func(log func(string)) {
		log("start A")
		log("end A")
		log("start B")
		log("end B")
	}, func(t *check.T, f func(log func(string))) {
		var l check.Log
		f(func(s string) { l.Add("%s", s) })
		check.Events(t, "two tasks", l.Lines(), []string{"start A", "start B", "end A", "end B"})
	})
	// Output:
	// wrong
	// two tasks:
	//     is       should be
	//     start A  start A
	//   ≠ end A    start B
	//   ≠ start B  end A
	//     end B    end B
	// all of it happens, but in another order
}

// What a function starts must end with it.
func ExampleNoLeaks() {
	found(func() { gen.Of(seq.Count(0)).Next() }, func(t *check.T, f func()) { check.NoLeaks(t, "f", f) })
	found(func() {}, func(t *check.T, f func()) { check.NoLeaks(t, "f", f) })
	// Output:
	// wrong
	// f: 1 generator is left that nobody has closed
	// close a generator that is not run to its end: defer g.Close()
	// right
}

// Row 182: what the comment Output of an example is for go test, in a cell.
func ExampleOutput() {
	countdown := func() {
		for i := range 3 {
			fmt.Println(3 - i)
		}
	}
	fmt.Println(check.Output(countdown, "3\n2\n1"))
	fmt.Println(check.Output(countdown, "3\n2\n1\n0"))
	// Output:
	// ✓ Right
	// ✗ Not right yet
	//   it prints:
	//       is  should be
	//       3   3
	//       2   2
	//       1   1
	//     ≠     0
}

// Parts count by themselves, so that there are points for some of them.
func ExampleT_Part() {
	q := check.Define(check.Exercise[func(int) int]{ID: "2.1", Title: "Squares", Points: 2,
		Test: func(t *check.T, square func(int) int) {
			t.Part("small numbers", func(t *check.T) { check.Equal(t, "square(2)", square(2), 4) })
			t.Part("negative numbers", func(t *check.T) { check.Equal(t, "square(-2)", square(-2), 4) })
		}})
	fmt.Println(q.Check(func(n int) int { return n + 2 }))
	fmt.Println(q.Grade())
	// Output:
	// ✗ Not right yet (2.1: Squares)
	//   ✓ small numbers: right
	//   ✗ negative numbers: not right yet
	//     square(-2) is 0, and should be 4
	//   check.Q("2.1").Solution() is the solution.
	// 1
}
