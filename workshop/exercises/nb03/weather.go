package nb03

import (
	"fmt"
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/lab"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

type forecaster = func(seed uint64, change float64) iter.Seq[string]

var weather = check.Define(check.Exercise[forecaster]{
	ID: "3.5", Title: "Lab: the weather machine",
	Task: "Write `weather(seed, change)`, an endless sequence of reports.\n\n" +
		"1. Make the source of chance when a loop begins: `chance := lab.Rand(seed)`. The weather before the first day is `skies[0]`.\n" +
		"2. On each day ask once: if `chance.Float64() < change`, the weather changes to the next in `skies` (after the last comes the first).\n" +
		"3. Hand out the weather of the day.\n" +
		"4. If it is the third day in a row with this weather, hand out a second report for this day: `still sun`, `still clouds` or `still rain`. " +
		"The sixth, ninth, … day in a row say it, too.\n\n" +
		"So there are days with one `yield` and days with two, and your function must remember two things from day to day.",
	Imports: []string{"iter", "github.com/gopherloop/gopherloop/workshop/lab"},
	Setup:   `var skies = []string{"sun", "clouds", "rain"}`,
	Answer:  "weather",
	Stub: `func weather(seed uint64, change float64) iter.Seq[string] {
	return func(yield func(string) bool) {
		chance := lab.Rand(seed)
		_ = chance // take this line away when you use chance
		panic("not implemented")
	}
}
`,
	Solution: machine("sky, days := 0, 0", "", "sky, days = (sky+1)%len(skies), 0",
		"days%3 == 0 && !yield(\"still \"+skies[sky])", "return"),
	Hints: []string{
		"What must be remembered from day to day? Which weather it is, and for how many days. Make two variables before the loop.",
		"A day: perhaps change the weather (then the days begin at 0 again), add 1 to the days, yield the weather, and if days%3 == 0 yield the other report.",
		"(sky + 1) % len(skies) is the next number, and 0 after the last. Both yields need an if that returns.",
	},
	Wrong: []check.Wrong{
		{Name: "days go on", Says: "the days begin again", Code: machine("sky, days := 0, 0", "", "sky = (sky + 1) % len(skies)",
			"days%3 == 0 && !yield(\"still \"+skies[sky])", "return")},
		{Name: "only the third", Says: "the sixth day", Code: machine("sky, days := 0, 0", "", "sky, days = (sky+1)%len(skies), 0",
			"days == 3 && !yield(\"still \"+skies[sky])", "return")},
		{Name: "from the third on", Says: "every day from the third on", Code: machine("sky, days := 0, 0", "", "sky, days = (sky+1)%len(skies), 0",
			"days >= 3 && !yield(\"still \"+skies[sky])", "return")},
		{Name: "the same chance every day", Says: "begins anew every day", Code: machine("sky, days := 0, 0", "chance = lab.Rand(seed)", "sky, days = (sky+1)%len(skies), 0",
			"days%3 == 0 && !yield(\"still \"+skies[sky])", "return")},
		{Name: "second yield is deaf", Says: "the report that begins with still", Code: machine("sky, days := 0, 0", "", "sky, days = (sky+1)%len(skies), 0",
			"days%3 == 0 && !yield(\"still \"+skies[sky])", "continue")},
		{Name: "first day counts as second", Says: "one day too early", Code: machine("sky, days := 0, 1", "", "sky, days = (sky+1)%len(skies), 1",
			"days%3 == 0 && !yield(\"still \"+skies[sky])", "return")},
	},
	Test: func(t *check.T, f forecaster) {
		t.Part("calm weather", func(t *check.T) {
			check.First(t, "weather(1, 0)", f(1, 0), []string{"sun", "sun", "sun", "still sun", "sun", "sun", "sun", "still sun"},
				check.Got([]string{"sun", "sun", "sun", "still sun", "sun", "sun", "sun", "sun"}, "the sixth day is a third one, too: days%3 == 0"),
				check.Got([]string{"sun", "sun", "sun", "still sun", "sun", "still sun", "sun", "still sun"}, "it is said on every day from the third on: days%3 == 0"),
				check.Got([]string{"sun", "sun", "still sun", "sun", "sun", "sun", "still sun", "sun"}, "it comes one day too early: the first day is day 1"))
		})
		t.Part("restless weather", func(t *check.T) {
			check.First(t, "weather(1, 1)", f(1, 1), []string{"clouds", "rain", "sun", "clouds", "rain"},
				check.Got([]string{"clouds", "rain", "sun", "still sun", "clouds"}, "when the weather changes, the days begin again: days = 0"),
				check.Got([]string{"sun", "clouds", "rain", "sun", "clouds"}, "on the first day the weather can change already: ask before you yield"))
		})
		t.Part("mixed weather", func(t *check.T) {
			for _, seed := range []uint64{3, 4, 5} {
				same := seq.List(seq.Take(forecast(func() float64 { return lab.Rand(seed).Float64() }, 0.4), 20))
				check.First(t, fmt.Sprintf("weather(%d, 0.4)", seed), f(seed, 0.4), seq.List(seq.Take(forecast(lab.Rand(seed).Float64, 0.4), 20)),
					check.Got(same, "chance begins anew every day: lab.Rand(seed) belongs before the loop, not into it"))
			}
		})
		t.Part("the loop is left", func(t *check.T) {
			listens(t, "weather(1, 0)", f(1, 0), 5, func(left int) string {
				if left == 4 {
					return "nobody looks at the answer of the yield for the report that begins with still"
				}
				return "nobody looks at the answer of the yield for the weather of the day"
			})
		})
	},
})

// machine is an answer, made of its parts.
func machine(state, daily, changes, still, leave string) string {
	if daily != "" {
		daily = "\t\t\t" + daily + "\n"
	}
	return `func weather(seed uint64, change float64) iter.Seq[string] {
	return func(yield func(string) bool) {
		chance := lab.Rand(seed)
		` + state + `
		for {
` + daily + `			if chance.Float64() < change {
				` + changes + `
			}
			days++
			if !yield(skies[sky]) {
				return
			}
			if ` + still + ` {
				` + leave + `
			}
		}
	}
}
`
}

// forecast is what weather should hand out, for a source of chance.
func forecast(chance func() float64, change float64) iter.Seq[string] {
	return func(yield func(string) bool) {
		skies := []string{"sun", "clouds", "rain"}
		for sky, days := 0, 1; ; days++ {
			if chance() < change {
				sky, days = (sky+1)%len(skies), 1
			}
			if !yield(skies[sky]) || days%3 == 0 && !yield("still "+skies[sky]) {
				return
			}
		}
	}
}
