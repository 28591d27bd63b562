package generate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

// This file runs a program as one cell, on each tier.

// patience is how long a program may take; most take some milliseconds.
const patience = 20 * time.Second

// An answer is what a program prints on each tier, with the error that ended it.
type answer struct {
	VM, Yaegi []byte   // programs print all kinds of bytes
	Refused   []string // why functions were not taken by the second tier
}

// runCell runs a program on the tier.
func runCell(source, tier string) (text string, refused []string) {
	defer func() {
		if r := recover(); r != nil { // the verifier's objection, say
			text = fmt.Sprint("! ", r)
		}
	}()
	cells, err := cell.NewSession()
	if err != nil {
		return "! " + err.Error(), nil
	}
	p, err := cells.Compile("prog.go", source)
	if err != nil {
		return "! does not compile: " + err.Error(), nil
	}
	out := &output{}
	e, err := engine.New(engine.Options{Stdout: func() io.Writer { return out }, Tier: tier, Verify: true})
	if err != nil {
		return "! " + err.Error(), nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	ending := ""
	if _, err := e.Run(ctx, p); err != nil {
		ending = "! " + err.Error() + "\n"
	}
	for f, why := range e.Refused() {
		refused = append(refused, f.Name+": "+why.Error())
	}
	return out.text() + ending, refused
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
	var a answer
	var vm, yaegi string
	vm, a.Refused = runCell(source, "")
	yaegi, _ = runCell(source, engine.OnlyYaegi)
	a.VM, a.Yaegi = []byte(vm), []byte(yaegi)
	return a
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
