package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/test/bench/programs"
)

// notebook is a program in a session of its own. Its cells are the program, one that prepares, and
// one that is run again and again and looks at the clock itself.
type notebook struct {
	ctx    context.Context
	cells  *cell.Session
	engine *engine.Engine
	source string // of the measured cell
}

func newNotebook(ctx context.Context, r row, n int, opts engine.Options) (*notebook, error) {
	source, err := programs.Cell(r.program)
	if err != nil {
		return nil, err
	}
	opts.Stdout = func() io.Writer { return io.Discard }
	nb := &notebook{ctx: ctx, source: measured(r)}
	if nb.engine, err = engine.New(opts); err != nil {
		return nil, err
	}
	if nb.cells, err = cell.NewSession(); err != nil {
		return nil, err
	}
	for _, source := range []string{source, fmt.Sprintf("n := %d\nrun := %s(n)", n, entry(source))} {
		if _, err := nb.cell(source); err != nil {
			return nil, err
		}
	}
	return nb, nil
}

// measured is the cell that measures a row.
func measured(r row) string {
	body := r.body
	if body == "" {
		body = "result := run()"
	}
	return "began := time.Now()\n" + body + "\ntook := time.Since(began)\nfmt.Sprint(result, took.Nanoseconds())"
}

// entry is the name of the program's only exported function that takes just its size.
func entry(source string) string {
	_, after, _ := strings.Cut(source, "\nfunc ")
	name, _, _ := strings.Cut(after, "(")
	return name
}

// cell runs a cell and returns what it shows.
func (nb *notebook) cell(source string) (string, error) {
	p, err := nb.cells.Compile("cell", source)
	if err != nil {
		return "", err
	}
	return nb.execute(p)
}

func (nb *notebook) execute(p *ir.Program) (string, error) {
	res, err := nb.engine.Run(nb.ctx, p)
	if err != nil || len(res.Shown) == 0 {
		return "", err
	}
	return fmt.Sprint(res.Shown[0].X), nil
}

func (nb *notebook) run() (sum int, took time.Duration, err error) {
	p, err := nb.cells.Compile("cell", nb.source)
	if err != nil {
		return 0, 0, err
	}
	text, err := nb.execute(p)
	if err != nil {
		return 0, 0, err
	}
	_, err = fmt.Sscan(text, &sum, (*int64)(&took))
	return sum, took, err
}

func (*notebook) close() error { return nil }
