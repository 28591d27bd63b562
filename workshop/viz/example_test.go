package viz_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/seq"
	"github.com/gopherloop/gopherloop/workshop/viz"
)

// Rows 6 and 22: a loop asks for each value with Next, and once more to learn that there are no more. As the last
// expression of a cell the picture is drawn; a program prints it as text.
func ExampleProtocol() {
	fmt.Println(viz.Protocol(gen.Of(slices.Values([]string{"a", "b"})).Name("letters")))
	// Output:
	// The iterator protocol
	// 3 calls, 2 values; the last answer: error: StopIteration
	//
	//   1  for loop ── letters.Next() ──▶
	//               ◀── a (suspended)
	//   2  for loop ── letters.Next() ──▶
	//               ◀── b (suspended)
	//   3  for loop ── letters.Next() ──▶
	//               ◀── error: StopIteration (closed)
}

// countdown pauses after each number.
func countdown(name string, from int) *gen.Generator[int, gen.None, gen.None] {
	return gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		for i := from; i > 0; i-- {
			if _, err := y.Yield(i); err != nil {
				return gen.None{}, err
			}
		}
		return gen.None{}, nil
	}).Name(name)
}

// Rows 13 and 57: two generators that run by turns have a stack each, with local variables of their own. The picture
// also says at which line each is suspended.
func ExampleStack() {
	ten, twenty := countdown("ten", 10), countdown("twenty", 20)
	ten.Next()
	twenty.Next()
	ten.Next()
	fmt.Println(viz.Stack(ten, twenty, countdown("fresh", 1)).Summary())
	// Output: your code runs, ten is suspended, twenty is suspended, fresh is created
}

// Row 37: what happens to the two stacks at each call. (Here without the lines at which the body is suspended.)
func ExampleSteps() {
	p := viz.Steps(countdown("countdown", 1), 3)
	fmt.Println(p.Title())
	fmt.Println(p.Summary())
	// Output:
	// Step by step: countdown
	// 5 pictures: call 2: it has ended, StopIteration
}

// Rows 80 to 84, and the pictures of notebook 5: what is sent goes in, what is yielded comes out.
func ExampleCalls() {
	var calls viz.Calls
	sums := gen.New(func(y *gen.Yielder[int, int]) (gen.None, error) {
		total := 0
		for {
			n, err := y.Yield(total)
			if err != nil {
				return gen.None{}, err
			}
			total += n
		}
	}).Name("sums").Watch(calls.Add)
	sums.Next()
	sums.Send(10)
	sums.Send(5)
	sums.Close()
	fmt.Println(calls.Picture())
	// Output:
	// Calls and answers
	// 4 calls, 3 values; the last answer: closed
	//
	//   1  caller ── sums.Next() ──▶
	//             ◀── 0 (suspended)
	//   2  caller ── sums.Send(10) ──▶
	//             ◀── 10 (suspended)
	//   3  caller ── sums.Send(5) ──▶
	//             ◀── 15 (suspended)
	//   4  caller ── sums.Close() ──▶
	//             ◀── closed (closed)
}

// Row 91: the states of a generator, and the one that it is in.
func ExampleLife() {
	g := countdown("countdown", 3)
	g.Next()
	fmt.Println(viz.Life(g))
	// Output:
	// Life of countdown
	// 4 states, 5 transitions; now: suspended
	//
	//   created    ─ Next → running   ─ Close, Throw → closed
	//   running    ─ Yield → suspended   ─ return → closed
	// ▶ suspended  ─ Next, Send, Throw, Close → running
	//   closed
}

// Row 103: gen.From is a channel from the caller to the innermost generator.
func ExampleDelegation() {
	inner := countdown("inner", 3)
	middle := gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) { return gen.From(y, inner) }).Name("middle")
	outer := gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) { return gen.From(y, middle) }).Name("outer")
	outer.Next()
	fmt.Println(viz.Delegation(outer).Summary())
	// Output: caller ↔ outer ↔ middle ↔ inner: inner talks to the caller
}

// Rows 65 and 68: in a lazy pipeline each value goes all the way before the next one is asked for, and nobody asks for
// more than is needed.
func ExampleFlow() {
	var flow viz.Flow
	numbers := viz.Tap(&flow, "numbers", seq.RangeFrom(1, 1_000_000))
	squares := viz.Tap(&flow, "squares", seq.Map(numbers, func(n int) int { return n * n }))
	even := viz.Tap(&flow, "even", seq.Filter(squares, func(n int) bool { return n%2 == 0 }))
	fmt.Println(seq.List(seq.Take(even, 3)))
	fmt.Println(flow.Picture())
	// Output:
	// [4 16 36]
	// Pipeline
	// numbers: 6 values, then stopped; squares: 6 values, then stopped; even: 3 values, then stopped
	//
	// numbers    squares    even
	// 1       →  1        ×
	// 2       →  4       →  4
	// 3       →  9        ×
	// 4       →  16      →  16
	// 5       →  25       ×
	// 6       →  36      →  36
}

// Row 61: an eager pipeline fills each stage before the next one begins.
func ExampleTap_eager() {
	var flow viz.Flow
	numbers := slices.Collect(viz.Tap(&flow, "numbers", seq.RangeFrom(1, 4)))
	squares := viz.Tap(&flow, "squares", seq.Map(slices.Values(numbers), func(n int) int { return n * n }))
	fmt.Println(seq.Sum(squares))
	fmt.Println(flow.Picture())
	// Output:
	// 14
	// Pipeline
	// numbers: 3 values, to its end; squares: 3 values, to its end
	//
	// numbers    squares
	// 1
	// 2
	// 3
	//            1
	//            4
	//            9
}

// Rows 2 and 49: the numbers of a list, of a sequence, and of a generator that is suspended in it.
func ExampleBars() {
	fmt.Println(viz.Bars("Memory for a million numbers", "bytes",
		viz.Bar{"slice", 8_000_000}, viz.Bar{"slice, by append", 41_700_000}, viz.Bar{"sequence", 16}, viz.Bar{"generator", 2_700}))
	// Output:
	// Memory for a million numbers
	// 4 bars from 16 B (sequence) to 41.7 MB (slice, by append), 2,606,250 times as much
	//
	// slice                8 MB  ########
	// slice, by append  41.7 MB  ########################################
	// sequence             16 B  #
	// generator          2.7 kB  #
}

// Row 67: the memory of a lazy pipeline does not grow with its input.
func ExampleLine() {
	n := viz.Axis{Name: "numbers", Log: true}
	peak := viz.Axis{Name: "most memory at any time", Unit: "bytes", Log: true}
	fmt.Println(viz.Line("Lists grow, sequences do not", n, peak,
		viz.Series{"slice", []viz.Point{{1e3, 8e3}, {1e4, 8e4}, {1e5, 8e5}}},
		viz.Series{"sequence", []viz.Point{{1e3, 160}, {1e4, 160}, {1e5, 160}}}))
	// Output:
	// Lists grow, sequences do not
	// slice: from 8 kB at 1000 to 800 kB at 100,000; sequence: from 160 B at 1000 to 160 B at 100,000
	//
	// most memory at any time
	// numbers   slice  sequence
	//    1000    8 kB     160 B
	//  10,000   80 kB     160 B
	// 100,000  800 kB     160 B
}

// Rows 51 to 55, 112 and 117: how generators became coroutines in Python, and what came of it in Go.
func ExampleDates() {
	fmt.Println(viz.Dates("From generators to coroutines",
		viz.Date{"2001", "Python", "PEP 255: simple generators"},
		viz.Date{"2005", "Python", "PEP 342: send, throw and close"},
		viz.Date{"2009", "Go", "goroutines and channels: no function has a colour"},
		viz.Date{"2012", "Go", "Rob Pike: a channel as a generator"},
		viz.Date{"2012", "Python", "PEP 380: yield from"},
		viz.Date{"2015", "Python", "PEP 492: async and await"},
		viz.Date{"2016", "Python", "PEP 525: asynchronous generators"},
		viz.Date{"2023", "Go", "Russ Cox: coroutines for Go"},
		viz.Date{"2024", "Go", "Go 1.23: range over functions, package iter"}))
	// Output:
	// From generators to coroutines
	// 9 events from 2001 to 2024: Python, Go
	//
	// 2001  Python  PEP 255: simple generators
	// 2005  Python  PEP 342: send, throw and close
	// 2009  Go      goroutines and channels: no function has a colour
	// 2012  Go      Rob Pike: a channel as a generator
	// 2012  Python  PEP 380: yield from
	// 2015  Python  PEP 492: async and await
	// 2016  Python  PEP 525: asynchronous generators
	// 2023  Go      Russ Cox: coroutines for Go
	// 2024  Go      Go 1.23: range over functions, package iter
}

// Row 156: goroutines may run at the same time, each in a lane of its own. Do records what they do; here the
// times are given.
func ExampleLanes() {
	var lanes viz.Lanes
	lanes.Add("P1", "crunch", 0, 400*time.Millisecond)
	lanes.Add("P2", "crunch", 0, 300*time.Millisecond)
	lanes.Add("P2", "write", 300*time.Millisecond, 600*time.Millisecond)
	fmt.Println(lanes.Picture().Titled("two processors"))
	// Output:
	// two processors
	// 2 lanes in 600ms; at most 2 at the same time
	//
	//     0s                           300ms     400ms               600ms
	// P1  ########################################
	// P2  ############################################################
	//
	// # crunch, write
}
