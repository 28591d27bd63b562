package nb07

import (
	"github.com/gopherloop/gopherloop/workshop/check"
)

var turns = check.Define(check.Exercise[func(tasks ...task)]{
	ID: "7.1", Title: "Take turns",
	Task: "Write `run`: it lets tasks take turns until all are over. Take the first task out of the queue and let it go on with `Next`. " +
		"If it is not over (`Next` has returned no error), put it at the end of the queue.",
	Setup:  taskType,
	Answer: "run",
	Stub: `func run(tasks ...Task) {
	ready := slices.Clone(tasks)
	for len(ready) > 0 {
		panic("not implemented") // your answer here
	}
}`,
	Solution: `func run(tasks ...Task) {
	ready := slices.Clone(tasks)
	for len(ready) > 0 {
		t := ready[0]
		ready = ready[1:]
		if _, err := t.Next(); err == nil {
			ready = append(ready, t)
		}
	}
}`,
	Hints: []string{
		"`t := ready[0]` is the first task, and `ready = ready[1:]` are the others.",
		"`_, err := t.Next()`: if `err` is `nil`, the task has paused and will want another turn.",
		"`ready = append(ready, t)` puts it at the end.",
	},
	Wrong: []check.Wrong{
		{Name: "one after the other", Says: "before the next one has begun", Code: `func run(tasks ...Task) {
	for _, t := range tasks {
		for range t.All() {
		}
	}
}`},
		{Name: "one turn each", Says: "only one turn", Code: `func run(tasks ...Task) {
	ready := slices.Clone(tasks)
	for len(ready) > 0 {
		ready[0].Next()
		ready = ready[1:]
	}
}`},
		{Name: "put back when over", Says: "do not put it back", Code: `func run(tasks ...Task) {
	ready := slices.Clone(tasks)
	for len(ready) > 0 {
		t := ready[0]
		ready = ready[1:]
		t.Next()
		ready = append(ready, t)
	}
}`},
		{Name: "ends with the first", Says: "as soon as one task is over", Code: `func run(tasks ...Task) {
	ready := slices.Clone(tasks)
	for len(ready) > 0 {
		t := ready[0]
		ready = ready[1:]
		if _, err := t.Next(); err != nil {
			return
		}
		ready = append(ready, t)
	}
}`},
	},
	Test: func(t *check.T, run func(tasks ...task)) {
		s := newStage(t, nil)
		walk := func(name string, n int) task {
			return s.task(name, func(y yielder) error {
				for i := range n {
					s.say(name + "123"[i:i+1])
					if _, err := y.Yield(nil); err != nil {
						return err
					}
				}
				return nil
			})
		}
		run(walk("A", 2), walk("B", 3), walk("C", 1))
		check.Events(t, "the steps of A (2 turns), B (3 turns) and C (1 turn)", s.Lines(), []string{"A1", "B1", "C1", "A2", "B2", "B3"},
			check.Got([]string{"A1", "A2", "B1", "B2", "B3", "C1"}, "A has had all of its turns before the next one has begun: after each turn, put the task at the end"),
			check.Got([]string{"A1", "B1", "C1"}, "each task has had only one turn: put it back into the queue if it is not over"),
			check.Got([]string{"A1", "B1", "C1", "A2", "B2"}, "run ends as soon as one task is over: go on until the queue is empty"))
	},
})
