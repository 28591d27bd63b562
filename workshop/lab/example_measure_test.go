package lab_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/lab"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

// Rows 2 and 42: a slice of a million ints takes 8 MB for as long as it is there; the sequence of the same
// numbers takes next to nothing.
func ExampleMem() {
	var list []int
	slice := lab.Mem(func() { list = slices.Collect(seq.Range(1_000_000)) })
	fmt.Println("slice:", slice.Live >= 8*lab.MB, slice.Allocated > slice.Live, len(list))

	sum := 0
	lazy := lab.Mem(func() { sum = seq.Sum(seq.Range(1_000_000)) })
	fmt.Println("sequence:", lazy.Live < lab.MB, lazy.Peak < slice.Peak, sum)
	// Output:
	// slice: true true 1000000
	// sequence: true true 499999500000
}

// Row 49: what one generator takes while it is suspended: a small stack of its own, some kilobytes. A sequence that
// nobody ranges over is a function and its variables, some bytes.
func ExampleMemEach() {
	suspended := lab.MemEach(2000, func(i int) *gen.Generator[int, gen.None, gen.None] {
		g := gen.Of(seq.Count(i))
		g.Next()
		return g
	})
	fmt.Println("generator:", suspended > 500 && suspended < 40*lab.KB)

	closure := lab.MemEach(2000, func(i int) func() int { return func() int { return i } })
	fmt.Println("function:", closure < suspended/5)
	// Output:
	// generator: true
	// function: true
}

// Rows 18, 47, 124, 163 and 180: do not believe, measure. What is known beforehand, such as the times of a virtual
// clock or measurements of yesterday, is compared in the same way.
func ExampleCompare() {
	c := lab.Compare("Three pages",
		lab.Row{Name: "one after the other", Time: 3 * time.Second, Virtual: true},
		lab.Row{Name: "all at once", Time: time.Second, Virtual: true})
	fmt.Println(c)
	fmt.Println(c.Times("one after the other", "all at once"), "times as long")
	fmt.Println(c.Pictures()[0].Title())
	// Output:
	// Three pages
	// what                 time
	// -------------------  ----
	// one after the other  3s
	// all at once          1s
	// 3 times as long
	// Three pages: time
}

// Row 47: the same numbers as a slice and as a sequence, measured. The numbers differ from run to run; which one is
// larger does not.
func ExampleWeighed() {
	const limit = 1_000_000
	c := lab.Compare("A million numbers",
		lab.Weighed("slice", func() { seq.Sum(slices.Values(seq.List(seq.Range(limit)))) }),
		lab.Weighed("sequence", func() { seq.Sum(seq.Range(limit)) }))
	rows := c.Rows()
	fmt.Println(rows[0].Memory.Peak > 8*lab.MB, rows[1].Memory.Peak < rows[0].Memory.Peak/2)
	fmt.Println(strings.Contains(c.String(), "the next run gives other numbers"))
	// Output:
	// true true
	// true
}

// Rows 18 and 124: time it. Compare shows it together with others.
func ExampleTimed() {
	r := lab.Timed("ten checksums", func() { lab.Crunch(10) })
	fmt.Println(r.Name, r.Time > 0)
	// Output: ten checksums true
}

// Row 67: the memory of a list grows with n, that of a lazy pipeline does not.
func ExampleCurve() {
	square := func(n int) int { return n * n }
	c := lab.Curve("Squares of n numbers", lab.PeakMemory, []int{1_000, 1_000_000},
		lab.Case{Name: "list", Run: func(n int) { seq.Sum(slices.Values(seq.List(seq.Map(seq.Range(n), square)))) }},
		lab.Case{Name: "lazy", Run: func(n int) { seq.Sum(seq.Map(seq.Range(n), square)) }})
	for _, s := range c.Series() {
		fmt.Println(s.Name, len(s.Points), s.Points[1].Y > 5e6)
	}
	fmt.Println(c.Picture().Title())
	// Output:
	// list 2 true
	// lazy 2 false
	// Squares of n numbers
}

// A goroutine that nobody ends is a leak. The error also says what it waits for.
func ExampleNoLeaks() {
	numbers := make(chan int)
	err := lab.NoLeaks(func() {
		go func() {
			for i := range 3 {
				numbers <- i
			}
		}()
		<-numbers // and no more
	})
	fmt.Println(errors.Is(err, lab.ErrLeak))
	<-numbers
	<-numbers
	// Output: true
}
