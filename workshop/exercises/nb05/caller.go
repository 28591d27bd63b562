package nb05

import (
	"io"
	"strconv"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

// numbers is a generator that is asked and answers with numbers.
type numbers = *gen.Generator[int, int, gen.None]

var ask = check.Define(check.Exercise[func(g numbers, questions ...int) []int]{
	ID: "5.3", Title: "The caller's side",
	Task: "Now be the caller. Write `ask`: it gets a generator that is new, sends it each of the numbers in `questions`, and returns the answers. " +
		"Three answers belong to three questions: what the generator says before the first question is not one of them. " +
		"In the end the generator must be closed.",
	Answer: "ask",
	Stub: `func ask(g *gen.Generator[int, int, gen.None], questions ...int) []int {
	panic("not implemented") // your answer here
}`,
	Solution: `func ask(g *gen.Generator[int, int, gen.None], questions ...int) []int {
	defer g.Close()
	g.Next()
	var answers []int
	for _, q := range questions {
		answer, err := g.Send(q)
		if err != nil {
			break
		}
		answers = append(answers, answer)
	}
	return answers
}`,
	Hints: []string{
		"A new generator does not take values. What has to come before the first `Send`?",
		"`defer g.Close()` as the first line closes the generator, whatever happens later.",
		"Look at the error of `Send`: when the generator has ended, there are no more answers.",
	},
	Wrong: []check.Wrong{
		{Name: "not primed", Says: "has not started", Code: `func ask(g *gen.Generator[int, int, gen.None], questions ...int) []int {
	defer g.Close()
	var answers []int
	for _, q := range questions {
		answer, _ := g.Send(q)
		answers = append(answers, answer)
	}
	return answers
}`},
		{Name: "keeps the first value", Says: "belongs to no question", Code: `func ask(g *gen.Generator[int, int, gen.None], questions ...int) []int {
	defer g.Close()
	first, _ := g.Next()
	answers := []int{first}
	for _, q := range questions {
		answer, _ := g.Send(q)
		answers = append(answers, answer)
	}
	return answers
}`},
		{Name: "priming in the loop", Says: "Next once, before the loop", Code: `func ask(g *gen.Generator[int, int, gen.None], questions ...int) []int {
	defer g.Close()
	var answers []int
	for _, q := range questions {
		g.Next()
		answer, _ := g.Send(q)
		answers = append(answers, answer)
	}
	return answers
}`},
		{Name: "not closed", Says: "defer g.Close()", Code: `func ask(g *gen.Generator[int, int, gen.None], questions ...int) []int {
	g.Next()
	var answers []int
	for _, q := range questions {
		answer, _ := g.Send(q)
		answers = append(answers, answer)
	}
	return answers
}`},
		{Name: "answers of nobody", Says: "look at the error", Code: `func ask(g *gen.Generator[int, int, gen.None], questions ...int) []int {
	defer g.Close()
	g.Next()
	var answers []int
	for _, q := range questions {
		answer, _ := g.Send(q)
		answers = append(answers, answer)
	}
	return answers
}`},
	},
	Test: func(t *check.T, ask func(g numbers, questions ...int) []int) {
		g := gen.New(sums)
		got := ask(g, 3, 4, 5)
		check.Equal(t, "ask(g, 3, 4, 5) with a running total", got, []int{3, 7, 12},
			check.Got([]int{0, 0, 0}, "Send has returned an error each time: the generator has not started, call Next first"),
			check.Got([]int(nil), "there are no answers: the generator has not started, call Next before the first Send"),
			check.Got([]int{0, 3, 7, 12}, "the first value belongs to no question: call Next, but do not keep what it gives"),
			check.If(len(got) == 2, "the first question is lost: Next sends nothing, so send all questions with Send"))
		t.Must(g.State() == gen.Closed, "the generator is still "+g.State().String()+" when ask has returned", check.Else("close it in any case: defer g.Close()"))

		calls := check.Calls(gen.New(sums), func(g numbers) { ask(g, 1, 2) })
		nexts := strings.Count(strings.Join(calls, " "), "Next()")
		t.Must(nexts <= 1, "ask calls Next "+strconv.Itoa(nexts)+" times", check.Else("a generator is started only once: call Next once, before the loop"))

		check.Equal(t, "ask(g, 1, 2, 3) with a generator that ends after one answer", ask(gen.New(oneAnswer), 1, 2, 3), []int{42},
			check.Got([]int{42, 0, 0}, "look at the error of Send: the zeros were not said by anybody, the generator was over"))
	},
})

func sums(y *gen.Yielder[int, int]) (gen.None, error) {
	total := 0
	for {
		n, err := y.Yield(total)
		if err != nil {
			return gen.None{}, err
		}
		total += n
	}
}

func oneAnswer(y *gen.Yielder[int, int]) (gen.None, error) {
	if _, err := y.Yield(0); err != nil {
		return gen.None{}, err
	}
	_, err := y.Yield(42)
	return gen.None{}, err
}

var register = check.Define(check.Exercise[func(y *gen.Yielder[int, int]) (gen.None, error)]{
	ID: "5.4", Title: "Find the bug: the register that goes home",
	Task: "`register` is the cash register without its messages. After the first mistake (an error that is `strconv.ErrSyntax`) it is over. " +
		"Repair it: it should forget the mistake, answer with the total as it is, and go on with the next price. Any other error still ends it.",
	Imports: []string{"errors", "strconv"},
	Answer:  "register",
	Stub: `func register(y *gen.Yielder[int, int]) (gen.None, error) {
	panic("not implemented") // remove this line, then repair the rest
	total := 0
	for {
		price, err := y.Yield(total)
		if errors.Is(err, strconv.ErrSyntax) {
			return gen.None{}, nil
		}
		if err != nil {
			return gen.None{}, err
		}
		total += price
	}
}`,
	Solution: `func register(y *gen.Yielder[int, int]) (gen.None, error) {
	total := 0
	for {
		price, err := y.Yield(total)
		if errors.Is(err, strconv.ErrSyntax) {
			continue // back to the Yield, with the same total
		}
		if err != nil {
			return gen.None{}, err
		}
		total += price
	}
}`,
	Hints: []string{
		"Which line leaves the loop when there is a mistake? What should it do instead?",
		"`continue` goes back to the top of the loop, and there is the `Yield`.",
	},
	Wrong: []check.Wrong{
		{Name: "forgives everything", Says: "being closed is an error as well", Code: `func register(y *gen.Yielder[int, int]) (gen.None, error) {
	total := 0
	for {
		price, err := y.Yield(total)
		if err != nil {
			continue
		}
		total += price
	}
}`},
		{Name: "break", Says: "break leaves the loop", Code: `func register(y *gen.Yielder[int, int]) (gen.None, error) {
	total := 0
	for {
		price, err := y.Yield(total)
		if errors.Is(err, strconv.ErrSyntax) {
			break
		}
		if err != nil {
			return gen.None{}, err
		}
		total += price
	}
	return gen.None{}, errors.New("a mistake")
}`},
		{Name: "hands it back", Says: "must not return the mistake", Code: `func register(y *gen.Yielder[int, int]) (gen.None, error) {
	total := 0
	for {
		price, err := y.Yield(total)
		if err != nil {
			return gen.None{}, err
		}
		total += price
	}
}`},
		{Name: "starts again", Says: "the total is lost", Code: `func register(y *gen.Yielder[int, int]) (gen.None, error) {
	total := 0
	for {
		price, err := y.Yield(total)
		if errors.Is(err, strconv.ErrSyntax) {
			total = 0
			continue
		}
		if err != nil {
			return gen.None{}, err
		}
		total += price
	}
}`},
		{Name: "one Yield more", Says: "a price is lost", Code: `func register(y *gen.Yielder[int, int]) (gen.None, error) {
	total := 0
	for {
		price, err := y.Yield(total)
		if errors.Is(err, strconv.ErrSyntax) {
			y.Yield(total)
			continue
		}
		if err != nil {
			return gen.None{}, err
		}
		total += price
	}
}`},
	},
	Test: func(t *check.T, register func(y *gen.Yielder[int, int]) (gen.None, error)) {
		got := shopping(register)
		check.Events(t, "a sale with a mistake", got, []string{"Next() → 0", "Send(12) → 12", "Throw(invalid syntax) → 12", "Send(5) → 17"},
			check.Got([]string{"Next() → 0", "Send(12) → 12", "Throw(invalid syntax) → invalid syntax", "Send(5) → StopIteration"}, "the body must not return the mistake: forget it and go back to the Yield"),
			check.Got([]string{"Next() → 0", "Send(12) → 12", "Throw(invalid syntax) → a mistake", "Send(5) → StopIteration"}, "break leaves the loop, and after the loop the body is over: which word goes back to the top of the loop?"),
			check.Got([]string{"Next() → 0", "Send(12) → 12", "Throw(invalid syntax) → 0", "Send(5) → 5"}, "the total is lost: leave it as it is"),
			check.Got([]string{"Next() → 0", "Send(12) → 12", "Throw(invalid syntax) → 12", "Send(5) → 12"}, "a price is lost: it came in at a second Yield, and nobody looked at it. The Yield at the top of the loop is enough"))
		closed := gen.New(register)
		closed.Next()
		check.NoError(t, "Close", closed.Close(), check.Else("being closed is an error as well: go on only after strconv.ErrSyntax, and return all others"))
		fire := gen.New(register)
		fire.Next()
		_, err := fire.Throw(io.ErrUnexpectedEOF)
		check.ErrorIs(t, "Throw(unexpected EOF)", err, io.ErrUnexpectedEOF, check.Else("go on only after strconv.ErrSyntax, and return all other errors"))
	},
})

// shopping is a conversation with a register in which one price is no number.
func shopping(register func(y *gen.Yielder[int, int]) (gen.None, error)) []string {
	return check.Calls(gen.New(register), func(g numbers) {
		g.Next()
		g.Send(12)
		g.Throw(strconv.ErrSyntax)
		g.Send(5)
	})
}
