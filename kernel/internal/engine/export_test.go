package engine

import (
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"io"
)

// PrintEmitted prints everything that Yaegi is given from now on.
func (e *Engine) PrintEmitted(w io.Writer) {
	e.emitted = func(f *ast.File) {
		if err := printer.Fprint(w, token.NewFileSet(), f); err != nil {
			fmt.Fprintln(w, err)
		}
		fmt.Fprintln(w)
	}
}
