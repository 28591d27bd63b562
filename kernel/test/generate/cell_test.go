package generate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/test/generate"
)

// This file runs a program as one cell, on each tier.

// patience is how long a program may take; most take some milliseconds.
const patience = 20 * time.Second

// An answer is what a program prints on each tier, with the error that ended it.
type answer struct {
	VM, Yaegi           []byte   // programs print all kinds of bytes
	VMCells, YaegiCells []byte   // the same as cells of a notebook, if it can be divided
	Refused             []string // why functions were not taken by the second tier
}

// runCells runs a program, or what it has been divided into, on the tier.
func runCells(tier string, sources ...string) (text string, refused []string) {
	out := &output{}
	defer func() {
		if r := recover(); r != nil { // the verifier's objection, say
			text = fmt.Sprint(out.text(), "! ", r)
		}
	}()
	cells, err := cell.NewSession()
	if err != nil {
		return "! " + err.Error(), nil
	}
	e, err := engine.New(engine.Options{Stdout: func() io.Writer { return out }, Tier: tier, Verify: true})
	if err != nil {
		return "! " + err.Error(), nil
	}
	for i, source := range sources {
		if err := run(cells, e, tier, fmt.Sprint("cell", i+1), source); err != nil {
			return out.text() + "! " + err.Error() + "\n", nil
		}
	}
	for f, why := range e.Refused() {
		refused = append(refused, f.Name+": "+why.Error())
	}
	return out.text(), refused
}

func run(cells *cell.Session, e *engine.Engine, tier, name, source string) error {
	p, err := cells.Compile(name, source)
	if err != nil {
		return fmt.Errorf("does not compile: %w", err)
	}
	// Only here: 40 programs take 11 s of the processor instead of 9, and 17 if the compiler and Yaegi run so too.
	if *eager > 0 && tier == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(*eager))
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err = e.Run(ctx, p)
	return err
}

// output collects what a program prints, also from its goroutines.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.buf.Len() > 1<<20 {
		return len(b), nil
	}
	return o.buf.Write(b)
}

func (o *output) text() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// runBoth runs a program on both tiers.
func runBoth(source string) answer {
	vm, refused := runCells("", source)
	yaegi, _ := runCells(engine.OnlyYaegi, source)
	a := answer{VM: []byte(vm), Yaegi: []byte(yaegi), VMCells: []byte(vm), YaegiCells: []byte(yaegi), Refused: refused}
	if parts := generate.Cells(source); parts != nil {
		vm, refused := runCells("", parts...)
		yaegi, _ := runCells(engine.OnlyYaegi, parts...)
		a.VMCells, a.YaegiCells, a.Refused = []byte(vm), []byte(yaegi), append(a.Refused, refused...)
	}
	return a
}

// agree reports whether all executions have printed the same.
func (a answer) agree() bool {
	return bytes.Equal(a.VM, a.Yaegi) && bytes.Equal(a.VM, a.VMCells) && bytes.Equal(a.VM, a.YaegiCells)
}

// serve is the child process: it answers programs until its input ends.
func serve(in io.Reader, out io.Writer) {
	requests, answers := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var source string
		if err := requests.Decode(&source); err != nil {
			return
		}
		if err := answers.Encode(runBoth(source)); err != nil {
			os.Exit(1)
		}
	}
}
