package nb07

import (
	"github.com/gopherloop/gopherloop/workshop/check"
)

var join = check.Define(check.Exercise[loop]{
	ID: "7.3", Title: "Add join",
	Task: "A task that yields another task wants to wait until that one is over. The first cells are the loop so far; run them. Write two methods:\n\n" +
		"- `join` writes down in `l.waiting` that `t` waits for `other`. If `other` is over already, `t` is ready at once.\n" +
		"- `finish` is called when a task is over. It makes all those ready who wait for it, in the order in which they came.",
	Imports: []string{"time"},
	Setup:   withWaiting,
	Answer:  "newLoop()",
	Stub: runJoin + `
// join puts a task aside until another one is over.
func (l *Loop) join(t, other Task) {
	panic("not implemented") // your answer here
}

// finish makes those ready who wait for the end of a task.
func (l *Loop) finish(t Task) {
	panic("not implemented") // your answer here
}`,
	Solution: runJoin + rightJoin,
	Hints: []string{
		"`l.waiting[other]` is the list of those who wait for `other`. Append `t` to it.",
		"`other.State() == gen.Closed` tells whether `other` is over. Who waits for something that has already happened waits for ever.",
		"`finish`: `for _, w := range l.waiting[t] { l.Go(w) }`, and then `delete(l.waiting, t)`.",
	},
	Wrong: []check.Wrong{
		{Name: "does not wait", Says: "does not wait", Code: runJoin + `
func (l *Loop) join(t, other Task) { l.Go(t) }

func (l *Loop) finish(t Task) {}`},
		{Name: "over already", Says: "over already", Code: runJoin + `
func (l *Loop) join(t, other Task) { l.waiting[other] = append(l.waiting[other], t) }

func (l *Loop) finish(t Task) {
	for _, w := range l.waiting[t] {
		l.Go(w)
	}
	delete(l.waiting, t)
}`},
		{Name: "only one", Says: "all who wait", Code: runJoin + `
func (l *Loop) join(t, other Task) {
	if other.State() == gen.Closed {
		l.Go(t)
		return
	}
	l.waiting[other] = append(l.waiting[other], t)
}

func (l *Loop) finish(t Task) {
	if ws := l.waiting[t]; len(ws) > 0 {
		l.Go(ws[0])
	}
	delete(l.waiting, t)
}`},
		{Name: "the last one overwrites", Says: "append", Code: runJoin + `
func (l *Loop) join(t, other Task) {
	if other.State() == gen.Closed {
		l.Go(t)
		return
	}
	l.waiting[other] = []Task{t}
}

func (l *Loop) finish(t Task) {
	for _, w := range l.waiting[t] {
		l.Go(w)
	}
	delete(l.waiting, t)
}`},
		{Name: "the wrong way round", Says: "the wrong way round", Code: runJoin + `
func (l *Loop) join(t, other Task) {
	if other.State() == gen.Closed {
		l.Go(t)
		return
	}
	l.waiting[t] = append(l.waiting[t], other)
}

func (l *Loop) finish(t Task) {
	for _, w := range l.waiting[t] {
		l.Go(w)
	}
	delete(l.waiting, t)
}`},
		{Name: "last come, first served", Says: "in the order in which they came", Code: runJoin + `
func (l *Loop) join(t, other Task) {
	if other.State() == gen.Closed {
		l.Go(t)
		return
	}
	l.waiting[other] = append(l.waiting[other], t)
}

func (l *Loop) finish(t Task) {
	for _, w := range slices.Backward(l.waiting[t]) {
		l.Go(w)
	}
	delete(l.waiting, t)
}`},
	},
	Test: func(t *check.T, l loop) {
		s := newStage(t, l)
		guest := func(name string, other task) task {
			return s.task(name, func(y yielder) error {
				s.say(name + " waits")
				return s.wait(y, other, name+" goes on")
			})
		}
		cook := s.sleeper("cook", 10*ms)
		got := s.play(l, guest("A", cook), cook)
		check.Events(t, "A waits for the cook, who needs 10 ms", got, []string{"0s A waits", "0s cook begins", "10ms cook wakes", "10ms A goes on"},
			check.Got([]string{"0s A waits", "0s cook begins", "0s A goes on", "10ms cook wakes"}, "A does not wait: it is ready again at once, although the cook is not over"),
			check.Got([]string{"0s A waits", "0s cook begins", "10ms cook wakes"}, "nobody tells A. Does finish make those ready who are in l.waiting[t]? Or is l.waiting filled the wrong way round? The key is the one that is waited for"))

		s = newStage(t, l)
		cook = s.sleeper("cook", 10*ms)
		got = s.play(l, guest("A", cook), cook, guest("B", cook))
		check.Events(t, "A and B wait for the cook", got,
			[]string{"0s A waits", "0s cook begins", "0s B waits", "10ms cook wakes", "10ms A goes on", "10ms B goes on"},
			check.If(len(got) == 5 && got[4] == "10ms A goes on", "B is forgotten: make all who wait ready, not only one"),
			check.If(len(got) == 5 && got[4] == "10ms B goes on", "A is forgotten: add to the list with append, do not replace it"),
			check.Else("those who wait go on in the order in which they came"))

		s = newStage(t, l)
		cook = s.sleeper("cook", 10*ms)
		late := s.task("late", func(y yielder) error {
			if err := s.wait(y, 20*ms, "late comes"); err != nil {
				return err
			}
			return s.wait(y, cook, "late goes on")
		})
		got = s.play(l, cook, late)
		check.Events(t, "somebody comes after 20 ms and waits for the cook, who was over after 10 ms", got,
			[]string{"0s cook begins", "10ms cook wakes", "20ms late comes", "20ms late goes on"},
			check.Else("the cook is over already, and nobody will call finish for him again: look at other.State() first"))
	},
})
