package aio

import (
	"context"
	"fmt"
	"time"

	"github.com/gopherloop/gopherloop/workshop/host"
)

// State is what a task is doing.
type State string

// The states of a task.
const (
	Created State = "created" // it has not run yet
	Ready   State = "ready"   // it can run, and waits for its turn
	Running State = "running" // it runs: at most one task does
	Waiting State = "waiting" // for something: see Reason
	Done    State = "done"    // it has a result or an error
)

// Reason is what a task waits for.
type Reason string

// The reasons of waiting.
const (
	ForTurn      Reason = "turn"      // Yield
	ForSleep     Reason = "sleep"     // a time
	ForTask      Reason = "task"      // the end of a task or of several
	ForFuture    Reason = "future"    // the result of a Future
	ForGet       Reason = "get"       // an item of a Queue
	ForPut       Reason = "put"       // room in a Queue
	ForJoin      Reason = "join"      // a Queue whose items are all done
	ForLock      Reason = "lock"      // a Lock
	ForEvent     Reason = "event"     // an Event
	ForSemaphore Reason = "semaphore" // a Semaphore
	ForCondition Reason = "condition" // a Condition
	ForBarrier   Reason = "barrier"   // a Barrier
	ForBlocking  Reason = "blocking"  // a function on a goroutine of its own
	ForIO        Reason = "io"        // bytes or a connection
)

type state uint8

const (
	created state = iota
	ready
	running
	waiting
	done
)

var stateNames = [...]State{Created, Ready, Running, Waiting, Done}

// A task is what the loop knows of a Task: all but the type of its result.
type task struct {
	loop  *Loop
	root  scope
	body  body
	id    int
	name  string
	state state
	co    *coroutine // while it has begun and not ended

	// while it waits
	scope  *scope
	reason Reason
	on     awaited // what it waits for; nil is allowed
	turn   uint64  // counts the waits
	woken  error   // why it was woken early
	timed  bool    // a timer counts on this wait
	in     *line
	ahead  *task // neighbours in that line
	behind *task

	err       error
	queue     line      // tasks that wait for this one
	then      []watcher // told when it is done
	seen      bool      // somebody has asked for the result
	alone     bool      // see Task.Background
	misses    int       // awaits in a row that failed because of cancellation
	older     *task     // neighbours in the loop's list of tasks
	newer     *task
	createdAt string
	at        string // where it awaits, if the loop is watched
	stack     string // and who has called that, as host.Where says it
}

// A body is what a task runs. It keeps the result to itself.
type body interface {
	run(ctx context.Context) error
}

// String says which task it is, for those that wait for it.
func (t *task) String() string { return "task " + t.name }

// stuck is what forces a task to end that would not: it unwinds the stack, and deferred calls run.
type stuck struct{}

func (stuck) Error() string { return "aio: this task is being ended" }

// maxMisses is how many awaits in a row may fail because of cancellation before a task is ended by
// force: it goes round and round without looking at errors.
const maxMisses = 1000

// enter begins every await: it finds the task of ctx, checks that the task is the one that runs, and fails if
// ctx is over. op is the name of the function that was called, for errors.
func enter(ctx context.Context, op string) (*task, *scope, error) {
	s, ok := ctx.(*scope)
	if !ok {
		return enterOther(ctx, op)
	}
	t := s.task
	if t.loop.current != t {
		return nil, nil, misused(t, op)
	}
	if t.loop.watched {
		t.locate()
	}
	if s.err != nil {
		return t, s, t.missed(s.err)
	}
	return t, s, nil
}

// enterOther is enter for a ctx that somebody has made from ours, or not at all.
func enterOther(ctx context.Context, op string) (*task, *scope, error) {
	p := scopeOf(ctx)
	if p == nil {
		return nil, nil, fmt.Errorf("aio.%s: %w", op, ErrNoLoop)
	}
	t := p.task
	if t.loop.current != t {
		return nil, nil, misused(t, op)
	}
	if t.loop.watched {
		t.locate()
	}
	if err := ctx.Err(); err != nil {
		return t, nil, t.missed(ours(err, context.Cause(ctx)))
	}
	done := ctx.Done()
	if done == nil {
		return t, &scope{task: t, values: ctx, shielded: true}, nil
	}
	if p.Done() == done {
		return t, p, nil
	}
	return t, &scope{task: t, values: ctx, passing: true}, nil // park listens to it
}

func misused(t *task, op string) error {
	switch current := t.loop.current; {
	case t.loop.over:
		return fmt.Errorf("aio.%s: %w", op, ErrNoLoop)
	case current == nil:
		return fmt.Errorf("aio.%s: %w: this is no task; goroutines, and functions for Blocking, cannot await", op, ErrWrongTask)
	default:
		return fmt.Errorf("aio.%s: %w: it is that of task %q, this is task %q", op, ErrWrongTask, t.name, current.name)
	}
}

// missed counts awaits that fail.
func (t *task) missed(err error) error {
	if t.misses++; t.misses > maxMisses {
		t.loop.warn(Warning{Kind: Ignored, Task: t.name, At: t.createdAt, Err: err})
		panic(stuck{})
	}
	return err
}

// park suspends the task until somebody calls wake, or until s is cancelled: then it returns the error.
func (t *task) park(s *scope, why Reason, on awaited) error {
	if s.passing {
		return t.parkForeign(s, why, on)
	}
	return t.suspend(s, why, on)
}

func (t *task) parkForeign(s *scope, why Reason, on awaited) error {
	s.listen()
	defer s.unlink()
	return t.suspend(s, why, on)
}

func (t *task) suspend(s *scope, why Reason, on awaited) error {
	if s.err != nil {
		t.leave()
		return t.missed(s.err)
	}
	l := t.loop
	t.scope, t.reason, t.on, t.state = s, why, on, waiting
	if l.observed {
		l.observeSuspend(t)
	}
	l.yield(t)
	err := t.woken
	t.woken, t.scope, t.on = nil, nil, nil
	if err != nil {
		return t.missed(err)
	}
	t.misses = 0
	return nil
}

// wake makes a waiting task ready. by is the task that did it, or nil; cause says how.
func (t *task) wake(by *task, cause string) {
	if t.state != waiting {
		return
	}
	t.leave()
	t.state = ready
	l := t.loop
	l.ready = append(l.ready, t)
	if l.observed {
		l.observe(TraceEvent{Kind: EventWake, Task: t.id, Name: t.name, By: idOf(by), Text: cause})
	}
}

// leave takes the task out of what would have woken it.
func (t *task) leave() {
	if t.in != nil {
		t.in.remove(t)
	}
	t.turn++
	if t.timed {
		t.timed = false
		t.loop.timers.drop()
	}
}

// interrupt wakes a waiting task with an error.
func (t *task) interrupt(err error) {
	t.woken = err
	t.wake(t.loop.current, "cancelled")
}

// pass goes to the end of the queue of ready tasks, which needs nobody to wake the task.
func (t *task) pass(s *scope) error {
	l := t.loop
	t.scope, t.reason, t.state = s, ForTurn, ready
	if l.observed {
		l.observeSuspend(t)
	}
	l.ready = append(l.ready, t)
	l.yield(t)
	err := t.woken
	t.woken, t.scope, t.misses = nil, nil, 0
	return err
}

// checkpoint is for awaits that have nothing to wait for.
func (t *task) checkpoint(s *scope) error {
	t.misses = 0
	if t.loop.strict {
		return t.pass(s)
	}
	return nil
}

// sleep parks until a time.
func (t *task) sleep(s *scope, d time.Duration) error {
	l := t.loop
	t.timed = true
	l.seq++
	l.timers.push(timer{due: l.clock() + d, seq: l.seq, task: t, turn: t.turn})
	return t.park(s, ForSleep, span(d))
}

// span is a time to wait.
type span time.Duration

func (d span) String() string { return time.Duration(d).String() }

// run is the whole life of a task on its coroutine.
func (t *task) run() {
	finished := false
	defer func() {
		if !finished {
			t.fail(recover())
		}
	}()
	t.err = t.body.run(&t.root)
	finished = true
}

// fail notes why the function of a task has not returned.
func (t *task) fail(r any) {
	switch r := r.(type) {
	case nil: // runtime.Goexit, which goes on after this
		t.err = fmt.Errorf("aio: task %q ended its goroutine by runtime.Goexit", t.name)
	case stuck:
		t.err = ErrCancelled
		if t.root.err != nil {
			t.err = t.root.err
		}
	default:
		t.err = &PanicError{Task: t.name, Value: r, At: firstPlace(host.Panicked())}
	}
}

// end makes the end of a task known.
func (t *task) end() {
	l := t.loop
	t.leave()
	t.state = done
	if l.observed {
		l.observeEnd(t)
	}
	t.root.bequeath()
	if t.err != nil && !t.seen && !t.wasCancelled() {
		l.keepFailed(t)
	}
	l.forget(t)
	t.queue.wakeAll(t, "done")
	then := t.then
	t.then = nil
	for _, f := range then {
		f.ended(t)
	}
}

// wasCancelled reports whether a task ended because it was cancelled.
func (t *task) wasCancelled() bool {
	return t.state == done && t.err != nil && (isCancel(t.err) || t.root.err != nil && isTimeout(t.err))
}

// join waits for the end of other. If s is cancelled and carry is set, other is cancelled, and its end still waited for.
func (t *task) join(s *scope, other *task, carry bool) error {
	if other == t {
		return fmt.Errorf("aio.Await: task %q cannot wait for itself", t.name)
	}
	if other.state == done {
		return nil
	}
	other.queue.add(t)
	err := t.park(s, ForTask, other)
	if err == nil || !carry || other.state == done {
		return err
	}
	other.cancel(t)
	if other.state != done {
		other.queue.add(t)
		t.suspend(&scope{task: t, shielded: true}, ForTask, other)
	}
	return err
}

// cancel asks the task to end.
func (t *task) cancel(by *task) {
	if t.state == done || t.root.err != nil {
		return
	}
	if l := t.loop; l.observed {
		l.observe(TraceEvent{Kind: EventCancelRequested, Task: t.id, Name: t.name, By: idOf(by)})
	}
	t.root.cancel(ErrCancelled)
}

func idOf(t *task) int {
	if t == nil {
		return 0
	}
	return t.id
}

// awaited is something that a task waits for. Its text is for messages and traces.
type awaited interface{ String() string }
