package gen_test

import (
	"fmt"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// fibonacci has no end.
func fibonacci() *gen.Generator[int, gen.None, gen.None] {
	return gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		for a, b := 0, 1; ; a, b = b, a+b {
			if _, err := y.Yield(a); err != nil {
				return gen.None{}, err
			}
		}
	})
}

// Rows 11, 38 and 50: a function that pauses. The same as a push function of Go, which Of makes a generator of.
func ExampleNew() {
	fib := fibonacci()
	defer fib.Close()
	fmt.Println(fib.Next())
	fmt.Println(fib.Next())
	fmt.Println(fib.Next())
	fmt.Println(fib.Next())

	pushed := gen.Of(func(yield func(int) bool) {
		for a, b := 0, 1; yield(a); a, b = b, a+b {
		}
	})
	defer pushed.Close()
	for n := range pushed.All() {
		if n > 10 {
			break
		}
		fmt.Print(n, " ")
	}
	// Output:
	// 0 <nil>
	// 1 <nil>
	// 1 <nil>
	// 2 <nil>
	// 0 1 1 2 3 5 8
}

// Rows 36, 37 and 41: making a generator runs nothing; it runs from one Yield to the next, and its end
// is an error.
func ExampleNew_lazy() {
	g := gen.New(func(y *gen.Yielder[string, gen.None]) (gen.None, error) {
		fmt.Println("  body: starts")
		if _, err := y.Yield("one"); err != nil {
			return gen.None{}, err
		}
		fmt.Println("  body: goes on")
		if _, err := y.Yield("two"); err != nil {
			return gen.None{}, err
		}
		fmt.Println("  body: returns")
		return gen.None{}, nil
	})
	fmt.Println("made")
	for range 3 {
		fmt.Println(g.Next())
	}
	// Output:
	// made
	//   body: starts
	// one <nil>
	//   body: goes on
	// two <nil>
	//   body: returns
	//  StopIteration
}

// Rows 40 and 41: Fibonacci numbers that end.
func ExampleNew_finite() {
	first := func(n int) *gen.Generator[int, gen.None, gen.None] {
		return gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
			a, b := 0, 1
			for range n {
				if _, err := y.Yield(a); err != nil {
					return gen.None{}, err
				}
				a, b = b, a+b
			}
			return gen.None{}, nil
		})
	}
	for n := range first(10).All() {
		fmt.Print(n, " ")
	}
	// Output: 0 1 1 2 3 5 8 13 21 34
}

// Rows 56 and 70: what a generator prints as.
func ExampleGenerator_String() {
	g := gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		for _, n := range []int{2, 5, 9} {
			if _, err := y.Yield(n); err != nil {
				return gen.None{}, err
			}
		}
		return gen.None{}, nil
	}).Name("gen259")
	fmt.Println(g)
	for range 4 {
		v, err := g.Next()
		fmt.Println(v, err, g)
	}
	// Output:
	// generator gen259 (created)
	// 2 <nil> generator gen259 (suspended)
	// 5 <nil> generator gen259 (suspended)
	// 9 <nil> generator gen259 (suspended)
	// 0 StopIteration generator gen259 (closed)
}

// Rows 13 and 57: each generator has local variables of its own, which live as long as it does.
func ExampleNew_two() {
	plus := func(more int) *gen.Generator[int, gen.None, gen.None] {
		return gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
			for i := 1; i <= 3; i++ {
				if _, err := y.Yield(i + more); err != nil {
					return gen.None{}, err
				}
			}
			return gen.None{}, nil
		})
	}
	ten, twenty := plus(10), plus(20)
	for range 3 {
		a, _ := ten.Next()
		b, _ := twenty.Next()
		fmt.Println(a, b)
	}
	fmt.Println(ten.State(), twenty.State())
	// Output:
	// 11 21
	// 12 22
	// 13 23
	// suspended suspended
}

// Row 91: what a generator is doing.
func ExampleGenerator_State() {
	var g *gen.Generator[gen.State, gen.None, gen.None]
	g = gen.New(func(y *gen.Yielder[gen.State, gen.None]) (gen.None, error) {
		_, err := y.Yield(g.State())
		return gen.None{}, err
	})
	fmt.Println(g.State())
	fmt.Println(g.Next())
	fmt.Println(g.State())
	fmt.Println(g.Close(), g.State())
	// Output:
	// created
	// running <nil>
	// suspended
	// <nil> closed
}
