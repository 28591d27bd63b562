package gen_test

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// accumulator hands the total out with each Yield and gets the next value back.
func accumulator(y *gen.Yielder[int, int]) (gen.None, error) {
	total := 0
	for {
		value, err := y.Yield(total)
		if err != nil {
			return gen.None{}, err
		}
		total += value
	}
}

// Rows 80, 81 and 84: values in both directions. First as a generator, then as Go would have it: a
// function that remembers.
func ExampleGenerator_Send() {
	acc := gen.New(accumulator)
	defer acc.Close()
	fmt.Println(acc.Next()) // to the first Yield
	fmt.Println(acc.Send(10))
	fmt.Println(acc.Send(5))

	total := 0
	add := func(value int) int { total += value; return total }
	fmt.Println(add(10), add(5))
	// Output:
	// 0 <nil>
	// 10 <nil>
	// 15 <nil>
	// 10 15
}

// Row 80: the accumulator once more, of a goroutine and two channels. That has to be ended, too.
func ExampleGenerator_Send_channels() {
	in, out := make(chan int), make(chan int)
	go func() {
		defer close(out)
		total := 0
		for value := range in {
			total += value
			out <- total
		}
	}()
	in <- 10
	fmt.Println(<-out)
	in <- 5
	fmt.Println(<-out)
	close(in)
	_, open := <-out
	fmt.Println(open)
	// Output:
	// 10
	// 15
	// false
}

// Row 82: a generator that prints what it receives and answers with the double.
func ExampleGenerator_Send_printer() {
	printer := gen.New(func(y *gen.Yielder[int, int]) (gen.None, error) {
		value := 0
		for {
			received, err := y.Yield(value)
			if err != nil {
				return gen.None{}, err
			}
			fmt.Println("Received:", received)
			value = received * 2
		}
	})
	defer printer.Close()
	printer.Next()
	fmt.Println(printer.Send(10))
	fmt.Println(printer.Send(20))
	// Output:
	// Received: 10
	// 20 <nil>
	// Received: 20
	// 40 <nil>
}

// Rows 83 and 85: the first Yield has to be reached before anything can be sent to it.
func ExampleGenerator_Send_notStarted() {
	steps := func(y *gen.Yielder[int, string]) (gen.None, error) {
		for step := 0; ; step++ {
			received, err := y.Yield(step)
			if err != nil {
				return gen.None{}, err
			}
			fmt.Println("Received:", received)
		}
	}
	c := gen.New(steps)
	_, err := c.Send("too early")
	fmt.Println(err == gen.ErrNotStarted)
	fmt.Println(c.Next())
	fmt.Println(c.Send("hello"))

	primed := gen.Primed(steps)
	fmt.Println(primed.Send("at once"))
	// Output:
	// true
	// 0 <nil>
	// Received: hello
	// 1 <nil>
	// Received: at once
	// 1 <nil>
}

type valueError struct{ text string }

func (e *valueError) Error() string { return e.text }

// Rows 79, 86, 87 and 88: an error comes out of the Yield that the generator is suspended at; what is deferred
// runs whatever happens. A handler outside of the loop is the end of the generator, so that Throw returns
// ErrStop and there is nothing left to close: this is where the Python version breaks off.
func ExampleGenerator_Throw() {
	body := func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		defer fmt.Println("Generator cleaning up")
		for i := 0; ; i++ {
			_, err := y.Yield(i)
			var wrong *valueError
			if errors.As(err, &wrong) {
				fmt.Println("ValueError caught:", wrong.text)
				return gen.None{}, nil
			}
			if err != nil {
				return gen.None{}, err
			}
		}
	}
	g := gen.New(body)
	g.Next()
	fmt.Println(g.Throw(&valueError{"bad number"}))
	fmt.Println(g.Close())

	other := gen.New(body)
	other.Next()
	fmt.Println(other.Throw(errors.New("another error"))) // not handled: it comes back
	// Output:
	// ValueError caught: bad number
	// Generator cleaning up
	// 0 StopIteration
	// <nil>
	// Generator cleaning up
	// 0 another error
}

// Row 88: corrected. A handler inside the loop lets the generator go on.
func ExampleGenerator_Throw_goesOn() {
	g := gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		defer fmt.Println("Generator cleaning up")
		for i := 0; ; i++ {
			_, err := y.Yield(i)
			var wrong *valueError
			switch {
			case errors.As(err, &wrong):
				fmt.Println("ValueError caught:", wrong.text)
			case err != nil:
				return gen.None{}, err
			}
		}
	})
	g.Next()
	fmt.Println(g.Throw(&valueError{"bad number"}))
	fmt.Println(g.Next())
	fmt.Println(g.Close())
	// Output:
	// ValueError caught: bad number
	// 1 <nil>
	// 2 <nil>
	// Generator cleaning up
	// <nil>
}

// Row 89: Close makes the pending Yield return ErrExit.
func ExampleGenerator_Close() {
	g := gen.New(func(y *gen.Yielder[string, gen.None]) (gen.None, error) {
		fmt.Println("opened")
		defer fmt.Println("closed")
		_, err := y.Yield("row")
		fmt.Println("Yield returned", err)
		return gen.None{}, err
	})
	fmt.Println(g.Next())
	fmt.Println(g.Close())
	fmt.Println(g.Next())
	fmt.Println(g.Close()) // nothing left to do
	// Output:
	// opened
	// row <nil>
	// Yield returned GeneratorExit
	// closed
	// <nil>
	//  StopIteration
	// <nil>
}

// Row 90: a body that goes on when it should end.
func ExampleGenerator_Close_ignored() {
	deaf := gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
		y.Yield(1)
		y.Yield(2) // does not look at what the first one returned
		return gen.None{}, nil
	})
	deaf.Next()
	fmt.Println(deaf.Close())
	fmt.Println(deaf.State())
	fmt.Println(deaf.Close())
	// Output:
	// gen: generator ignored GeneratorExit: return when Yield returns an error
	// suspended
	// <nil>
}

// Row 92: two tables in a restaurant, served in turn. Neither serving knows of the other.
func ExampleGenerator_Send_restaurant() {
	serve := func(table int) *gen.Generator[string, string, string] {
		return gen.New(func(y *gen.Yielder[string, string]) (string, error) {
			drink, err := y.Yield(fmt.Sprintf("table %d: what will you drink?", table))
			if err != nil {
				return "", err
			}
			dish, err := y.Yield(fmt.Sprintf("table %d: one %s. And to eat?", table, drink))
			if err != nil {
				return "", err
			}
			if _, err := y.Yield(fmt.Sprintf("table %d: the %s is coming", table, dish)); err != nil {
				return "", err
			}
			return fmt.Sprintf("table %d pays for %s and %s", table, drink, dish), nil
		})
	}
	one, two := serve(1), serve(2)
	say := func(text string, err error) { fmt.Println(text, err) }
	say(one.Next())
	say(two.Next())
	say(two.Send("tea"))
	say(one.Send("water"))
	say(one.Send("soup"))
	say(two.Send("fish"))
	say(one.Next())
	say(two.Next())
	// Output:
	// table 1: what will you drink? <nil>
	// table 2: what will you drink? <nil>
	// table 2: one tea. And to eat? <nil>
	// table 1: one water. And to eat? <nil>
	// table 1: the soup is coming <nil>
	// table 2: the fish is coming <nil>
	//  StopIteration: table 1 pays for water and soup
	//  StopIteration: table 2 pays for tea and fish
}

// Row 93: a consumer that writes numbers with their running total, and at the end returns that.
func ExampleSink() {
	var file strings.Builder
	writer := gen.Sink(func(numbers iter.Seq[int]) (int, error) {
		total := 0
		for n := range numbers {
			total += n
			fmt.Fprintln(&file, n, total)
		}
		fmt.Fprintln(&file, "end")
		return total, nil
	})
	for _, n := range []int{1, 10, 100} {
		writer.Send(n)
	}
	fmt.Println(writer.Close())
	fmt.Println(writer.Result())
	fmt.Print(file.String())
	// Output:
	// <nil>
	// 111 true
	// 1 1
	// 10 11
	// 100 111
	// end
}

// Row 77: after Close there is nothing more, as after the early end of a loop.
func ExampleGenerator_Close_zigzag() {
	zigzag := gen.Of(func(yield func(int) bool) {
		defer fmt.Println("put away")
		for {
			for i := 1; i < 4; i++ {
				if !yield(i) {
					return
				}
			}
			for i := 4; i > 1; i-- {
				if !yield(i) {
					return
				}
			}
		}
	})
	var first [8]int
	for i := range first {
		first[i], _ = zigzag.Next()
	}
	fmt.Println(first)
	fmt.Println(zigzag.Close())
	fmt.Println(zigzag.Next())
	// Output:
	// [1 2 3 4 3 2 1 2]
	// put away
	// <nil>
	// 0 StopIteration
}

// Rows 81 and 106: the whole dialogue.
func ExampleGenerator_Watch() {
	acc := gen.New(accumulator).Name("acc")
	acc.Watch(func(s gen.Step) { fmt.Println(s) })
	acc.Send(1)
	acc.Next()
	acc.Send(10)
	acc.Throw(errors.New("enough"))
	acc.Close()
	// Output:
	// acc.Send(1) → gen: can't send a value to a generator that has not started: call Next first
	// acc.Next() → 0
	// acc.Send(10) → 10
	// acc.Throw(enough) → enough
	// acc.Close()
}
