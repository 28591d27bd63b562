package rt

import (
	"errors"
	"flag"
	"iter"
	"log"
	"os"
)

// This file has the counterparts of functions that would end the process, and
// of those that print through package log.

// Fatal is log.Fatal.
func (ts *Threads) Fatal(a ...any) { ts.fatal(Sprint(a...)) }

// Fatalln is log.Fatalln.
func (ts *Threads) Fatalln(a ...any) { ts.fatal(Sprintln(a...)) }

// Fatalf is log.Fatalf.
func (ts *Threads) Fatalf(format string, a ...any) { ts.fatal(Sprintf(format, a...)) }

func (ts *Threads) fatal(text string) { ts.LoggerFatal(log.Default(), text) }

// LoggerFatal is the method Fatal of a logger, and, with arguments formatted by
// Sprintf and Sprintln, Fatalf and Fatalln.
func (ts *Threads) LoggerFatal(l *log.Logger, a ...any) {
	LoggerPrint(l, a...)
	ts.Exit(1)
}

// LogPrint is log.Print.
func LogPrint(a ...any) { LoggerPrint(log.Default(), a...) }

// LogPrintln is log.Println.
func LogPrintln(a ...any) { LoggerPrint(log.Default(), Sprintln(a...)) }

// LogPrintf is log.Printf.
func LogPrintf(format string, a ...any) { LoggerPrint(log.Default(), Sprintf(format, a...)) }

// LogPanic is log.Panic.
func LogPanic(a ...any) {
	LogPrint(a...)
	panic(Sprint(a...))
}

// LogPanicln is log.Panicln.
func LogPanicln(a ...any) { LogPanic(Sprintln(a...)) }

// LogPanicf is log.Panicf.
func LogPanicf(format string, a ...any) { LogPanic(Sprintf(format, a...)) }

// LoggerPrint is the method Print of a logger.
func LoggerPrint(l *log.Logger, a ...any) {
	// The error is that of the log's writer, which log drops too.
	_ = l.Output(2, Sprint(a...))
}

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
// is stopped with. A panic in seq reaches the caller of next.
func (ts *Threads) Pull(seq func(yield func() bool)) (next func() bool, stop func()) {
	t := ts.newThread(ts.Current().cell)
	t.guest = true // what the second tier has for it serves others when seq has returned
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
		seq(func() bool { return yield(struct{}{}) })
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
