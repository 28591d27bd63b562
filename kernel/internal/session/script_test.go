package session

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// A scriptedWorker does what the worker part of a dialog says. The part is a
// list of what may be asked of the worker, each followed by indented steps:
//
//	run: CODE                     a cell with this code; a text in "" may have escapes
//	    stdout "TEXT"             print, also stderr
//	    show JSON                 the value is this MIME bundle; "nan" is one with a NaN
//	    display [id=ID] JSON      display a bundle
//	    update ID JSON            update one
//	    clear [wait]              clear the output
//	    input "PROMPT"            ask, then print what came; also password
//	    discard "PROMPT"          ask, and print nothing
//	    gate NAME                 wait until the client says "release NAME", or for a stop
//	    stubborn NAME             the same, but a stop does not help
//	    deaf NAME                 the same, but closing the worker does not help either
//	    flood N                   print N MB
//	    later NAME "TEXT"         a goroutine that outlives the cell: wait for the gate, print
//	    asklater NAME "PROMPT"    the same, but it asks for input
//	    expr NAME JSON            outcome of a user expression
//	    exprerror NAME ENAME EVALUE
//	    payload JSON              add to the payload
//	    error ENAME "EVALUE"      end with an error; also died, which loses the variables
//	    panic "TEXT"              panic, as a worker never should
//	complete: CODE
//	    span START END
//	    match TEXT [TYPE SIGNATURE]
//	inspect: CODE
//	    found JSON
//	iscomplete: CODE
//	    answer STATUS ["INDENT"]
//	    gate NAME                 an answer that takes time
type scriptedWorker struct {
	handler worker.Handler
	scripts map[string][]string // "run: CODE" -> steps
	late    sync.WaitGroup      // goroutines that outlive their cells
	closing chan struct{}
	once    sync.Once

	mu    sync.Mutex
	gates map[string]chan struct{}
}

func parseScript(text string) (map[string][]string, error) {
	scripts := make(map[string][]string)
	current := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.TrimSpace(line) == "":
		case strings.HasPrefix(line, " "):
			scripts[current] = append(scripts[current], strings.TrimSpace(line))
		default:
			kind, code, ok := strings.Cut(line, ": ")
			if !ok {
				return nil, fmt.Errorf("worker: %q is not of the form KIND: CODE", line)
			}
			current = kind + ": " + unquoted(code)
			scripts[current] = nil
		}
	}
	return scripts, nil
}

// unquoted returns the meaning of a quoted text, and others as they are.
func unquoted(text string) string {
	if s, err := strconv.Unquote(text); err == nil {
		return s
	}
	return text
}

func newScriptedWorker(h worker.Handler, text string) (*scriptedWorker, error) {
	scripts, err := parseScript(text)
	return &scriptedWorker{
		handler: h, scripts: scripts, closing: make(chan struct{}), gates: make(map[string]chan struct{}),
	}, err
}

// gate returns the channel that release closes.
func (w *scriptedWorker) gate(name string) chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, ok := w.gates[name]
	if !ok {
		g = make(chan struct{})
		w.gates[name] = g
	}
	return g
}

func (w *scriptedWorker) release(name string) { close(w.gate(name)) }

// find returns the steps for a question.
func (w *scriptedWorker) find(kind, code string) ([]string, error) {
	steps, ok := w.scripts[kind+": "+code]
	if !ok {
		return nil, fmt.Errorf("the dialog's worker part has no %q", kind+": "+code)
	}
	return steps, nil
}

func (w *scriptedWorker) Close() error {
	w.once.Do(func() { close(w.closing) })
	w.late.Wait()
	return nil
}

var errStoppedCell = &worker.CellError{Name: "stopped", Value: "the cell was stopped", Traceback: []string{"the cell was stopped"}}

func (w *scriptedWorker) Execute(ctx context.Context, req worker.Request) worker.Result {
	steps, err := w.find("run", req.Code)
	if err != nil {
		return failedCell("script", err.Error(), false)
	}
	run := &scriptedCell{w: w, ctx: ctx, req: req, result: worker.Result{Status: worker.StatusOK}}
	for _, step := range steps {
		word, rest, _ := strings.Cut(step, " ")
		if err := run.step(word, rest); err != nil {
			return failedCell("script", err.Error(), false)
		}
		if run.result.Error != nil {
			run.result.Status = worker.StatusError
			break
		}
	}
	return run.result
}

func failedCell(name, value string, died bool) worker.Result {
	e := &worker.CellError{Name: name, Value: value, Traceback: []string{name + ": " + value}}
	if died {
		e.Traceback = nil // leaves the explanation to the session
	}
	return worker.Result{Status: worker.StatusError, Error: e, Died: died}
}

// A scriptedCell is a cell on its way through its steps.
type scriptedCell struct {
	w      *scriptedWorker
	ctx    context.Context
	req    worker.Request
	result worker.Result
}

func (c *scriptedCell) step(word, rest string) error {
	switch word {
	case "stdout", "stderr":
		c.print(word, unquoted(rest))
	case "show", "display", "update", "clear", "footer":
		return c.show(word, rest)
	case "discard":
		if _, err := c.w.handler.Input(c.ctx, c.req.Cell, unquoted(rest), false); err != nil {
			return err
		}
	case "input", "password":
		c.ask(unquoted(rest), word == "password")
	case "gate", "stubborn", "deaf":
		c.wait(rest, word)
	case "flood":
		c.flood(rest)
	case "later":
		name, text, _ := strings.Cut(rest, " ")
		c.later(name, func() { c.print(worker.Stdout, unquoted(text)) })
	case "asklater":
		name, prompt, _ := strings.Cut(rest, " ")
		c.later(name, func() { c.ask(unquoted(prompt), false) })
	case "expr", "exprerror", "payload":
		return c.extra(word, rest)
	case "error", "died":
		name, value, _ := strings.Cut(rest, " ")
		c.result = failedCell(name, unquoted(value), word == "died")
	case "panic":
		panic(unquoted(rest))
	default:
		return fmt.Errorf("unknown step %q", word)
	}
	return nil
}

func (c *scriptedCell) event(e worker.Event) {
	e.Cell = c.req.Cell
	c.w.handler.Event(e)
}

func (c *scriptedCell) print(name, text string) {
	c.event(worker.Event{Kind: worker.Stream, Name: name, Text: text})
}

// flood prints some MB.
func (c *scriptedCell) flood(megabytes string) {
	n, _ := strconv.Atoi(megabytes)
	for range n << 10 {
		c.print(worker.Stdout, strings.Repeat("x", 1<<10))
	}
}

func (c *scriptedCell) show(word, rest string) error {
	if word == "clear" {
		c.event(worker.Event{Kind: worker.ClearOutput, Wait: rest == "wait"})
		return nil
	}
	if word == "footer" {
		c.result.Footer = &worker.Bundle{Data: map[string]any{"text/plain": rest}}
		return nil
	}
	id := ""
	if word == "update" || strings.HasPrefix(rest, "id=") {
		id, rest, _ = strings.Cut(strings.TrimPrefix(rest, "id="), " ")
	}
	b, err := parseBundle(rest)
	switch {
	case err != nil:
		return err
	case word == "show":
		c.result.Shown = &b
	case word == "display":
		c.event(worker.Event{Kind: worker.Display, Bundle: b, DisplayID: id})
	case word == "update":
		c.event(worker.Event{Kind: worker.UpdateDisplay, Bundle: b, DisplayID: id})
	}
	return nil
}

func parseBundle(text string) (worker.Bundle, error) {
	if text == "nan" {
		return worker.Bundle{Data: map[string]any{"application/json": math.NaN()}}, nil
	}
	var b worker.Bundle
	err := json.Unmarshal([]byte(text), &b.Data)
	return b, err
}

func (c *scriptedCell) ask(prompt string, password bool) {
	line, err := c.w.handler.Input(c.ctx, c.req.Cell, prompt, password)
	if err != nil {
		c.print(worker.Stderr, err.Error()+"\n")
		return
	}
	c.print(worker.Stdout, fmt.Sprintf("read %q\n", line))
}

func (c *scriptedCell) wait(gate, how string) {
	done, closing := c.ctx.Done(), (<-chan struct{})(c.w.closing)
	if how != "gate" {
		done = nil
	}
	if how == "deaf" {
		closing = nil
	}
	select {
	case <-c.w.gate(gate):
	case <-closing:
		c.result = worker.Result{Status: worker.StatusError, Error: errStoppedCell}
	case <-done:
		c.result = worker.Result{Status: worker.StatusError, Error: errStoppedCell}
	}
}

func (c *scriptedCell) later(gate string, do func()) {
	c.w.late.Go(func() {
		select {
		case <-c.w.gate(gate):
			do()
		case <-c.w.closing:
		}
	})
}

func (c *scriptedCell) extra(word, rest string) error {
	if word == "payload" {
		c.result.Payload = append(c.result.Payload, json.RawMessage(rest))
		return nil
	}
	name, rest, _ := strings.Cut(rest, " ")
	if _, asked := c.req.UserExpressions[name]; !asked {
		return fmt.Errorf("nobody asked for the expression %q", name)
	}
	outcomes := maps.Clone(c.result.UserExpressions)
	if outcomes == nil {
		outcomes = make(map[string]worker.UserExpression)
	}
	if word == "exprerror" {
		ename, evalue, _ := strings.Cut(rest, " ")
		outcomes[name] = worker.UserExpression{Error: failedCell(ename, unquoted(evalue), false).Error}
	} else {
		b, err := parseBundle(rest)
		if err != nil {
			return err
		}
		outcomes[name] = worker.UserExpression{Bundle: &b}
	}
	c.result.UserExpressions = outcomes
	return nil
}

func (w *scriptedWorker) Complete(_ context.Context, code string, cursor int) (worker.Completion, error) {
	steps, err := w.find("complete", code)
	c := worker.Completion{End: cursor}
	for _, step := range steps {
		f := strings.Fields(step)
		switch {
		case f[0] == "span" && len(f) == 3:
			c.Start, _ = strconv.Atoi(f[1])
			c.End, _ = strconv.Atoi(f[2])
		case f[0] == "match" && len(f) >= 2:
			c.Matches = append(c.Matches, f[1])
			if len(f) > 2 {
				c.Types = append(c.Types, worker.CompletionType{Type: f[2], Signature: strings.Join(f[3:], " ")})
			}
		default:
			return c, fmt.Errorf("unknown step %q", step)
		}
	}
	return c, err
}

func (w *scriptedWorker) Inspect(_ context.Context, code string, _, _ int) (worker.Inspection, error) {
	steps, err := w.find("inspect", code)
	if err != nil || len(steps) == 0 {
		return worker.Inspection{}, err
	}
	b, err := parseBundle(strings.TrimPrefix(steps[0], "found "))
	return worker.Inspection{Found: true, Bundle: b}, err
}

func (w *scriptedWorker) IsComplete(ctx context.Context, code string) (worker.Completeness, error) {
	steps, err := w.find("iscomplete", code)
	for _, step := range steps {
		word, rest, _ := strings.Cut(step, " ")
		switch word {
		case "gate":
			select {
			case <-w.gate(rest):
			case <-ctx.Done():
				return worker.Completeness{}, ctx.Err()
			}
		case "answer":
			status, indent, _ := strings.Cut(rest, " ")
			return worker.Completeness{Status: status, Indent: unquoted(indent)}, nil
		}
	}
	return worker.Completeness{}, errors.Join(err, errors.New("no answer"))
}
