package nb04

import (
	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

var repair = check.Define(check.Exercise[stage]{
	ID: "4.4", Title: "Repair: the dam in the river",
	Task: "`warm` takes temperatures, throws away those below 0, and turns the others from Celsius into Fahrenheit. What comes out is right, " +
		"but somewhere everything is collected, and with an endless sensor nothing ever comes out. Make it lazy.",
	Imports: []string{"iter", "slices", "github.com/gopherloop/gopherloop/workshop/seq"},
	Answer:  "warm",
	Stub: `func warm(celsius iter.Seq[int]) iter.Seq[int] {
	panic("not implemented") // remove this line, then repair the rest
	all := seq.List(celsius)
	var plus []int
	for _, c := range all {
		if c >= 0 {
			plus = append(plus, c)
		}
	}
	return seq.Map(slices.Values(plus), func(c int) int { return c*9/5 + 32 })
}
`,
	Solution: `func warm(celsius iter.Seq[int]) iter.Seq[int] {
	plus := seq.Filter(celsius, func(c int) bool { return c >= 0 })
	return seq.Map(plus, func(c int) int { return c*9/5 + 32 })
}
`,
	Hints: []string{
		"Which line asks for all values? And what in the next lines keeps them?",
		"The loop with the if does what seq.Filter does. seq.Filter takes a sequence, so no list is needed.",
		"plus := seq.Filter(celsius, func(c int) bool { return c >= 0 }), and then seq.Map(plus, …) as before.",
	},
	Wrong: []check.Wrong{
		{Name: "collects later", Says: "it is not lazy", Code: `func warm(celsius iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, c := range slices.Collect(celsius) {
			if c >= 0 && !yield(c*9/5+32) {
				return
			}
		}
	}
}
`},
		{Name: "without 0", Says: "0 degrees is not below 0", Code: `func warm(celsius iter.Seq[int]) iter.Seq[int] {
	plus := seq.Filter(celsius, func(c int) bool { return c > 0 })
	return seq.Map(plus, func(c int) int { return c*9/5 + 32 })
}
`},
		{Name: "ends at the first frost", Says: "TakeWhile ends at the first", Code: `func warm(celsius iter.Seq[int]) iter.Seq[int] {
	plus := seq.TakeWhile(celsius, func(c int) bool { return c >= 0 })
	return seq.Map(plus, func(c int) int { return c*9/5 + 32 })
}
`},
		{Name: "Map first", Says: "the condition is about Celsius", Code: `func warm(celsius iter.Seq[int]) iter.Seq[int] {
	fahrenheit := seq.Map(celsius, func(c int) int { return c*9/5 + 32 })
	return seq.Filter(fahrenheit, func(f int) bool { return f >= 0 })
}
`},
		{Name: "Celsius", Says: "still Celsius", Code: `func warm(celsius iter.Seq[int]) iter.Seq[int] {
	return seq.Filter(celsius, func(c int) bool { return c >= 0 })
}
`},
	},
	// The stub asks for all values when it is called, and what comes out is right.
	Test: func(t *check.T, f stage) {
		week := seq.FromNext(next(10, -5, 0, 20))
		check.All(t, "warm(10, -5, 0, 20)", f(week), []int{50, 32, 68},
			check.Got([]int{50, 68}, "0 degrees is not below 0: c >= 0"),
			check.Got([]int{50}, "TakeWhile ends at the first value that it does not want; Filter goes on"),
			check.Got([]int{50, 23, 32, 68}, "the condition is about Celsius, so Filter comes before Map"),
			check.Got([]int{10, 0, 20}, "these are still Celsius: Map is missing"))
		sensor := check.NewSource(t, seq.RangeFrom(-2, 500))
		s := f(sensor.All())
		check.PulledAtMost(t, "warm(sensor), before there is a loop", sensor, 0)
		check.First(t, "warm(sensor)", s, []int{32, 33, 35})
		check.PulledAtMost(t, "three warm days, after two cold ones,", sensor, 5)
		check.CleanedUp(t, "three warm days", sensor)
	},
})

// next hands out some numbers, as a cursor does.
func next(list ...int) func() (int, bool) {
	return func() (int, bool) {
		if len(list) == 0 {
			return 0, false
		}
		v := list[0]
		list = list[1:]
		return v, true
	}
}
