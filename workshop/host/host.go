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
	"path/filepath"
	"runtime"
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

// Caller says where the function that is skip calls above its caller is: "cell 3, line 4", or in a
// compiled program "main.go:12". It is "" if that is not known.
func Caller(skip int) string {
	_, file, line, ok := runtime.Caller(skip + 1)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s:%d", filepath.Base(file), line)
}
