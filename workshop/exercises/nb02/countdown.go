package nb02

import (
	"fmt"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type cursor = interface{ Next() (int, bool) }

var countdown = check.Define(check.Exercise[cursor]{
	ID: "2.1", Title: "Count down",
	Task: "Write `Next` for the type `Countdown`. The countdown that starts as `&Countdown{3}` hands out 3, 2, 1, " +
		"and after that nothing, however often it is asked.",
	Answer: "&Countdown{3}",
	Stub: `type Countdown struct {
	n int // the number that comes next
}

func (c *Countdown) Next() (int, bool) {
	panic("not implemented")
}
`,
	Solution: `type Countdown struct {
	n int // the number that comes next
}

func (c *Countdown) Next() (int, bool) {
	if c.n < 1 {
		return 0, false
	}
	c.n--
	return c.n + 1, true
}
`,
	Hints: []string{
		"There are two cases: there is still a number to hand out, or there is none.",
		"If c.n is less than 1, the answer is 0, false. Otherwise c.n must get smaller, so that the next call hands out another number.",
		"c.n-- comes before the return, so what you return is c.n + 1: the number from before.",
	},
	Wrong: []check.Wrong{
		{Name: "never moves", Says: "the place in the struct stays the same", Code: `type Countdown struct{ n int }

func (c *Countdown) Next() (int, bool) {
	if c.n < 1 {
		return 0, false
	}
	return c.n, true
}
`},
		{Name: "moves a copy", Says: "without the star it changes a copy", Code: `type Countdown struct{ n int }

func (c Countdown) Next() (int, bool) {
	if c.n < 1 {
		return 0, false
	}
	c.n--
	return c.n + 1, true
}
`},
		{Name: "one too early", Says: "it hands out the number from after the step", Code: `type Countdown struct{ n int }

func (c *Countdown) Next() (int, bool) {
	if c.n < 1 {
		return 0, false
	}
	c.n--
	return c.n, true
}
`},
		{Name: "down to zero", Says: "0 is not to be handed out", Code: `type Countdown struct{ n int }

func (c *Countdown) Next() (int, bool) {
	if c.n < 0 {
		return 0, false
	}
	c.n--
	return c.n + 1, true
}
`},
		{Name: "no end", Says: "nobody ever says false", Code: `type Countdown struct{ n int }

func (c *Countdown) Next() (int, bool) {
	c.n--
	return c.n + 1, true
}
`},
	},
	Test: func(t *check.T, c cursor) {
		got := answers(c, 4)
		check.Events(t, "four calls of Next return", got, []string{"3 true", "2 true", "1 true", "0 false"},
			check.If(got[0] == "3 true" && got[1] == "3 true",
				"the place in the struct stays the same: change c.n in Next, and let Next belong to *Countdown (without the star it changes a copy)"),
			check.If(got[0] == "2 true", "it hands out the number from after the step: return c.n + 1, or keep c.n in a variable before c.n--"),
			check.If(got[3] == "0 true" && answers(c, 1)[0] == "0 false", "0 is not to be handed out: the last number is 1"),
			check.If(got[3] == "0 true", "nobody ever says false: look at c.n before you hand it out"))
		check.Equal(t, "Next, asked once more after the end,", answers(c, 1)[0], "0 false",
			check.Else("an iterator that has come to its end stays there"))
	},
})

// answers are those of n calls of Next.
func answers(c cursor, n int) []string {
	var list []string
	for range n {
		v, ok := c.Next()
		list = append(list, fmt.Sprint(v, ok))
	}
	return list
}
