package nb07

import (
	"errors"
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

type (
	task    = *gen.Generator[any, gen.None, gen.None]
	yielder = *gen.Yielder[any, gen.None]
)

// A loop is what a learner builds.
type loop interface {
	Go(t task)
	Run()
	Now() time.Duration
}

// A stage is where the tasks of a test play. They write into its log, and it ends plays that never would.
type stage struct {
	check.Log
	t     *check.T
	clock loop // nil for loops without one
	start time.Duration
	steps int
}

func newStage(t *check.T, clock loop) *stage {
	s := &stage{t: t, clock: clock}
	if clock != nil {
		s.start = clock.Now()
	}
	return s
}

// now is the time since the stage was made.
func (s *stage) now() time.Duration { return s.clock.Now() - s.start }

// say adds a line with the time.
func (s *stage) say(text string) {
	if s.clock != nil {
		s.Add("%v %s", s.now(), text)
		return
	}
	s.Add("%s", text)
}

// task makes a task. That it is asked again and again when it is over, or goes on for ever, is found here: the answer
// would never end.
func (s *stage) task(name string, body func(y yielder) error) task {
	asked := 0
	return gen.New(func(y yielder) (gen.None, error) { return gen.None{}, body(y) }).Name(name).Watch(func(step gen.Step) {
		if errors.Is(step.Err, gen.ErrStop) {
			asked++
		}
		s.steps++
		switch {
		case asked > 3:
			s.t.Fail("task "+name+" is over, and the loop lets it go on again and again",
				check.Else("an error of Next says that the task is over: do not put it back into the queue"))
		case s.steps > 500:
			s.t.Fail("the loop goes round and round: it has let tasks go on 500 times",
				check.Else("a task that waits must leave the ready queue until there is something to do for it"))
		}
	})
}

// wait yields a request and says what comes of it.
func (s *stage) wait(y yielder, request any, then string) error {
	_, err := y.Yield(request)
	if err == nil {
		s.say(then)
	}
	return err
}

// sleeper sleeps some times.
func (s *stage) sleeper(name string, ds ...time.Duration) task {
	return s.task(name, func(y yielder) error {
		s.say(name + " begins")
		for _, d := range ds {
			if err := s.wait(y, d, name+" wakes"); err != nil {
				return err
			}
		}
		return nil
	})
}

// play runs the tasks and returns what has happened.
func (s *stage) play(l loop, tasks ...task) []string {
	for _, t := range tasks {
		l.Go(t)
	}
	l.Run()
	return s.Lines()
}

const ms = time.Millisecond
