package aio

import (
	"context"
	"fmt"

	"github.com/gopherloop/gopherloop/workshop/host"
)

// A Task is a coroutine that runs in a loop beside others. Its methods are for tasks of the same loop.
type Task[T any] struct {
	task
	coro  Coro[T]
	value T
}

// Go makes a task that runs c. It does not run at once but when its turn comes, after those that are ready already.
// The ctx of the task is made from ctx: when ctx is cancelled, so is the task. But it may live longer than the
// task that has started it. If ctx is over already, the task still runs to its first await; [WaitFor] does not even start its
// coroutine then. A name is nice to have: "" stands for a number.
//
// Go panics if ctx belongs to no loop.
func Go[T any](ctx context.Context, name string, c Coro[T]) *Task[T] {
	l := mustScope(ctx, "Go").task.loop
	t := newTask(l, ctx, name, c)
	t.createdAt = l.position()
	l.launch(&t.task)
	return t
}

func newTask[T any](l *Loop, ctx context.Context, name string, c Coro[T]) *Task[T] {
	t := &Task[T]{coro: c}
	t.body, t.name = t, name
	if name == "" {
		t.name = fmt.Sprintf("task %d", l.lastID+1)
	}
	l.add(&t.task)
	t.root.derive(ctx, &t.task)
	return t
}

// launch makes a new task ready.
func (l *Loop) launch(t *task) {
	if l.driver != nil {
		t.err = fmt.Errorf("aio.Go: this coroutine is driven by hand: %w", ErrNoLoop)
		t.end()
		return
	}
	if l.eager && l.current != nil {
		l.step(t)
		return
	}
	t.state = ready
	l.ready = append(l.ready, t)
}

// positions is the number of tasks of a loop whose place of birth is noted: finding it costs more than making a task.
const positions = 100

// position says where the program is.
func (l *Loop) position() string {
	if l.lastID > positions && !l.debug {
		return ""
	}
	return firstPlace(host.Where())
}

func (t *Task[T]) run(ctx context.Context) (err error) {
	t.value, err = t.coro(ctx)
	return err
}

// Await waits until the task is done, and returns its result. If the task was cancelled, that is ErrCancelled.
//
// If ctx is cancelled meanwhile, the task is cancelled too, and its end is waited for; use Shield if you do not want that.
// If the task ends with a result nevertheless, this is what Await returns.
func (t *Task[T]) Await(ctx context.Context) (T, error) { return t.await(ctx, true) }

func (t *Task[T]) await(ctx context.Context, carry bool) (T, error) {
	var zero T
	me, s, err := enter(ctx, "Await")
	if err != nil {
		return zero, err
	}
	if t.state == done {
		me.checkpoint(s)
	}
	err = me.join(s, &t.task, carry)
	if t.state != done || err != nil && t.err != nil && isCancel(t.err) {
		return zero, err
	}
	t.seen = true
	return t.value, t.err
}

// Shield returns an Awaitable that waits for the task but leaves it alone when ctx is cancelled meanwhile.
func (t *Task[T]) Shield() Awaitable[T] {
	return Coro[T](func(ctx context.Context) (T, error) { return t.await(ctx, false) }).Named(t.name)
}

// Cancel asks the task to end: from now on its awaits return ErrCancelled, the one in which it waits first. It
// may clean up, and even end with a result. A task that has not begun yet runs to its first await. Cancel does not wait.
func (t *Task[T]) Cancel() {
	t.task.cancel(t.loop.current)
}

// Done reports whether the task has ended.
func (t *Task[T]) Done() bool { return t.state == done }

// Cancelled reports whether the task has ended because it was cancelled.
func (t *Task[T]) Cancelled() bool { return t.wasCancelled() }

// Result returns what the task has ended with, and ErrNotDone while it has not.
func (t *Task[T]) Result() (T, error) {
	if t.state != done {
		var zero T
		return zero, ErrNotDone
	}
	t.seen = true
	return t.value, t.err
}

// Name returns the name.
func (t *Task[T]) Name() string { return t.name }

// State says what the task is doing.
func (t *Task[T]) State() State { return stateNames[t.state] }

// String returns the name and the state.
func (t *Task[T]) String() string { return fmt.Sprintf("<task %q %s>", t.name, t.describe()) }

// OnDone has f called, by the loop, when the task has ended, or at once if it has.
func (t *Task[T]) OnDone(f func(*Task[T])) {
	if t.state == done {
		f(t)
		return
	}
	t.then = append(t.then, callback(func() { f(t) }))
}

// Background says that nobody will wait for the task: Run cancels it at the end without telling about it. It
// returns the task.
func (t *Task[T]) Background() *Task[T] {
	t.alone = true
	return t
}
