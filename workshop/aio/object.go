package aio

import (
	"context"
	"fmt"
)

// A Coroutine is a call that has not begun: what Python makes of a call of an async def. It runs when it is awaited, and only
// once. The loop tells at its end which ones never were.
type Coroutine[T any] struct {
	f    Coro[T]
	name string
	at   string
	used bool
}

// NewCoroutine makes a Coroutine of the loop of ctx. It panics if ctx belongs to no loop.
func NewCoroutine[T any](ctx context.Context, name string, f Coro[T]) *Coroutine[T] {
	l := mustScope(ctx, "NewCoroutine").task.loop
	c := &Coroutine[T]{f: f, name: name, at: l.position()}
	l.unused = append(l.unused, c)
	return c
}

// Await runs the coroutine, in the task of ctx. The second time it returns an error.
func (c *Coroutine[T]) Await(ctx context.Context) (T, error) {
	if c.used {
		var zero T
		return zero, fmt.Errorf("aio: coroutine %q was awaited before: make a new one, or make a task of it and await that", c.name)
	}
	c.used = true
	return c.f(ctx)
}

// Name is the name.
func (c *Coroutine[T]) Name() string { return c.name }

// String is the name and whether it has begun.
func (c *Coroutine[T]) String() string {
	if c.used {
		return fmt.Sprintf("<coroutine %q awaited>", c.name)
	}
	return fmt.Sprintf("<coroutine %q created>", c.name)
}

// unused is a Coroutine whatever its result.
type unused interface {
	Name() string
	begun() bool
	madeAt() string
}

func (c *Coroutine[T]) begun() bool    { return c.used }
func (c *Coroutine[T]) madeAt() string { return c.at }
