package nb07

import (
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// A canceller is a loop whose tasks can be cancelled.
type canceller interface {
	loop
	Cancel(t task)
}

var cancel = check.Define(check.Exercise[canceller]{
	ID: "7.4", Title: "Add cancel",
	Task: "`Cancel` makes a task go on **now**, with an error, whatever it waits for. The first cells are the loop so far; run them. `step` already throws the error at those in `l.cancelled`. Write `Cancel`:\n\n" +
		"- a task that is over (`gen.Closed`), or runs at this moment (`gen.Running`), is left alone;\n" +
		"- take the task out of wherever it may be: `l.ready`, `l.timers`, or a list in `l.waiting`;\n" +
		"- write it down in `l.cancelled` and make it ready.",
	Imports: []string{"time"},
	Setup:   withCancelling,
	Answer:  "newLoop()",
	Stub: runCancel + `
// Cancel makes a task go on now, with an error. One that is over, or runs, is left alone.
func (l *Loop) Cancel(t Task) {
	panic("not implemented") // your answer here
}`,
	Solution: runCancel + rightCancel,
	Hints: []string{
		"`slices.DeleteFunc(l.ready, func(x Task) bool { return x == t })` is the queue without `t`.",
		"The timers are of another type: compare `x.task == t`.",
		"For the waiting: `for other, ws := range l.waiting { l.waiting[other] = slices.DeleteFunc(ws, …) }`.",
		"At the end: `l.cancelled[t] = true` and `l.Go(t)`. Do not call `Throw` here: `Run` does that when it is the task's turn.",
	},
	Wrong: []check.Wrong{
		{Name: "only a mark", Says: "ready", Code: runCancel + `
func (l *Loop) Cancel(t Task) { l.cancelled[t] = true }`},
		{Name: "the timer is left", Says: "its timer is still set", Code: runCancel + `
func (l *Loop) Cancel(t Task) {
	if t.State() == gen.Closed || t.State() == gen.Running {
		return
	}
	l.ready = slices.DeleteFunc(l.ready, func(x Task) bool { return x == t })
	for other, ws := range l.waiting {
		l.waiting[other] = slices.DeleteFunc(ws, func(w Task) bool { return w == t })
	}
	l.cancelled[t] = true
	l.Go(t)
}`},
		{Name: "throws at once", Says: "when it is its turn", Code: runCancel + `
func (l *Loop) Cancel(t Task) {
	l.timers = slices.DeleteFunc(l.timers, func(x timer) bool { return x.task == t })
	t.Throw(context.Canceled)
}`},
		{Name: "still waiting", Says: "still in a list of l.waiting", Code: runCancel + `
func (l *Loop) Cancel(t Task) {
	if t.State() == gen.Closed || t.State() == gen.Running {
		return
	}
	l.ready = slices.DeleteFunc(l.ready, func(x Task) bool { return x == t })
	l.timers = slices.DeleteFunc(l.timers, func(x timer) bool { return x.task == t })
	l.cancelled[t] = true
	l.Go(t)
}`},
		{Name: "ready twice", Says: "twice in the ready queue", Code: runCancel + `
func (l *Loop) Cancel(t Task) {
	if t.State() == gen.Closed || t.State() == gen.Running {
		return
	}
	l.timers = slices.DeleteFunc(l.timers, func(x timer) bool { return x.task == t })
	for other, ws := range l.waiting {
		l.waiting[other] = slices.DeleteFunc(ws, func(w Task) bool { return w == t })
	}
	l.cancelled[t] = true
	l.Go(t)
}`},
		{Name: "only put away", Says: "never told", Code: runCancel + `
func (l *Loop) Cancel(t Task) {
	l.ready = slices.DeleteFunc(l.ready, func(x Task) bool { return x == t })
	l.timers = slices.DeleteFunc(l.timers, func(x timer) bool { return x.task == t })
	for other, ws := range l.waiting {
		l.waiting[other] = slices.DeleteFunc(ws, func(w Task) bool { return w == t })
	}
}`},
	},
	Test: testCancel,
})

func testCancel(t *check.T, l canceller) {
	s := newStage(t, l)
	// victim waits for request; when it is cancelled it needs some time to clean up.
	victim := func(request any, cleaning time.Duration) task {
		return s.task("victim", func(y yielder) error {
			s.say("victim waits")
			_, err := y.Yield(request)
			if err == nil {
				s.say("victim goes on as if nothing had happened")
				return nil
			}
			s.say("victim is told: " + err.Error())
			if cleaning > 0 {
				s.wait(y, cleaning, "victim has cleaned up")
			}
			return err
		})
	}
	// boss cancels a task after some time.
	boss := func(who task, after time.Duration) task {
		return s.task("boss", func(y yielder) error {
			if _, err := y.Yield(after); err != nil {
				return err
			}
			s.say("boss cancels")
			l.Cancel(who)
			s.say("boss goes on")
			return nil
		})
	}

	v := victim(time.Hour, 0)
	got := s.play(l, v, boss(v, 10*ms))
	check.Events(t, "a task that sleeps for an hour is cancelled after 10 ms", got,
		[]string{"0s victim waits", "10ms boss cancels", "10ms boss goes on", "10ms victim is told: context canceled"},
		check.If(len(got) > 2 && got[2] == "10ms victim is told: context canceled", "Cancel runs the task itself, in the middle of another one: make it ready, and Run lets it go on when it is its turn"),
		check.If(len(got) > 3 && got[3] == "1h0m0s victim is told: context canceled", "the task is told after an hour: take it out of the timers and make it ready"),
		check.If(len(got) == 3, "the task is taken away, but never told: write it down in l.cancelled and make it ready"))
	check.Equal(t, "the time on the clock at the end", s.now(), 10*ms,
		check.Else("the task is over, but its timer is still set, and the loop waits for it"))

	s = newStage(t, l)
	cook := s.sleeper("cook", 15*ms)
	v = victim(cook, 20*ms)
	got = s.play(l, cook, v, boss(v, 10*ms))
	check.Events(t, "a task that waits for the cook is cancelled after 10 ms, and needs 20 ms to clean up", got,
		[]string{"0s cook begins", "0s victim waits", "10ms boss cancels", "10ms boss goes on", "10ms victim is told: context canceled", "15ms cook wakes", "30ms victim has cleaned up"},
		check.If(len(got) > 6 && got[6] == "15ms victim has cleaned up", "when the cook is over, the task is woken a second time: it is still in a list of l.waiting"))

	s = newStage(t, l)
	v = victim(nil, 20*ms)
	got = s.play(l, s.task("boss", func(y yielder) error {
		if _, err := y.Yield(nil); err != nil {
			return err
		}
		s.say("boss cancels")
		l.Cancel(v)
		return nil
	}), v)
	check.Events(t, "a task that is ready is cancelled, and needs 20 ms to clean up", got,
		[]string{"0s victim waits", "0s boss cancels", "0s victim is told: context canceled", "20ms victim has cleaned up"},
		check.If(len(got) > 3 && got[3] == "0s victim has cleaned up", "the task is twice in the ready queue: take it out of l.ready before you put it in again"))

	s = newStage(t, l)
	v = s.sleeper("early", ms)
	got = s.play(l, v, boss(v, 10*ms))
	check.Events(t, "a task that is over is cancelled", got, []string{"0s early begins", "1ms early wakes", "10ms boss cancels", "10ms boss goes on"})
}
