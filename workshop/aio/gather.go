package aio

import "context"

// Gather runs all of cs at the same time, and returns their results in the order of cs. A Task is waited for; of everything else
// a task is made first.
//
// When one fails, Gather returns its error at once, and the others go on, as in Python; Group is the one that cleans up. If more of them fail,
// the loop tells at its end. When
// ctx is cancelled, all are cancelled, and their end is waited for.
func Gather[T any](ctx context.Context, cs ...Awaitable[T]) ([]T, error) {
	tasks, err := gather(ctx, "Gather", FirstError, cs)
	if err != nil {
		return nil, err
	}
	results := make([]T, len(tasks))
	for i, t := range tasks {
		t.seen = true
		results[i] = t.value
	}
	return results, nil
}

// A Result is what a task has ended with.
type Result[T any] struct {
	Value T
	Err   error
}

// GatherSettled runs all of cs at the same time until each has ended, and returns what they have ended with: Gather with
// return_exceptions=True in Python. The error is that of ctx.
func GatherSettled[T any](ctx context.Context, cs ...Awaitable[T]) ([]Result[T], error) {
	tasks, err := gather(ctx, "GatherSettled", AllDone, cs)
	if err != nil {
		return nil, err
	}
	results := make([]Result[T], len(tasks))
	for i, t := range tasks {
		t.seen = true
		results[i] = Result[T]{t.value, t.err}
	}
	return results, nil
}

// gather waits for tasks of its own and others. An error is that of ctx or, with FirstError, of the first task that fails.
func gather[T any](ctx context.Context, op string, until When, cs []Awaitable[T]) ([]*Task[T], error) {
	me, s, err := enter(ctx, op)
	if err != nil {
		return nil, err
	}
	tasks := tasksOf(ctx, "gather", cs)
	wait, err := others(me, tasks)
	if err != nil {
		return nil, err
	}
	first, err := me.meet(s, wait, until)
	if err != nil {
		me.cancelAll(wait)
		for _, t := range wait {
			if t.wasCancelled() {
				return nil, err
			}
		}
		first = wait.failed() // all have ended in spite of that: their results are kept
	}
	if first != nil && until == FirstError {
		first.seen = true
		return nil, first.err
	}
	return tasks, nil
}

// cancelAll cancels tasks and waits for their end.
func (t *task) cancelAll(ts several) {
	for _, other := range ts {
		other.cancel(t)
	}
	t.meet(&scope{task: t, shielded: true}, ts, AllDone)
}

// Race runs all of cs at the same time, and returns what the first one ends with. The others are cancelled, and
// their end is waited for.
func Race[T any](ctx context.Context, cs ...Awaitable[T]) (T, error) {
	var zero T
	me, s, err := enter(ctx, "Race")
	if err != nil {
		return zero, err
	}
	tasks := tasksOf(ctx, "race", cs)
	wait, err := others(me, tasks)
	if err != nil {
		return zero, err
	}
	first, err := me.meet(s, wait, FirstDone)
	me.cancelAll(wait)
	for _, t := range tasks {
		t.seen = true
		if err == nil && &t.task == first {
			zero, err = t.value, t.err
			first = nil
		}
	}
	return zero, err
}
