package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// This file decides how errors look to people: one line that says what is wrong,
// and one that says what to do.

// A usageError says that the command line is wrong; the exit code is 2.
type usageError struct{ message, hint string }

func usage(hint, format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...), hint}
}

func (e *usageError) Error() string { return e.message }

// Hint implements hinter.
func (e *usageError) Hint() string { return e.hint }

// An exitError ends the process with the code of a program that was run, which
// has said itself what there was to say.
type exitError struct{ code int }

func (e *exitError) Error() string { return fmt.Sprintf("exit status %d", e.code) }

// A hinter is an error that knows what the user can do. Packages install and
// notebook have such errors as well.
type hinter interface{ Hint() string }

type hintedError struct {
	error
	hint string
}

// withHint adds a hint to an error, unless it has one already.
func withHint(err error, hint string) error {
	var h hinter
	if err == nil || errors.As(err, &h) {
		return err
	}
	return &hintedError{err, hint}
}

func (e *hintedError) Hint() string  { return e.hint }
func (e *hintedError) Unwrap() error { return e.error }

// report prints err and returns the exit code for it.
func report(w io.Writer, err error) int {
	if err == nil {
		return 0
	}
	var exit *exitError
	if errors.As(err, &exit) {
		return exit.code
	}
	fmt.Fprintf(w, "gopherloop: %s\n", oneLine(err.Error()))
	var h hinter
	if errors.As(err, &h) && h.Hint() != "" {
		fmt.Fprintf(w, "hint: %s\n", oneLine(h.Hint()))
	}
	var wrong *usageError
	if errors.As(err, &wrong) {
		return 2
	}
	return 1
}

func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}
