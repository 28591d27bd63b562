package lab

import (
	"context"
	"runtime"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// A Row is one of the things that Compare compares. What is zero was not measured. Make one with [Timed], [Weighed]
// or [Simulated], or write it yourself with numbers from elsewhere.
type Row struct {
	Name       string
	Time       time.Duration
	Virtual    bool   // Time is that of a virtual clock: the same in every run
	Memory     Memory // of Weighed
	Goroutines int    // the most at a time, besides those that were there before
	Err        error  // what it ended with
}

// Time calls f and returns how long that took.
func Time(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// Timed calls f and measures how long that takes.
func Timed(name string, f func()) Row { return Row{Name: name, Time: Time(f)} }

// Weighed calls f and measures how much memory that takes, as [Mem] does, and how many goroutines there are meanwhile.
func Weighed(name string, f func()) Row {
	m, n := weigh(f)
	return Row{Name: name, Memory: m, Goroutines: n}
}

// Simulated runs f in an event loop with a virtual clock, and says how long that took by this clock.
func Simulated(name string, f func(ctx context.Context) error, opts ...aio.Option) Row {
	r := Row{Name: name, Virtual: true}
	r.Err = aio.Main(func(ctx context.Context) error {
		err := f(ctx)
		r.Time = aio.Now(ctx)
		return err
	}, opts...)
	return r
}

// Goroutines returns how many goroutines there are in the program, those of the notebook included.
func Goroutines() int { return runtime.NumGoroutine() }
