package notebook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// Tags that [Run] obeys.
const (
	TagRaises = "raises-exception"
	TagSkip   = "skip-execution"
)

// RunOptions says what to do with what a notebook prints and asks. The zero
// value shows nothing and answers every question with the end of the input.
type RunOptions struct {
	// Show is called with every output as it arrives, in order.
	Show func(Output)
	// Input asks the user. Its ctx ends when the question is withdrawn.
	Input func(ctx context.Context, prompt string, password bool) (string, error)
}

// A CellError says that a cell failed that was not tagged raises-exception.
type CellError struct {
	Cell  int // counted from 1 over all cells, text included
	Name  string
	Value string
}

func (e *CellError) Error() string {
	first, _, _ := strings.Cut(e.Value, "\n")
	return fmt.Sprintf("cell %d failed: %s: %s", e.Cell, e.Name, first)
}

// Hint says how a failure can be allowed.
func (e *CellError) Hint() string {
	return "if the cell is meant to fail, give it the tag " + TagRaises
}

// Run executes the code cells of nb in order and replaces their outputs. It stops
// at the first cell that fails with a [*CellError]; the outputs up to there are
// in nb. When ctx is cancelled the running cell is interrupted and the error is
// that of ctx. Any other error means that the kernel is gone.
func Run(ctx context.Context, c *Client, nb *Notebook, opts RunOptions) error {
	r := &run{client: c, opts: opts, cells: map[string]*collector{}, displays: map[string][]Output{}}
	defer r.store()
	for i, cell := range nb.Cells {
		if cell.Kind() != Code || cell.Has(TagSkip) {
			continue
		}
		if strings.TrimSpace(cell.Source()) == "" {
			cell.SetOutputs(nil, 0)
			continue
		}
		failure, err := r.execute(ctx, cell)
		switch {
		case ctx.Err() != nil:
			return fmt.Errorf("cell %d: %w", i+1, ctx.Err())
		case err != nil:
			return fmt.Errorf("cell %d: %w", i+1, err)
		case failure != nil && !cell.Has(TagRaises):
			failure.Cell = i + 1
			return failure
		}
	}
	return nil
}

// run is the state of one call of Run.
type run struct {
	client   *Client
	opts     RunOptions
	cells    map[string]*collector // by the id of the request
	order    []executed
	displays map[string][]Output
}

type executed struct {
	cell      *Cell
	collector *collector
}

func (r *run) execute(ctx context.Context, cell *Cell) (*CellError, error) {
	request := r.client.factory.New(wire.ExecuteRequest, nil, wire.ExecuteRequestContent{
		Code: cell.Source(), StoreHistory: true, StopOnError: true, AllowStdin: true,
	})
	k := &collector{displays: r.displays}
	r.cells[request.Header.MsgID] = k
	r.order = append(r.order, executed{cell, k})
	reply, err := r.client.await(ctx, request, r)
	if err != nil {
		return nil, err
	}
	var content struct {
		Status string `json:"status"`
		Count  int    `json:"execution_count"`
		EName  string `json:"ename"`
		EValue string `json:"evalue"`
	}
	if err := readTree(reply, &content); err != nil {
		return nil, err
	}
	if content.Count > 0 {
		k.count = content.Count
	}
	switch content.Status {
	case "ok":
		return nil, nil
	case "error":
		return &CellError{Name: content.EName, Value: content.EValue}, nil
	}
	return nil, fmt.Errorf("the kernel replied with status %q", content.Status)
}

// published implements listener. Output of a goroutine that outlived its cell
// still goes to that cell.
func (r *run) published(m *wire.Message) error {
	k, ok := r.cells[parentID(m)]
	if !ok {
		return nil
	}
	o, shown, err := k.take(m)
	if shown && r.opts.Show != nil {
		r.opts.Show(o)
	}
	return err
}

// input implements listener.
func (r *run) input(ctx context.Context, prompt string, password bool) (string, error) {
	if r.opts.Input == nil {
		return "", io.EOF
	}
	return r.opts.Input(ctx, prompt, password)
}

func (r *run) store() {
	for _, e := range r.order {
		e.cell.SetOutputs(e.collector.outputs, e.collector.count)
	}
}

// Describe records in nb what the kernel says of its language, unless it is
// there already. Tools that colour or convert notebooks need it.
func (nb *Notebook) Describe(info wire.KernelInfoReplyContent) error {
	metadata := nb.Metadata()
	if _, ok := metadata["language_info"]; ok {
		return nil
	}
	tree, err := decode(wire.Marshal(info.LanguageInfo))
	if err != nil {
		return errors.New("the kernel does not describe its language")
	}
	metadata["language_info"] = tree
	return nil
}
