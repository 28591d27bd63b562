package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/gopherloop/gopherloop/kernel/test/bench/programs"
)

//go:embed driver.py
var driver string

// python is a program in a Python process, which driver.py drives.
type python struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *json.Decoder
	cpu bool
}

// order is what the driver is told: to prepare a program, or, without a source, to run it.
type order struct {
	Source string `json:"source,omitempty"`
	N      int    `json:"n,omitempty"`
	CPU    bool   `json:"cpu,omitempty"` // to measure the time on the processor
}

// answer is what the driver says. It says nothing useful after a preparation.
type answer struct {
	Sum   int    `json:"sum"`
	Took  int64  `json:"took"` // ns
	Error string `json:"error"`
}

func newPython(interpreter string, r row, n int, cpu bool) (*python, error) {
	source, err := programs.Python(pythonName(r))
	if err != nil {
		return nil, err
	}
	p := &python{cmd: exec.Command(interpreter, "-c", driver), cpu: cpu}
	p.cmd.Stderr = os.Stderr
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = json.NewDecoder(out)
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting Python: %w", err)
	}
	if _, err := p.ask(order{Source: source, N: n}); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

func pythonName(r row) string {
	if r.python != "" {
		return r.python
	}
	return r.program
}

func (p *python) ask(o order) (answer, error) {
	var a answer
	if err := json.NewEncoder(p.in).Encode(o); err != nil {
		return a, fmt.Errorf("writing to Python: %w", err)
	}
	if err := p.out.Decode(&a); err != nil {
		return a, fmt.Errorf("reading from Python: %w", err)
	}
	if a.Error != "" {
		return a, fmt.Errorf("in Python: %s", a.Error)
	}
	return a, nil
}

func (p *python) run() (int, time.Duration, error) {
	a, err := p.ask(order{CPU: p.cpu})
	return a.Sum, time.Duration(a.Took), err
}

// close ends the process and waits for it.
func (p *python) close() error {
	p.in.Close()
	return p.cmd.Wait()
}
