package nb05

import (
	"math"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

var doubler = check.Define(check.Exercise[func(y *gen.Yielder[int, int]) (gen.None, error)]{
	ID: "5.1", Title: "Twice what you say",
	Task: "Write `doubler`, the body of a generator that answers each number with its double. The first `Next` gives 0. " +
		"After that `Send(10)` gives 20, `Send(4)` gives 8, and so on. `listener` above has the same shape: only the line that computes the next answer differs.",
	Answer: "doubler",
	Stub: `func doubler(y *gen.Yielder[int, int]) (gen.None, error) {
	answer := 0
	for {
		n, err := y.Yield(answer)
		_, _ = n, err           // take this line out when you use n and err
		panic("not implemented") // your answer here
	}
}`,
	Solution: `func doubler(y *gen.Yielder[int, int]) (gen.None, error) {
	answer := 0
	for {
		n, err := y.Yield(answer)
		if err != nil {
			return gen.None{}, err
		}
		answer = 2 * n
	}
}`,
	Hints: []string{
		"After `Yield` come two steps: return if there is an error, and compute the next answer.",
		"The answer goes out with the *next* `Yield`, at the top of the loop. So set `answer` and let the loop come around.",
		"The last line of the loop is `answer = 2 * n`.",
	},
	Wrong: []check.Wrong{
		{Name: "only once", Says: "there is no loop", Code: `func doubler(y *gen.Yielder[int, int]) (gen.None, error) {
	n, err := y.Yield(0)
	if err != nil {
		return gen.None{}, err
	}
	_, err = y.Yield(2 * n)
	return gen.None{}, err
}`},
		{Name: "keeps adding", Says: "only on the last number", Code: `func doubler(y *gen.Yielder[int, int]) (gen.None, error) {
	answer := 0
	for {
		n, err := y.Yield(answer)
		if err != nil {
			return gen.None{}, err
		}
		answer += 2 * n
	}
}`},
		{Name: "two yields", Says: "two Yields in each turn", Code: `func doubler(y *gen.Yielder[int, int]) (gen.None, error) {
	answer := 0
	for {
		n, err := y.Yield(answer)
		if err != nil {
			return gen.None{}, err
		}
		if _, err = y.Yield(2 * n); err != nil {
			return gen.None{}, err
		}
	}
}`},
		{Name: "deaf", Says: "return as soon as Yield returns an error", Code: `func doubler(y *gen.Yielder[int, int]) (gen.None, error) {
	answer := 0
	for {
		n, _ := y.Yield(answer)
		answer = 2 * n
	}
}`},
	},
	Test: func(t *check.T, doubler func(y *gen.Yielder[int, int]) (gen.None, error)) {
		got := check.Calls(gen.New(doubler), func(g *gen.Generator[int, int, gen.None]) {
			g.Next()
			g.Send(10)
			g.Send(4)
		})
		check.Events(t, "a conversation with doubler", got, []string{"Next() → 0", "Send(10) → 20", "Send(4) → 8"},
			check.Got([]string{"Next() → 0", "Send(10) → 20", "Send(4) → StopIteration"}, "it answers once and is over: there is no loop around the Yield"),
			check.Got([]string{"Next() → 0", "Send(10) → 20", "Send(4) → 28"}, "the answer depends only on the last number: use = and not +="),
			check.Got([]string{"Next() → 0", "Send(10) → 20", "Send(4) → 0"}, "there are two Yields in each turn, and what comes in at the second one is lost: one Yield both hands out the answer and takes the next number"),
			check.Got([]string{"Next() → 0", "Send(10) → 10", "Send(4) → 4"}, "that is the number itself: double it"))
		closes(t, doubler)
	},
})

// closes fails if a body does not end when its generator is closed.
func closes[Out, In, Ret any](t *check.T, body func(y *gen.Yielder[Out, In]) (Ret, error)) {
	g := gen.New(body)
	g.Next()
	check.NoError(t, "Close", g.Close(), check.Else("the body goes on after Close: return as soon as Yield returns an error"))
}

var averager = check.Define(check.Exercise[func(y *gen.Yielder[float64, float64]) (gen.None, error)]{
	ID: "5.2", Title: "The average so far",
	Task: "Write `averager`, the body of a generator that is sent numbers and answers with the average of **all** numbers so far. " +
		"The first `Next` gives 0. Then `Send(10)` gives 10, `Send(20)` gives 15 and `Send(60)` gives 30.",
	Answer: "averager",
	Stub: `func averager(y *gen.Yielder[float64, float64]) (gen.None, error) {
	panic("not implemented") // your answer here
}`,
	Solution: `func averager(y *gen.Yielder[float64, float64]) (gen.None, error) {
	sum, count, average := 0.0, 0.0, 0.0
	for {
		n, err := y.Yield(average)
		if err != nil {
			return gen.None{}, err
		}
		sum += n
		count++
		average = sum / count
	}
}`,
	Hints: []string{
		"What must the body remember to compute the average of all numbers? The last average alone is not enough.",
		"Keep the sum and how many numbers there were, in variables **before** the loop. A variable made inside the loop is new in every turn.",
		"`sum := 0.0` makes a `float64`. If the count is one as well, you can write `sum / count`.",
	},
	Wrong: []check.Wrong{
		{Name: "average of two", Says: "the last average and the new number", Code: `func averager(y *gen.Yielder[float64, float64]) (gen.None, error) {
	average := 0.0
	first := true
	for {
		n, err := y.Yield(average)
		if err != nil {
			return gen.None{}, err
		}
		if first {
			average, first = n, false
		} else {
			average = (average + n) / 2
		}
	}
}`},
		{Name: "forgets", Says: "before the loop", Code: `func averager(y *gen.Yielder[float64, float64]) (gen.None, error) {
	average := 0.0
	for {
		sum, count := 0.0, 0.0
		n, err := y.Yield(average)
		if err != nil {
			return gen.None{}, err
		}
		sum += n
		count++
		average = sum / count
	}
}`},
		{Name: "divides too early", Says: "0 / 0", Code: `func averager(y *gen.Yielder[float64, float64]) (gen.None, error) {
	sum, count := 0.0, 0.0
	for {
		n, err := y.Yield(sum / count)
		if err != nil {
			return gen.None{}, err
		}
		sum += n
		count++
	}
}`},
		{Name: "counts one too many", Says: "one too many", Code: `func averager(y *gen.Yielder[float64, float64]) (gen.None, error) {
	sum, count := 0.0, 1.0
	for {
		n, err := y.Yield(sum / count)
		if err != nil {
			return gen.None{}, err
		}
		sum += n
		count++
	}
}`},
		{Name: "sum", Says: "the sum", Code: `func averager(y *gen.Yielder[float64, float64]) (gen.None, error) {
	sum := 0.0
	for {
		n, err := y.Yield(sum)
		if err != nil {
			return gen.None{}, err
		}
		sum += n
	}
}`},
		{Name: "deaf", Says: "return as soon as Yield returns an error", Code: `func averager(y *gen.Yielder[float64, float64]) (gen.None, error) {
	sum, count, average := 0.0, 0.0, 0.0
	for {
		n, _ := y.Yield(average)
		sum += n
		count++
		average = sum / count
	}
}`},
	},
	Test: func(t *check.T, averager func(y *gen.Yielder[float64, float64]) (gen.None, error)) {
		g := gen.New(averager)
		first, err := g.Next()
		check.NoError(t, "Next", err)
		t.Must(!math.IsNaN(first), "the first Next gives NaN, which means: not a number",
			check.Else("0 / 0 has no answer: hand out 0 before there are any numbers"))
		check.Equal(t, "what the first Next gives", first, 0)
		got := []float64{}
		for _, n := range []float64{10, 20, 60, 30} {
			average, err := g.Send(n)
			check.NoError(t, "Send", err, check.If(err == gen.ErrStop, "the body has ended: there is no loop around the Yield"))
			got = append(got, average)
		}
		check.Equal(t, "the list of answers to 10, 20, 60 and 30", got, []float64{10, 15, 30, 30},
			check.Got([]float64{10, 15, 37.5, 33.75}, "that is the average of the last average and the new number; so the newest number counts as much as all others together"),
			check.Got([]float64{10, 20, 60, 30}, "only the last number counts: make the variables that remember before the loop, not in it"),
			check.Got([]float64{5, 10, 22.5, 24}, "the count is one too many: how many numbers are there before the first one?"),
			check.Got([]float64{10, 30, 90, 120}, "that is the sum: divide it by how many numbers there were"))
		closes(t, averager)
	},
})
