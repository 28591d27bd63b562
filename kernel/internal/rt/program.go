package rt

import (
	"errors"
	"flag"
	"iter"
	"os"
)

// This file has the counterparts of functions that would end the process.

// ParseFlags is flag.Parse: a mistake, or a wish for help, ends the cell.
func (ts *Threads) ParseFlags() {
	flag.CommandLine.Init(flag.CommandLine.Name(), flag.ContinueOnError)
	var args []string
	if len(os.Args) > 1 {
		args = os.Args[1:]
	}
	switch err := flag.CommandLine.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		ts.Exit(0)
	case err != nil:
		ts.Exit(2)
	}
}

// ResetFlags forgets the flags that were defined, so that a cell which defines
// some can be run again.
func ResetFlags(program string) {
	flag.CommandLine = flag.NewFlagSet(program, flag.ContinueOnError)
}

// Pull runs seq as a coroutine: next resumes it until it calls yield (true) or returns (false), and stop
// ends it. Each time it belongs to the cell of whoever resumes it: that is the one it prints for and
// is stopped with. A panic in seq reaches the caller of next. What the second tier has for it serves
// others when the outermost function of a cell has returned.
func (ts *Threads) Pull(seq func(yield func() bool)) (next func() bool, stop func()) {
	return ts.pull(seq, true)
}

// PullCalls is Pull for a seq of the second tier that calls one function after the other, and itself gives back what
// the tier has for it.
func (ts *Threads) PullCalls(seq func(yield func() bool)) (next func() bool, stop func()) {
	return ts.pull(seq, false)
}

func (ts *Threads) pull(seq func(yield func() bool), guest bool) (next func() bool, stop func()) {
	t := ts.newThread(ts.Current().cell)
	t.guest = guest
	over := false
	pull, end := iter.Pull(func(yield func(struct{}) bool) {
		t.attach()
		defer func() {
			t.detach()
			if over {
				t.recycle()
				return
			}
			over = true
			if p := t.caught(recover()); p != nil {
				panic(p)
			}
		}()
		seq(func() bool {
			t.Park(WaitPull, false)
			defer t.Unpark()
			return yield(struct{}{})
		})
		over = true
	})
	next = func() bool {
		if !over {
			t.followCaller()
		}
		_, ok := pull()
		return ok
	}
	stop = func() {
		if !over {
			t.followCaller()
		}
		end()
	}
	return next, stop
}
