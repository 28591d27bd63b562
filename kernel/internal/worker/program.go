package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// A ProgramFile is a Go file to be run by itself, without a front end.
type ProgramFile struct {
	Name, Source string

	Stdin   io.Reader
	Stdout  io.Writer // what fmt.Print prints; os.Stdout is that of the process
	Stderr  io.Writer // what ended the program, when it did not end well
	Colours bool      // on Stderr

	Tier   string               // see GoOptions
	Verify bool                 // see GoOptions
	Memory int64                // bytes that the process may take; 0 means all it gets
	Ran    func(*engine.Engine) // called when the program has ended; may be nil
}

// Exit codes of programs, as go run and the runtime have them.
const (
	exitRefused     = 1   // it does not compile
	exitPanicked    = 2   // a panic, or a fatal error
	exitInterrupted = 130 // what shells say of Ctrl-C
)

// RunProgram runs a file as one cell in this process and returns its exit code.
// Its goroutines may still run: the caller should end the process. When ctx is
// cancelled the program is stopped. The error is that it could not be tried.
func RunProgram(ctx context.Context, file ProgramFile) (code int, err error) {
	os.Args = []string{file.Name}
	cells, err := cell.NewSession()
	if err != nil {
		return 0, err
	}
	opts := GoOptions{Tier: file.Tier, Verify: file.Verify}.engine()
	opts.Stdin, opts.Stdout = file.Stdin, func() io.Writer { return file.Stdout }
	opts.Symbols = textHost(file.Stdout)
	if file.Memory != 0 {
		opts.Memory = rt.NewMemory(file.Memory)
	}
	e, err := engine.New(opts)
	if err != nil {
		return 0, err
	}
	if file.Memory != 0 {
		defer watchProgram(ctx, opts.Memory, e.Threads())()
	}
	if err := e.TierErr(); err != nil {
		file.complain(slowly(err))
	}
	p, err := cells.Compile(file.Name, file.Source)
	var wrong *cell.Errors
	if errors.As(err, &wrong) {
		io.WriteString(file.Stderr, wrong.Format(file.Colours))
		return exitRefused, nil
	}
	if err != nil {
		return 0, err
	}
	return file.run(ctx, e, p), nil
}

func (f *ProgramFile) run(ctx context.Context, e *engine.Engine, p *ir.Program) int {
	result, err := e.Run(ctx, p)
	if f.Ran != nil {
		f.Ran(e)
	}
	for _, v := range result.Shown {
		fmt.Fprintln(f.Stdout, rt.Sprint(v.X))
	}
	var exit *rt.ExitError
	var stopped *engine.Stopped
	var unsupported *engine.Unsupported
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.Code
	case errors.As(err, &stopped):
		return exitInterrupted
	case errors.As(err, &unsupported):
		f.complain(err.Error())
		return exitRefused
	}
	f.complain(f.obituary(err)...)
	return exitPanicked
}

// obituary says why a program ended that the runtime would have ended, too.
func (f *ProgramFile) obituary(err error) []string {
	texts := cellTexts{f.Name: f.Source}
	var panicked *rt.Panic
	var overflow *rt.Overflow
	var fatal *rt.Fatal
	var asleep *rt.Deadlock
	var full *rt.OutOfMemory
	fatally := func(err error, trace []rt.Frame) []string {
		return append([]string{red("fatal error: " + err.Error())}, texts.frames(f.withoutBody(trace))...)
	}
	switch {
	case errors.As(err, &asleep):
		return texts.deadlock(asleep).Traceback
	case errors.As(err, &panicked):
		panicked.Trace = f.withoutBody(panicked.Trace)
		return texts.panicked(panicked).Traceback
	case errors.As(err, &overflow):
		return fatally(overflow, overflow.Trace)
	case errors.As(err, &full):
		return fatally(full, full.Trace)
	case errors.As(err, &fatal):
		fatal.Trace = f.withoutBody(fatal.Trace)
		return texts.fatal(fatal).Traceback
	case errors.Is(err, rt.ErrGoexit):
		return []string{red("fatal error: main called runtime.Goexit")}
	}
	return []string{red(err.Error())}
}

// withoutBody leaves out the body of the cell, which has no name of its own, if
// all that it does is to call main.
func (f *ProgramFile) withoutBody(trace []rt.Frame) []rt.Frame {
	if last := len(trace) - 1; last > 0 && trace[last].Name == f.Name && trace[last-1].Name == "main.main" {
		return trace[:last]
	}
	return trace
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

func (f *ProgramFile) complain(lines ...string) {
	text := strings.Join(lines, "\n") + "\n"
	if !f.Colours {
		text = sgr.ReplaceAllString(text, "")
	}
	io.WriteString(f.Stderr, text)
}
