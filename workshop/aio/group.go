package aio

import (
	"context"
	"errors"
	"fmt"
)

// A TaskGroup is a set of tasks that end before the function that has started them goes on: see Group.
type TaskGroup struct {
	scope  *scope
	left   int
	end    line
	errs   []error
	quiet  bool // somebody has called Cancel
	closed bool
}

// Group calls f, which starts tasks with g.Go, and returns when f and all of the tasks have ended. None of them outlives the call:
// when one fails, or f does, the others and f are cancelled, and their end is waited for. The ctx of f and of
// the tasks is cancelled then. This is asyncio.TaskGroup, or a nursery of trio.
//
// The result has the errors of all that failed, those of being cancelled left out: one as it is, several as errors.Join makes them.
func Group(ctx context.Context, f func(ctx context.Context, g *TaskGroup) error) error {
	t, _, err := enter(ctx, "Group")
	if err != nil {
		return err
	}
	s := &scope{}
	s.derive(ctx, t)
	g := &TaskGroup{scope: s}
	returned := false
	defer func() {
		if !returned { // a panic: nobody is left behind
			g.Cancel()
			g.wait(t)
		}
		s.close()
	}()
	g.note(f(s, g))
	returned = true
	g.wait(t)
	return g.result()
}

// wait waits until all tasks have ended, also when the group is cancelled meanwhile.
func (g *TaskGroup) wait(t *task) {
	for g.left > 0 {
		g.end.add(t)
		s := g.scope
		if s.err != nil {
			s = &scope{task: t, shielded: true}
		}
		t.suspend(s, ForTask, g)
	}
	g.closed = true
}

// note keeps an error, and cancels everything because of it.
func (g *TaskGroup) note(err error) {
	if err == nil {
		return
	}
	if g.scope.err == nil || !isCancel(err) && err != g.scope.err {
		g.errs = append(g.errs, err)
	}
	g.scope.cancel(ErrCancelled)
}

func (g *TaskGroup) result() error {
	switch {
	case len(g.errs) == 1:
		return g.errs[0]
	case len(g.errs) > 1:
		return errors.Join(g.errs...)
	case g.quiet:
		return nil
	}
	return g.scope.err
}

// Go starts a task of the group. It panics when Group has returned.
func (g *TaskGroup) Go(name string, f func(ctx context.Context) error) *Task[None] {
	return GoIn(g, name, Do(f))
}

// GoIn is TaskGroup.Go for a coroutine with a result.
func GoIn[T any](g *TaskGroup, name string, c Coro[T]) *Task[T] {
	if g.closed {
		panic("aio: Go on a group that has ended: start its tasks before Group returns")
	}
	g.left++
	t := Go(g.scope, name, c)
	t.seen, t.alone = true, true // the group looks after it
	t.OnDone(func(t *Task[T]) {
		g.left--
		if !t.Cancelled() {
			g.note(t.err)
		}
		if g.left == 0 {
			g.end.wakeAll(&t.task, "done")
		}
	})
	return t
}

// Cancel cancels all tasks of the group and its function. Group then returns nil, unless something else fails.
func (g *TaskGroup) Cancel() {
	g.quiet = true
	g.scope.cancel(ErrCancelled)
}

// String says how many are left.
func (g *TaskGroup) String() string {
	if g.left == 1 {
		return "the last task of its group"
	}
	return fmt.Sprintf("the %d tasks of its group", g.left)
}
