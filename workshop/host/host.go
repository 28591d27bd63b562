// Package host is the door from the workshop's packages to whatever runs them. It is the only
// package of the workshop that is not run from source in a cell: there the kernel provides these
// functions, which show things in the notebook. What is below is what they mean in a compiled
// program: everything is text.
//
// The one invariant: parameters and results have predeclared types only, so that values mean the
// same on both sides of the door.
//
// Package display is what learners use of it.
//
//	host.Show(picture, "", false) // prints picture's String, or shows its SVG in a notebook
package host

import (
	"fmt"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// Notebook reports whether a notebook is shown what Show is given.
func Notebook() bool { return false }

// Show shows a value as the last expression of a cell is shown: in all forms that its methods offer
// (HTML, SVG, Markdown, PNG and so on). In a compiled program it prints the value on a line of its own.
// With an id, a notebook remembers where it is shown; with update, all places with this id show the new value
// instead, and a program prints it once more.
func Show(v any, id string, update bool) { fmt.Println(v) }

// Clear clears the output of the cell, at once or, with wait, when the next output comes. In a compiled
// program it does nothing.
func Clear(wait bool) {}

// OnStop arranges for f to be called, on another goroutine, when the user stops the cell; the cell has
// then a quarter of a second to end by itself before it is ended. The result takes the arrangement
// back. In a compiled program nobody calls f.
func OnStop(f func()) (release func()) { return func() {} }

// Where says where the calling goroutine is in the program that uses the workshop: "cell 3, line 4", or in a
// compiled program "main.go:12", for the innermost function that does not belong to the workshop, and on further lines
// for those that have called it. On each line a tab and the name of the function follow.
func Where() string { return places(2, false) }

// Panicked says where a panic was raised, as Where does. It is for the deferred function that has just recovered it.
func Panicked() string { return places(2, true) }

// places lists the functions of the program, with panicked only those that had been called when the innermost
// panic was raised.
func places(skip int, panicked bool) string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip, pcs)])
	var lines []string
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		if panicked {
			panicked = f.Function != "runtime.gopanic"
			continue
		}
		if f.Line > 0 && !internal(f) {
			lines = append(lines, fmt.Sprintf("%s:%d\t%s", filepath.Base(f.File), f.Line, path.Base(f.Function)))
		}
	}
	return strings.Join(lines, "\n")
}

// internal reports whether a function belongs to the workshop, or to what runs all programs.
func internal(f runtime.Frame) bool {
	pkg, _, _ := strings.Cut(path.Base(f.Function), ".")
	switch path.Dir(f.Function) {
	case ".":
		return pkg == "runtime" || pkg == "iter" || pkg == "testing"
	case "github.com/gopherloop/gopherloop/workshop":
		return !strings.HasSuffix(f.File, "_test.go")
	}
	return false
}
