package worker

// This file words errors in Go code for the learner: what, where, and the line of
// source with a caret under the place.

import (
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// cellTexts are the sources of the cells by name. A name that comes again, as it
// does for cells outside of the history, means the latest.
type cellTexts map[string]string

// line returns a line of a cell, counted from 1; "" if it is not known.
func (t cellTexts) line(name string, n int) string {
	lines := strings.Split(t[name], "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.TrimSuffix(lines[n-1], "\r")
}

// place words a position: "cell 3, line 2".
func place(p token.Position) string {
	if !p.IsValid() {
		return p.Filename
	}
	return fmt.Sprintf("%s, line %d", p.Filename, p.Line)
}

// excerpt returns the line of source at a position, and one with a caret below.
func (t cellTexts) excerpt(p token.Position) []string {
	text := t.line(p.Filename, p.Line)
	if strings.TrimSpace(text) == "" {
		return nil
	}
	lines := []string{indent + text}
	if p.Column > 0 {
		before := text[:min(p.Column-1, len(text))]
		lines = append(lines, indent+blank(before)+red("^"))
	}
	return lines
}

const indent = "    "

// blank returns white space as wide as s: tabs stay, so that carets stand right.
func blank(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, s)
}

// compileError words what is wrong with a cell.
func compileError(errs *cell.Errors) *CellError {
	first := errs.Diagnostics[0]
	e := &CellError{Name: "compile error", Value: place(first.Pos) + ": " + first.Msg}
	if n := len(errs.Diagnostics) - 1 + errs.More; n > 0 {
		e.Value += fmt.Sprintf(" (and %d more)", n)
	}
	e.Traceback = strings.Split(strings.TrimRight(errs.Format(true), "\n"), "\n")
	if errs.Stack != "" {
		e.Traceback = append(e.Traceback, errs.Stack)
	}
	return e
}

// panicked words a panic as Go does, innermost frame first.
func (t cellTexts) panicked(p *rt.Panic) *CellError {
	e := &CellError{Name: "panic", Value: p.Error()}
	var chain []*rt.Panic // from the first panic to the one that counts
	for q := p; q != nil; q = q.Replaced {
		chain = append([]*rt.Panic{q}, chain...)
	}
	for i, q := range chain {
		e.Traceback = append(e.Traceback, strings.Repeat("\t", min(i, 1))+red("panic: "+q.Error()))
	}
	hint := panicHint(p)
	if p.Origin.Known() {
		e.Traceback = append(e.Traceback, fmt.Sprintf("goroutine %d%s", p.Goroutine, created(p.Origin)))
	}
	e.full = append(slices.Clip(e.Traceback), t.allFrames(p.Trace)...)
	e.Traceback = append(e.Traceback, t.frames(p.Trace)...)
	e.advise(hint)
	return e
}

// exited is the name of the error of a program that has called os.Exit.
const exited = "exit"

// failure words the error of a cell that has been run; nil for os.Exit(0).
func (t cellTexts) failure(err error) *CellError {
	var (
		panicked *rt.Panic
		exit     *rt.ExitError
		overflow *rt.Overflow
		fatal    *rt.Fatal
		full     *rt.OutOfMemory
		stopped  *engine.Stopped
		asleep   *rt.Deadlock
	)
	switch {
	case errors.As(err, &panicked):
		return t.panicked(panicked)
	case errors.As(err, &exit) && exit.Code == 0:
		return nil
	case errors.As(err, &exit):
		e := t.traced(exited, exit.Error(), exit.Trace)
		e.Traceback[0], e.full[0] = red(exit.Error()), red(exit.Error())
		e.advise("the program has ended itself; the kernel goes on, with all variables")
		return e
	case errors.Is(err, rt.ErrGoexit):
		return hinted("exit", err.Error(), "the goroutine that runs the cell has ended itself; the kernel goes on, with all variables")
	case errors.As(err, &full):
		return t.outOfMemory(full)
	case errors.As(err, &fatal):
		return t.fatal(fatal)
	case errors.As(err, &overflow):
		e := t.traced("fatal error", overflow.Error(), overflow.Trace)
		e.advise("a function calls itself without end; check the condition that should stop it")
		return e
	case errors.As(err, &asleep):
		return t.deadlock(asleep)
	case errors.As(err, &stopped):
		e := t.traced("stopped", "the cell was stopped; variables keep what they hold", stopped.Trace)
		if stopped.Blocked {
			e.Traceback = append(e.Traceback, "a call that cannot be interrupted still runs in the background")
		}
		return e
	}
	return plain("error", err.Error())
}

// fatal words what Go calls a fatal error.
func (t cellTexts) fatal(f *rt.Fatal) *CellError {
	e := t.traced("fatal error", f.Error(), f.Trace)
	if f.Origin.Known() {
		line := fmt.Sprintf("goroutine %d%s", f.Goroutine, created(f.Origin))
		e.Traceback, e.full = slices.Insert(e.Traceback, 1, line), slices.Insert(e.full, 1, line)
	}
	if f.Meanwhile != nil {
		lines := t.meanwhile(f.Meanwhile)
		e.Traceback, e.full = append(e.Traceback, lines...), append(e.full, lines...)
	}
	e.advise(fatalHint(f))
	return e
}

// meanwhile says what the other goroutine did, and where: the innermost call that is the learner's is enough.
func (t cellTexts) meanwhile(m *rt.Meanwhile) []string {
	who := ", which runs the cell"
	if m.Origin.Known() {
		who = created(m.Origin)
	}
	trace := m.Trace
	if i := slices.IndexFunc(trace, t.own); i >= 0 {
		trace = trace[:i+1]
	}
	return append([]string{fmt.Sprintf("goroutine %d%s, was %s it at the same time:", m.Goroutine, who, m.Doing)}, t.frames(trace)...)
}

func (t cellTexts) traced(name, value string, trace []rt.Frame) *CellError {
	head := red(name + ": " + value)
	return &CellError{
		Name: name, Value: value,
		Traceback: append([]string{head}, t.frames(trace)...),
		full:      append([]string{head}, t.allFrames(trace)...),
	}
}

// advise adds a hint, if there is one.
func (e *CellError) advise(hint string) {
	if hint == "" {
		return
	}
	e.Traceback = append(e.Traceback, "hint: "+hint)
	if e.full != nil {
		e.full = append(e.full, "hint: "+hint)
	}
}

// unsupported words that a correct program cannot be run.
func (t cellTexts) unsupported(what string, p token.Position) *CellError {
	e := &CellError{Name: "not supported", Value: what, Traceback: []string{red("not supported: " + what)}}
	if p.IsValid() {
		e.Traceback = append(e.Traceback, bold(place(p)))
		e.Traceback = append(e.Traceback, t.excerpt(p)...)
	}
	e.Traceback = append(e.Traceback, "hint: this is correct Go, but this kernel cannot run it yet")
	return e
}

func bold(s string) string { return "\x1b[1m" + s + "\x1b[0m" }
