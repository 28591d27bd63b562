package seq_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing/iotest"

	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

// countdown is a cursor by hand: a struct that remembers where it is.
type countdown struct{ n int }

func (c *countdown) Next() (int, bool) {
	if c.n <= 0 {
		return 0, false
	}
	c.n--
	return c.n + 1, true
}

// Rows 4 and 23: a cursor as a sequence, and the same as a push function, which is shorter.
func ExampleFromNext() {
	fmt.Println(seq.List(seq.FromNext((&countdown{3}).Next)))

	down := func(yield func(int) bool) {
		for n := 3; n > 0 && yield(n); n-- {
		}
	}
	fmt.Println(seq.List(down))
	// Output:
	// [3 2 1]
	// [3 2 1]
}

// Row 39: a range with a step, by hand and from the box.
func ExampleRangeStep() {
	rangeGen := func(start, stop, step int) func(yield func(int) bool) {
		return func(yield func(int) bool) {
			for current := start; current < stop; current += step {
				if !yield(current) {
					return
				}
			}
		}
	}
	fmt.Println(seq.List(rangeGen(0, 10, 2)))
	fmt.Println(seq.List(seq.RangeStep(0, 10, 2)))
	fmt.Println(seq.List(seq.RangeStep(3, 0, -1)))
	// Output:
	// [0 2 4 6 8]
	// [0 2 4 6 8]
	// [3 2 1]
}

// Rows 47 and 48: a list of a million numbers, and a sequence of them. The loop needs neither, and is what Go would
// have; the sequence is for passing it on under a name.
func ExampleRange() {
	const limit = 1_000_000
	oldRange := func(n int) []int {
		var numbers []int
		for i := range n {
			numbers = append(numbers, i)
		}
		return numbers
	}
	fmt.Println(len(oldRange(limit)), "numbers in memory")

	total := 0
	for i := range limit {
		total += i
	}
	fmt.Println(total)
	fmt.Println(seq.Sum(seq.Range(limit)))
	// Output:
	// 1000000 numbers in memory
	// 499999500000
	// 499999500000
}

// Row 45: sequences without end.
func ExampleCount() {
	fmt.Println(seq.List(seq.Take(seq.Count(10), 3)))
	fmt.Println(seq.List(seq.Take(seq.Repeat("again"), 2)))
	fmt.Println(seq.List(seq.Take(seq.Cycle(seq.Range(2)), 5)))
	// Output:
	// [10 11 12]
	// [again again]
	// [0 1 0 1 0]
}

// file is a file that says when it is closed.
type file struct{ io.Reader }

func (file) Close() error { fmt.Println("closed"); return nil }

// Rows 28 and 46: a file line by line. The deferred Close runs at the end, and also when the loop is left early.
func ExampleLines() {
	process := func(text string) func(yield func(string) bool) {
		return func(yield func(string) bool) {
			f := file{strings.NewReader(text)}
			defer f.Close()
			seq.Map(seq.Lines(f), strings.TrimSpace)(yield)
		}
	}
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "  This is line %d\n", i)
	}
	for line := range process(text.String()) {
		fmt.Println(line)
		if strings.HasSuffix(line, "1") {
			break
		}
	}
	fmt.Println(seq.Len(process(text.String())))
	// Output:
	// This is line 0
	// This is line 1
	// closed
	// closed
	// 1000
}

// Row 63: the length of the longest line of a file, which is closed, and whose errors are seen.
func ExampleMax() {
	var err error
	f := file{strings.NewReader("a\nlonger\nlong\n")}
	fmt.Println(seq.Max(seq.Map(seq.Lines(f, &err), func(line string) int { return len(line) })))
	f.Close()
	fmt.Println(err)

	f = file{io.MultiReader(strings.NewReader("good\n"), iotest.ErrReader(errors.New("disk on fire")))}
	fmt.Println(seq.List(seq.Lines(f, &err)), err)
	// Output:
	// 6 true
	// closed
	// <nil>
	// [good] disk on fire
}

// Row 32: the keys of a map in order.
func ExampleSortedKeys() {
	for name := range seq.SortedKeys(map[string]int{"b": 2, "a": 1, "c": 3}) {
		fmt.Print(name)
	}
	// Output: abc
}

// Row 40: the first ten of infinitely many Fibonacci numbers.
func ExampleTake() {
	fibonacci := func(yield func(int) bool) {
		for a, b := 0, 1; yield(a); a, b = b, a+b {
		}
	}
	fmt.Println(seq.List(seq.Take(fibonacci, 10)))
	// Output: [0 1 1 2 3 5 8 13 21 34]
}

// Rows 34 and 58: flips of a coin until it shows heads n times in a row. With a seed, the coin falls the
// same way in every run.
func ExampleTakeWhile() {
	coin := rand.New(rand.NewPCG(1, 2))
	untilHeads := func(n int) func(yield func(string) bool) {
		return func(yield func(string) bool) {
			for row := 0; row < n; {
				side := "tails"
				row++
				if coin.IntN(2) == 0 {
					side = "heads"
				} else {
					row = 0
				}
				if !yield(side) {
					return
				}
			}
		}
	}
	flips := seq.List(untilHeads(3))
	fmt.Println(flips[len(flips)-3:])
	fmt.Println(slices.Contains(flips[:len(flips)-1], "heads"))

	tails := seq.TakeWhile(seq.Cycle(slices.Values([]string{"tails", "tails", "heads"})), func(side string) bool { return side == "tails" })
	fmt.Println(seq.List(tails))
	// Output:
	// [heads heads heads]
	// true
	// [tails tails]
}

// Row 60: weather that remembers. Each turn yields a temperature, and a word on it if it goes on rising or falling.
func ExampleLast() {
	weather := func(days int) func(yield func(string) bool) {
		return func(yield func(string) bool) {
			r := rand.New(rand.NewPCG(7, 7))
			degrees, run := 15, 0
			for range days {
				step := r.IntN(7) - 3
				if step*run < 0 || step == 0 {
					run = 0
				}
				run += step
				degrees += step
				if !yield(fmt.Sprint(degrees, "°")) || (run > 4 || run < -4) && !yield("what a week!") {
					return
				}
			}
		}
	}
	all := seq.List(weather(30))
	fmt.Println(len(all) >= 30)
	fmt.Println(slices.Equal(all, seq.List(weather(30)))) // state is in the loop: every loop starts anew
	last, ok := seq.Last(weather(30))
	fmt.Println(last == all[len(all)-1], ok)
	// Output:
	// true
	// true
	// true true
}

// Rows 74 and 78: a sequence starts anew with every loop; a generator, like everything in Python, goes on.
func ExampleSlice() {
	count := seq.Count(0)
	fmt.Println(seq.List(seq.Slice(count, 0, 20, 2)))
	fmt.Println(seq.List(seq.Slice(count, 0, 20, 2)))

	cursor := gen.Of(count)
	defer cursor.Close()
	fmt.Println(seq.List(seq.Slice(cursor.All(), 0, 20, 2)))
	fmt.Println(seq.List(seq.Slice(cursor.All(), 0, 20, 2)))
	// Output:
	// [0 2 4 6 8 10 12 14 16 18]
	// [0 2 4 6 8 10 12 14 16 18]
	// [0 2 4 6 8 10 12 14 16 18]
	// [19 21 23 25 27 29 31 33 35 37]
}
