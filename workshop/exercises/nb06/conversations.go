package nb06

import (
	"errors"
	"fmt"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

type (
	// yielder is that of conversations in which texts are yielded and sent.
	yielder = *gen.Yielder[string, string]
	// part is a part of such a conversation, which returns points.
	part = *gen.Generator[string, string, int]
)

var both = check.Define(check.Exercise[func(y yielder, a, b part) (int, error)]{
	ID: "6.2", Title: "Two rounds, one quiz",
	Task: "Write `both`, the body of a quiz of two rounds, whatever they are: delegate to `a`, then to `b`, and return the sum of their points. " +
		"If a round ends with an error, the quiz is over at once and returns that error.",
	Answer: "both",
	Stub: `func both(y *gen.Yielder[string, string], a, b *gen.Generator[string, string, int]) (int, error) {
	panic("not implemented") // your answer here
}`,
	Solution: `func both(y *gen.Yielder[string, string], a, b *gen.Generator[string, string, int]) (int, error) {
	first, err := gen.From(y, a)
	if err != nil {
		return 0, err
	}
	second, err := gen.From(y, b)
	return first + second, err
}`,
	Hints: []string{
		"`points, err := gen.From(y, a)` delegates to `a`, and gives the points that it returns.",
		"Look at the error before you begin with the second round.",
	},
	Wrong: []check.Wrong{
		{Name: "by hand", Says: "do not reach", Code: `func both(y *gen.Yielder[string, string], a, b *gen.Generator[string, string, int]) (int, error) {
	total := 0
	for _, r := range []*gen.Generator[string, string, int]{a, b} {
		for question := range r.All() {
			if _, err := y.Yield(question); err != nil {
				return 0, err
			}
		}
		points, _ := r.Result()
		total += points
	}
	return total, nil
}`},
		{Name: "only the second", Says: "points of the first round", Code: `func both(y *gen.Yielder[string, string], a, b *gen.Generator[string, string, int]) (int, error) {
	if _, err := gen.From(y, a); err != nil {
		return 0, err
	}
	return gen.From(y, b)
}`},
		{Name: "error of the first ignored", Says: "look at the error of the first", Code: `func both(y *gen.Yielder[string, string], a, b *gen.Generator[string, string, int]) (int, error) {
	first, _ := gen.From(y, a)
	second, err := gen.From(y, b)
	return first + second, err
}`},
		{Name: "error of the second ignored", Says: "error of the second", Code: `func both(y *gen.Yielder[string, string], a, b *gen.Generator[string, string, int]) (int, error) {
	first, err := gen.From(y, a)
	if err != nil {
		return 0, err
	}
	second, _ := gen.From(y, b)
	return first + second, nil
}`},
	},
	Test: func(t *check.T, both func(y yielder, a, b part) (int, error)) {
		quiz := func() part {
			return gen.New(func(y yielder) (int, error) { return both(y, round("A", "x", "y"), round("B", "z")) })
		}
		got := check.Calls(quiz(), func(g part) {
			g.Next()
			g.Send("x")
			g.Send("y")
			g.Send("z")
		})
		check.Events(t, "a quiz in which all answers are right", got, []string{"Next() → A1", "Send(x) → A2", "Send(y) → B1", "Send(z) → StopIteration: 3"},
			check.If(len(got) == 4 && got[3] == "Send(z) → StopIteration: 0", "the answers do not reach the rounds: a loop over All carries values only out. Use gen.From"),
			check.If(len(got) == 4 && got[3] == "Send(z) → StopIteration: 1", "the points of the first round are missing in the sum"))
		got = check.Calls(quiz(), func(g part) {
			g.Next()
			g.Throw(errPower)
		})
		check.Events(t, "a quiz with an error in the first round", got, []string{"Next() → A1", "Throw(power cut) → power cut"},
			check.Else("look at the error of the first From, and return it before the second round begins"))
		got = check.Calls(quiz(), func(g part) {
			g.Next()
			g.Send("x")
			g.Send("y")
			g.Throw(errPower)
		})
		check.Events(t, "a quiz with an error in the second round", got, []string{"Next() → A1", "Send(x) → A2", "Send(y) → B1", "Throw(power cut) → power cut"},
			check.Else("the error of the second round is lost: return it, too"))
	},
})

var errPower = errors.New("power cut")

// round is a round of a quiz, which returns how many answers were right.
func round(name string, right ...string) part {
	return gen.New(func(y yielder) (int, error) {
		points := 0
		for i, want := range right {
			got, err := y.Yield(fmt.Sprint(name, i+1))
			if err != nil {
				return 0, err
			}
			if got == want {
				points++
			}
		}
		return points, nil
	})
}

const longForm = `// longForm is the form before it was split.
func longForm(y *gen.Yielder[string, string]) (string, error) {
	name, err := y.Yield("your name?")
	if err != nil {
		return "", err
	}
	city, err := y.Yield(name + ", your city?")
	if err != nil {
		return "", err
	}
	friend, err := y.Yield("your friend's name?")
	if err != nil {
		return "", err
	}
	friendsCity, err := y.Yield(friend + ", your friend's city?")
	if err != nil {
		return "", err
	}
	return name + " from " + city + " and " + friend + " from " + friendsCity, nil
}`

const newForm = `
// form asks for two persons.
func form(y *gen.Yielder[string, string]) (string, error) {
	one, err := gen.From(y, person("your"))
	if err != nil {
		return "", err
	}
	two, err := gen.From(y, person("your friend's"))
	return one + " and " + two, err
}`

// personWith is an answer: the body of person within what is given.
func personWith(body string) string {
	return `func person(whose string) *gen.Generator[string, string, string] {
	return gen.New(func(y *gen.Yielder[string, string]) (string, error) {
` + body + `	})
}
` + newForm
}

var form = check.Define(check.Exercise[func(y yielder) (string, error)]{
	ID: "6.5", Title: "Split a generator",
	Task: "`longForm` asks the same two questions twice. `form` is to do the same with a smaller generator, `person`, used twice. " +
		"Write `person`: it asks for `whose` name and city (as `longForm` does), and returns for instance `\"Ada from Lima\"`. " +
		"The check has the same conversations with both forms: not one call may differ.",
	Setup:  longForm,
	Answer: "form",
	Stub:   personWith("\t\tpanic(\"not implemented\") // your answer here\n"),
	Solution: personWith(`		name, err := y.Yield(whose + " name?")
		if err != nil {
			return "", err
		}
		city, err := y.Yield(name + ", " + whose + " city?")
		if err != nil {
			return "", err
		}
		return name + " from " + city, nil
`),
	Hints: []string{
		"`person(\"your\")` is the first half of `longForm`, `person(\"your friend's\")` the second half. What differs between the halves?",
		"The questions are `whose + \" name?\"` and `name + \", \" + whose + \" city?\"`.",
		"After each `Yield`: if there is an error, return `\"\"` and the error.",
	},
	Wrong: []check.Wrong{
		{Name: "always your", Says: "whose", Code: personWith(`		name, err := y.Yield("your name?")
		if err != nil {
			return "", err
		}
		city, err := y.Yield(name + ", your city?")
		if err != nil {
			return "", err
		}
		return name + " from " + city, nil
`)},
		{Name: "no result", Says: "return it", Code: personWith(`		name, err := y.Yield(whose + " name?")
		if err != nil {
			return "", err
		}
		_, err = y.Yield(name + ", " + whose + " city?")
		return "", err
`)},
		{Name: "the error is ignored", Says: "error of each Yield", Code: personWith(`		name, _ := y.Yield(whose + " name?")
		city, err := y.Yield(name + ", " + whose + " city?")
		return name + " from " + city, err
`)},
		{Name: "city first", Says: "first the name", Code: personWith(`		city, err := y.Yield(whose + " city?")
		if err != nil {
			return "", err
		}
		name, err := y.Yield(whose + " name?")
		return name + " from " + city, err
`)},
		{Name: "without the name in the question", Says: "begins with the name", Code: personWith(`		name, err := y.Yield(whose + " name?")
		if err != nil {
			return "", err
		}
		city, err := y.Yield(whose + " city?")
		return name + " from " + city, err
`)},
	},
	Test: func(t *check.T, form func(y yielder) (string, error)) {
		talk := func(form func(y yielder) (string, error), drive func(g *gen.Generator[string, string, string])) []string {
			return check.Calls(gen.New(form), drive)
		}
		answers := func(n int) func(g *gen.Generator[string, string, string]) {
			return func(g *gen.Generator[string, string, string]) {
				g.Next()
				for _, s := range []string{"Ada", "Lima", "Bo", "Oslo"}[:n] {
					g.Send(s)
				}
			}
		}
		got, want := talk(form, answers(4)), talk(before, answers(4))
		is := func(i int, s string) bool { return len(got) > i && got[i] == s }
		check.Events(t, "the conversation with form (left) and with longForm (right)", got, want,
			check.If(is(0, "Next() → your city?"), "ask in the same order: first the name, then the city"),
			check.If(is(1, "Send(Ada) → your city?"), "the second question begins with the name that was given: name + \", \" + …"),
			check.If(is(2, "Send(Lima) → your name?"), "the friend is asked about you: the questions depend on whose"),
			check.If(is(4, "Send(Oslo) → StopIteration:  and "), "person has no result: put name and city together and return it"))
		for n := range 4 {
			throw := func(g *gen.Generator[string, string, string]) {
				answers(n)(g)
				g.Throw(errPower)
			}
			check.Events(t, "an error after "+fmt.Sprint(n)+" answers, with form (left) and with longForm (right)", talk(form, throw), talk(before, throw),
				check.Else("look at the error of each Yield, and return it"))
		}
	},
})

// before is what longForm is in the notebook.
func before(y yielder) (string, error) {
	var said []string
	for _, whose := range []string{"your", "your friend's"} {
		name, err := y.Yield(whose + " name?")
		if err != nil {
			return "", err
		}
		city, err := y.Yield(name + ", " + whose + " city?")
		if err != nil {
			return "", err
		}
		said = append(said, name+" from "+city)
	}
	return said[0] + " and " + said[1], nil
}
