package gen_test

import (
	"errors"
	"fmt"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

// flatten has the numbers in a list of numbers and lists.
func flatten(nested []any) *gen.Generator[int, gen.None, gen.None] {
	return gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		for _, item := range nested {
			var err error
			switch item := item.(type) {
			case []any:
				_, err = gen.From(y, flatten(item))
			case int:
				_, err = y.Yield(item)
			}
			if err != nil {
				return gen.None{}, err
			}
		}
		return gen.None{}, nil
	})
}

// Rows 94 and 99: a generator that delegates to itself.
func ExampleFrom_flatten() {
	fmt.Println(slices.Collect(flatten([]any{1, []any{2, []any{3, 4}}, 5}).All()))
	// Output: [1 2 3 4 5]
}

// Rows 95 and 96: all values of one sequence, then all of another. The loop that FromSeq stands for is the
// second version.
func ExampleFromSeq() {
	combined := gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		if err := gen.FromSeq(y, seq.RangeFrom(1, 4)); err != nil {
			return gen.None{}, err
		}
		return gen.None{}, gen.FromSeq(y, seq.RangeFrom(5, 8))
	})
	fmt.Println(slices.Collect(combined.All()))

	byHand := gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		for v := range seq.Chain(seq.RangeFrom(1, 4), seq.RangeFrom(5, 8)) {
			if _, err := y.Yield(v); err != nil {
				return gen.None{}, err
			}
		}
		return gen.None{}, nil
	})
	fmt.Println(slices.Collect(byHand.All()))
	// Output:
	// [1 2 3 5 6 7]
	// [1 2 3 5 6 7]
}

// Rows 97 and 98: a generator may return a value; it comes with the error at the end, once.
func ExampleStopValue() {
	g := gen.New(func(y *gen.Yielder[int, gen.None]) (int, error) {
		for i := 1; i <= 2; i++ {
			if _, err := y.Yield(i); err != nil {
				return 0, err
			}
		}
		return 42, nil
	})
	fmt.Println(g.Next())
	fmt.Println(g.Next())
	_, err := g.Next()
	fmt.Println(err, errors.Is(err, gen.ErrStop))
	fmt.Println(gen.StopValue[int](err))
	fmt.Println(g.Result())

	_, err = g.Next()
	fmt.Println(err)
	fmt.Println(gen.StopValue[int](err))
	// Output:
	// 1 <nil>
	// 2 <nil>
	// StopIteration: 42 true
	// 42 true
	// 42 true
	// StopIteration
	// 0 false
}

// internal yields numbers and prints what it gets for them.
func internal(name string, limit int) *gen.Generator[int, string, int] {
	return gen.New(func(y *gen.Yielder[int, string]) (int, error) {
		for i := range limit {
			value, err := y.Yield(i)
			if err != nil {
				fmt.Println(name, "ends:", err)
				return 0, err
			}
			fmt.Println(name, "got:", value)
		}
		return limit, nil
	})
}

// Rows 100 to 102 and 105: what is sent to the outer generator reaches the inner one, and the value that the inner one
// returns is that of From.
func ExampleFrom() {
	general := gen.New(func(y *gen.Yielder[int, string]) (int, error) {
		first, err := gen.From(y, internal("first", 2))
		if err != nil {
			return 0, err
		}
		fmt.Println("first returned", first)
		second, err := gen.From(y, internal("second", 3))
		return first + second, err
	})
	fmt.Println(general.Next())
	for _, text := range []string{"a", "b", "c", "d", "e"} {
		fmt.Println(general.Send(text))
	}
	// Output:
	// 0 <nil>
	// first got: a
	// 1 <nil>
	// first got: b
	// first returned 2
	// 0 <nil>
	// second got: c
	// 1 <nil>
	// second got: d
	// 2 <nil>
	// second got: e
	// 0 StopIteration: 5
}

// Rows 102 and 103: errors and Close go the same way, to the innermost generator first.
func ExampleFrom_throw() {
	outer := func() *gen.Generator[int, string, int] {
		return gen.New(func(y *gen.Yielder[int, string]) (int, error) {
			n, err := gen.From(y, internal("inner", 2))
			fmt.Println("From returned", n, err)
			return n, err
		})
	}
	g := outer()
	g.Next()
	fmt.Println(g.Throw(errors.New("oops")))

	g = outer()
	g.Next()
	fmt.Println(g.Close())
	// Output:
	// inner ends: oops
	// From returned 0 oops
	// 0 oops
	// inner ends: GeneratorExit
	// From returned 0 GeneratorExit
	// <nil>
}

// Row 103: the channel from the outermost caller to the innermost generator.
func ExampleGenerator_Frames() {
	inner := internal("", 3).Name("inner")
	middle := gen.New(func(y *gen.Yielder[int, string]) (int, error) { return gen.From(y, inner) }).Name("middle")
	outer := gen.New(func(y *gen.Yielder[int, string]) (int, error) { return gen.From(y, middle) }).Name("outer")
	outer.Next()
	for _, f := range outer.Frames() {
		fmt.Println(f.Name, f.State, f.Line != "")
	}
	// Output:
	// outer suspended true
	// middle suspended true
	// inner suspended true
}

// Row 106: a long generator split in two does what it did before: the same calls, the same answers.
func ExampleGenerator_Watch_refactoring() {
	long := func(y *gen.Yielder[string, string]) (gen.None, error) {
		for _, question := range []string{"name?", "quest?", "colour?"} {
			if _, err := y.Yield(question); err != nil {
				return gen.None{}, err
			}
		}
		return gen.None{}, nil
	}
	ask := func(questions ...string) *gen.Generator[string, string, gen.None] {
		return gen.New(func(y *gen.Yielder[string, string]) (gen.None, error) {
			return gen.None{}, gen.FromSeq(y, slices.Values(questions))
		})
	}
	split := func(y *gen.Yielder[string, string]) (gen.None, error) {
		if _, err := gen.From(y, ask("name?", "quest?")); err != nil {
			return gen.None{}, err
		}
		return gen.From(y, ask("colour?"))
	}
	dialogue := func(body func(*gen.Yielder[string, string]) (gen.None, error)) (steps []string) {
		g := gen.New(body).Watch(func(s gen.Step) { steps = append(steps, s.String()) })
		g.Next()
		for _, answer := range []string{"Arthur", "the Grail", "blue"} {
			g.Send(answer)
		}
		return steps
	}
	fmt.Println(slices.Equal(dialogue(long), dialogue(split)))
	// Output: true
}
