package nb05

import (
	"errors"
	"io"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

var ledger = check.Define(check.Exercise[func(w io.Writer) *gen.Generator[gen.None, int, int]]{
	ID: "5.5", Title: "A ledger (optional)",
	Task: "Write `ledger`, which makes a sink. It writes each amount that it is sent to `w`, on a line of its own. " +
		"When it is closed it writes one last line, `total: ` and the sum, and the sum is its result. " +
		"(`fmt.Fprintln(w, …)` writes a line to `w`.)",
	Imports: []string{"io"},
	Answer:  "ledger",
	Stub: `func ledger(w io.Writer) *gen.Generator[gen.None, int, int] {
	panic("not implemented") // your answer here
}`,
	Solution: `func ledger(w io.Writer) *gen.Generator[gen.None, int, int] {
	return gen.Sink(func(amounts iter.Seq[int]) (int, error) {
		total := 0
		for n := range amounts {
			fmt.Fprintln(w, n)
			total += n
		}
		fmt.Fprintln(w, "total:", total)
		return total, nil
	})
}`,
	Hints: []string{
		"Take the example with the steps as a pattern: `return gen.Sink(func(amounts iter.Seq[int]) (int, error) { … })`.",
		"What comes after the `for` loop runs when the sink is closed.",
		"A sink made with `gen.New` must be primed by the caller; one made with `gen.Sink` is primed already.",
	},
	Wrong: []check.Wrong{
		{Name: "no last line", Says: "after the loop", Code: `func ledger(w io.Writer) *gen.Generator[gen.None, int, int] {
	return gen.Sink(func(amounts iter.Seq[int]) (int, error) {
		total := 0
		for n := range amounts {
			fmt.Fprintln(w, n)
			total += n
		}
		return total, nil
	})
}`},
		{Name: "total every time", Says: "only once", Code: `func ledger(w io.Writer) *gen.Generator[gen.None, int, int] {
	return gen.Sink(func(amounts iter.Seq[int]) (int, error) {
		total := 0
		for n := range amounts {
			fmt.Fprintln(w, n)
			total += n
			fmt.Fprintln(w, "total:", total)
		}
		return total, nil
	})
}`},
		{Name: "no result", Says: "return the sum", Code: `func ledger(w io.Writer) *gen.Generator[gen.None, int, int] {
	return gen.Sink(func(amounts iter.Seq[int]) (int, error) {
		total := 0
		for n := range amounts {
			fmt.Fprintln(w, n)
			total += n
		}
		fmt.Fprintln(w, "total:", total)
		return 0, nil
	})
}`},
		{Name: "not primed", Says: "gen.Sink or gen.Primed", Code: `func ledger(w io.Writer) *gen.Generator[gen.None, int, int] {
	return gen.New(func(y *gen.Yielder[gen.None, int]) (int, error) {
		total := 0
		for {
			n, err := y.Yield(gen.None{})
			if err != nil {
				fmt.Fprintln(w, "total:", total)
				return total, nil
			}
			fmt.Fprintln(w, n)
			total += n
		}
	})
}`},
		{Name: "writes to the screen", Says: "fmt.Fprintln(w", Code: `func ledger(w io.Writer) *gen.Generator[gen.None, int, int] {
	return gen.Sink(func(amounts iter.Seq[int]) (int, error) {
		total := 0
		for n := range amounts {
			fmt.Println(n)
			total += n
		}
		fmt.Println("total:", total)
		return total, nil
	})
}`},
	},
	Test: func(t *check.T, ledger func(w io.Writer) *gen.Generator[gen.None, int, int]) {
		var text strings.Builder
		g := ledger(&text)
		t.Must(g != nil, "ledger returns nil")
		for _, n := range []int{5, 7, 30} {
			_, err := g.Send(n)
			check.NoError(t, "Send", err, check.If(errors.Is(err, gen.ErrNotStarted), "the caller wants to send at once: make it with gen.Sink or gen.Primed"))
		}
		check.NoError(t, "Close", g.Close())
		check.Equal(t, "what is written after 5, 7 and 30", text.String(), "5\n7\n30\ntotal: 42\n",
			check.Got("5\n7\n30\n", "the last line is missing: write it after the loop"),
			check.Got("5\ntotal: 5\n7\ntotal: 12\n30\ntotal: 42\n", "the total comes only once, at the end: after the loop, not in it"),
			check.Got("", "nothing is written to w: use fmt.Fprintln(w, …) instead of fmt.Println(…)"))
		sum, ok := g.Result()
		t.Must(ok, "the sink has no result", check.Else("return the sum and nil when the loop is over"))
		check.Equal(t, "the result", sum, 42, check.Got(0, "return the sum, not 0"))
	},
})
