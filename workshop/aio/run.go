package aio

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/host"
)

// A Coro is a coroutine: a function that may wait inside a loop, with the help of its ctx. To call it is to await it,
// in the same task; Go makes a task of it, which runs beside.
//
//	func fetch(url string) aio.Coro[string] {
//		return func(ctx context.Context) (string, error) { … }
//	}
//
//	text, err := fetch("a")(ctx)              // one after the other
//	texts, err := aio.Gather(ctx, fetch("a"), fetch("b")) // both at the same time
type Coro[T any] func(ctx context.Context) (T, error)

// Await calls c. It makes a Coro an Awaitable.
func (c Coro[T]) Await(ctx context.Context) (T, error) { return c(ctx) }

// Named gives the task that Gather and others make of c a name.
func (c Coro[T]) Named(name string) Awaitable[T] { return named[T]{c, name} }

type named[T any] struct {
	Coro[T]
	name string
}

// Name is the name for the task.
func (n named[T]) Name() string { return n.name }

// An Awaitable has a result that can be waited for: a Coro, *Task, *Future, or a type of your own.
type Awaitable[T any] interface {
	Await(ctx context.Context) (T, error)
}

// None is the type of results that say nothing.
type None = struct{}

// Do makes a coroutine of a function without a result.
func Do(f func(ctx context.Context) error) Coro[None] {
	return func(ctx context.Context) (None, error) { return None{}, f(ctx) }
}

// Run makes a loop, runs main as its first task until it is done, and returns its result. Then it cancels
// the tasks that are left, waits for them, and tells about them: see Warnings.
//
// The clock is virtual unless the option RealTime is given: when all tasks wait, it jumps to the next time that one waits for.
// An hour of sleep takes no time, and the same program does the same things in the same order every time.
//
// A panic in main, as in any task, becomes an error, a *PanicError. If no task can ever go on, Run ends them all and returns a
// *DeadlockError. When the user stops the cell, main is cancelled.
func Run[T any](main Coro[T], opts ...Option) (T, error) {
	var o options
	o.virtual = true
	for _, opt := range opts {
		opt(&o)
	}
	l := newLoop(o)
	t := newTask(l, l.parent(), "main", main)
	err := l.run(&t.task)
	return t.value, err
}

// Main is Run for a function without a result.
func Main(f func(ctx context.Context) error, opts ...Option) error {
	_, err := Run(Do(f), opts...)
	return err
}

// run runs the loop from its first task to its end.
func (l *Loop) run(main *task) error {
	defer l.close()
	main.seen = true
	defer host.OnStop(func() { l.Post(func() { main.cancel(nil) }) })()
	l.ready = append(l.ready, main)
	stalled := l.finish(func() bool { return main.state == done })
	left := l.leftovers()
	for t := l.oldest; t != nil; t = t.newer {
		t.cancel(nil)
	}
	if err := l.finish(func() bool { return l.alive == 0 }); stalled == nil {
		stalled = err
	}
	l.shut()
	l.turn(func() bool { return l.held == 0 && l.open == 0 })
	l.report(left)
	if stalled != nil {
		return stalled
	}
	return main.err
}

// finish runs tasks until stop reports true. If they cannot go on, it cancels all of them, and then ends by force those
// that cannot even end.
func (l *Loop) finish(stop func() bool) error {
	if l.turn(stop) {
		return nil
	}
	err := l.deadlock()
	for t := l.oldest; t != nil; t = t.newer {
		t.cancel(nil)
	}
	if !l.turn(stop) {
		l.unwind()
		l.turn(stop)
	}
	return err
}

// unwind ends all tasks by force.
func (l *Loop) unwind() {
	for t := l.oldest; t != nil; t = l.oldest {
		l.current, t.state = t, running
		c := t.co
		t.co = nil
		if c == nil { // it has not begun
			t.err = ErrCancelled
		} else {
			c.stop()
		}
		l.current = nil
		t.end()
	}
	l.ready, l.batch = nil, nil
}

// close gives back what the loop holds. After runtime.Goexit in a task there may be tasks left.
func (l *Loop) close() {
	l.unwind()
	for _, c := range l.idle {
		c.stop()
	}
	l.idle = nil
	l.shut()
	l.mail.Lock()
	defer l.mail.Unlock()
	l.over = true
}

// shut ends what depends on the loop, the newest first.
func (l *Loop) shut() {
	kept := slices.SortedFunc(maps.Keys(l.kept), func(a, b keeper) int { return l.kept[b] - l.kept[a] })
	l.kept = nil
	for _, k := range kept {
		k.shut()
	}
}

// An Option says how Run does its work.
type Option func(*options)

type options struct {
	virtual   bool
	eager     bool
	strict    bool
	debug     bool
	ctx       context.Context
	observers []func(TraceEvent)
	warner    func(Warning)
}

// Virtual is the default: time passes only when all tasks wait, and then at once. While a call to Blocking is out the clock stands
// still, and while only bytes are waited for it goes as fast as a real one.
func Virtual() Option { return func(o *options) { o.virtual = true } }

// RealTime makes the loop use real time.
func RealTime() Option { return func(o *options) { o.virtual = false } }

// Eager makes Go run a new task at once, until it waits for the first time.
func Eager() Option { return func(o *options) { o.eager = true } }

// Strict makes every await a turn for others, even if there is nothing to wait for.
func Strict() Option { return func(o *options) { o.strict = true } }

// Under gives main a ctx made from ctx: it has its values, and ends when it ends.
func Under(ctx context.Context) Option { return func(o *options) { o.ctx = ctx } }

// Observe has f called with every event, by the loop. f must not await.
func Observe(f func(TraceEvent)) Option {
	return func(o *options) { o.observers = append(o.observers, f) }
}

// Record keeps all events in t.
func Record(t *Trace) Option { return Observe(t.add) }

func (l *Loop) parent() context.Context {
	if l.ctx == nil {
		return context.Background()
	}
	return l.ctx
}

// LoopOf returns the loop that ctx belongs to. It panics if there is none.
func LoopOf(ctx context.Context) *Loop { return mustScope(ctx, "LoopOf").task.loop }

func mustScope(ctx context.Context, op string) *scope {
	s := scopeOf(ctx)
	if s == nil || s.task.loop.over {
		panic(fmt.Errorf("aio.%s: %w", op, ErrNoLoop))
	}
	return s
}
