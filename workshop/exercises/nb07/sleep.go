package nb07

import (
	"github.com/gopherloop/gopherloop/workshop/check"
)

var sleep = check.Define(check.Exercise[loop]{
	ID: "7.2", Title: "Add sleep",
	Task: "Tasks that yield a `time.Duration` want to sleep. The first cells are the loop with a clock and a list of timers; run them. " +
		"In the last one `Run` is complete; write the two methods that it needs:\n\n" +
		"- `sleep` puts the task into `l.timers`, with the time at which it is due. Keep the timers sorted: the one that is due first comes first, " +
		"and of two with the same time the one that fell asleep first.\n" +
		"- `wake` takes the first timer out, sets the clock to its time, and makes its task ready. If there is no timer it returns `false`.",
	Imports: []string{"time"},
	Setup:   withTimers,
	Answer:  "newLoop()",
	Stub: runSleep + `
// sleep puts a task aside until the time has come.
func (l *Loop) sleep(t Task, d time.Duration) {
	panic("not implemented") // your answer here
}

// wake sets the clock to the first timer and makes its task ready. It reports false if nobody sleeps.
func (l *Loop) wake() bool {
	panic("not implemented") // your answer here
}`,
	Solution: runSleep + rightSleep,
	Hints: []string{
		"When is a task due that wants to sleep for `d`? The clock is `l.now`.",
		"Sort after each `append`: `slices.SortStableFunc(l.timers, func(a, b timer) int { return cmp.Compare(a.due, b.due) })`.",
		"In `wake`: look whether `len(l.timers)` is 0; take `l.timers[0]`; set `l.now`; `l.Go(…)`; `return true`.",
	},
	Wrong: []check.Wrong{
		{Name: "not sorted", Says: "runs backwards", Code: runSleep + `
func (l *Loop) sleep(t Task, d time.Duration) {
	l.timers = append(l.timers, timer{l.now + d, t})
}
` + wakeFirst},
		{Name: "from the beginning", Says: "from now on", Code: runSleep + `
func (l *Loop) sleep(t Task, d time.Duration) {
	l.timers = append(l.timers, timer{d, t})
	slices.SortStableFunc(l.timers, func(a, b timer) int { return cmp.Compare(a.due, b.due) })
}
` + wakeFirst},
		{Name: "clock stands still", Says: "set the clock", Code: runSleep + sortedSleep + `
func (l *Loop) wake() bool {
	if len(l.timers) == 0 {
		return false
	}
	l.Go(l.timers[0].task)
	l.timers = l.timers[1:]
	return true
}`},
		{Name: "really sleeps", Says: "stops the whole loop", Code: runSleep + `
func (l *Loop) sleep(t Task, d time.Duration) {
	time.Sleep(d)
	l.Go(t)
}

func (l *Loop) wake() bool { return false }`},
		{Name: "wakes all", Says: "only the first one", Code: runSleep + sortedSleep + `
func (l *Loop) wake() bool {
	if len(l.timers) == 0 {
		return false
	}
	for _, x := range l.timers {
		l.now = x.due
		l.Go(x.task)
	}
	l.timers = nil
	return true
}`},
		{Name: "the last one", Says: "l.timers[0]", Code: runSleep + sortedSleep + `
func (l *Loop) wake() bool {
	n := len(l.timers)
	if n == 0 {
		return false
	}
	l.now = l.timers[n-1].due
	l.Go(l.timers[n-1].task)
	l.timers = l.timers[:n-1]
	return true
}`},
		{Name: "nobody wakes up", Says: "nobody ever wakes up", Code: runSleep + sortedSleep + `
func (l *Loop) wake() bool { return false }`},
	},
	Test: func(t *check.T, l loop) {
		s := newStage(t, l)
		got := s.play(l, s.sleeper("A", 20*ms), s.sleeper("B", 10*ms))
		begin := []string{"0s A begins", "0s B begins"}
		check.Events(t, "A sleeps for 20 ms, B for 10 ms", got, append(begin, "10ms B wakes", "20ms A wakes"),
			check.Got(append(begin[:2:2], "20ms A wakes", "10ms B wakes"), "the clock runs backwards: sort the timers, so that the first one is due first, and take l.timers[0]"),
			check.Got(append(begin[:2:2], "0s B wakes", "0s A wakes"), "the order is right, but nobody has set the clock: l.now is the time at which the timer is due"),
			check.Got(append(begin[:2:2], "0s A wakes", "0s B wakes"), "time.Sleep stops the whole loop, and the loop's own clock does not notice. Nobody has to wait in reality: write a timer, and let wake set the clock"),
			check.Got(append(begin[:2:2], "20ms B wakes", "20ms A wakes"), "both wake up at the same time: take only the first one out of the timers, and let the loop run it before you wake the next"),
			check.Got(begin[:2:2], "nobody ever wakes up: a task that sleeps must be put into l.timers, and wake must take it out and make it ready"))

		s = newStage(t, l)
		got = s.play(l, s.sleeper("A", 10*ms, 10*ms))
		check.Events(t, "A sleeps for 10 ms, twice", got, []string{"0s A begins", "10ms A wakes", "20ms A wakes"},
			check.Else("a task sleeps from now on, not from the beginning: it is due at l.now + d"))

		s = newStage(t, l)
		got = s.play(l, s.sleeper("A", 10*ms), s.sleeper("B", 10*ms), s.sleeper("C", 5*ms), s.sleeper("D", 10*ms))
		check.Events(t, "A, B and D sleep for 10 ms, C for 5 ms", got,
			[]string{"0s A begins", "0s B begins", "0s C begins", "0s D begins", "5ms C wakes", "10ms A wakes", "10ms B wakes", "10ms D wakes"},
			check.Else("of two with the same time, the one that fell asleep first wakes up first: slices.SortStableFunc keeps that order"))
	},
})

// Parts of wrong answers.
const (
	sortedSleep = `
func (l *Loop) sleep(t Task, d time.Duration) {
	l.timers = append(l.timers, timer{l.now + d, t})
	slices.SortStableFunc(l.timers, func(a, b timer) int { return cmp.Compare(a.due, b.due) })
}
`
	wakeFirst = `
func (l *Loop) wake() bool {
	if len(l.timers) == 0 {
		return false
	}
	first := l.timers[0]
	l.timers = l.timers[1:]
	l.now = first.due
	l.Go(first.task)
	return true
}`
)
