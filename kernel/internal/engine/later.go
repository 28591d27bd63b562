package engine

import (
	"context"
	"time"
)

// This file has counterparts of functions that call others later, on goroutines of their own. What
// cells give them runs as a goroutine of the cell: it is stopped with it, prints for it, and
// its panic ends the cell and not the process.

func (e *Engine) laterSymbols() map[string]any {
	return map[string]any{
		"time.AfterFunc": func(d time.Duration, f func()) *time.Timer {
			if f == nil {
				return time.AfterFunc(d, f) // it panics when the time has come
			}
			return e.wakers.afterFunc(d, e.threads.Current().Later(f))
		},
		"context.AfterFunc": func(ctx context.Context, f func()) (stop func() bool) {
			return context.AfterFunc(ctx, e.threads.Current().Later(f))
		},
	}
}
