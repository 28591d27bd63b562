package worker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// LevelNotice is the level of log records that are for everybody who starts a
// kernel, not only for those who look for a mistake.
const LevelNotice = slog.LevelError + 4

// Options configure a [Process]. The zero value of everything but Handler is useful.
type Options struct {
	Handler Handler

	// Command starts the child; by default this program with the argument
	// "worker". The command must call [Child].
	Command []string

	// Args are further arguments for the child.
	Args []string

	// Grace is how long a cell may take to stop before its child is replaced,
	// and how long a child may take to end; by default 2 s.
	Grace time.Duration

	// Log gets what is of no interest to the learner; by default nothing does.
	Log *slog.Logger
}

// A Process runs cells in a child process, which it replaces when it is lost. It
// implements [Worker], and its methods may be called from any goroutine.
//
// Per child it owns the goroutines listed at conn and child; Close waits for all.
type Process struct {
	opts    Options
	turn    chan struct{} // held by the cell that runs
	unwatch func() bool   // ends the watch on Start's context

	mu       sync.Mutex
	current  *child // nil if the last attempt to start one has failed
	closed   bool
	closing  chan struct{} // closed with closed
	children sync.WaitGroup
	epitaph  string // what the next cell must be told of a child that died between cells
}

// Start starts a child and returns without waiting until it can run cells.
// Cancelling ctx closes the Process.
func Start(ctx context.Context, opts Options) (*Process, error) {
	if opts.Grace == 0 {
		opts.Grace = 2 * time.Second
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	p := &Process{opts: opts, turn: make(chan struct{}, 1), closing: make(chan struct{})}
	if _, err := p.child(); err != nil {
		return nil, err
	}
	p.unwatch = context.AfterFunc(ctx, p.shut)
	return p, nil
}

// Execute implements [Worker].
func (p *Process) Execute(ctx context.Context, req Request) Result {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return failed(plain("stopped", "the cell was stopped before it began"))
	case <-p.closing:
		return failed((&death{closed: true}).explain())
	}
	c, err := p.child()
	if err != nil {
		return failed(startFailure(err))
	}
	c.begin(true)
	defer c.begin(false)
	p.mourn(c, req.Cell)
	return p.run(ctx, c, req)
}

func startFailure(err error) *CellError {
	if errors.Is(err, ErrClosed) {
		return (&death{closed: true}).explain()
	}
	return plain("worker lost", err.Error())
}

// plain is an error of which there is no more to say than one line.
func plain(name, value string) *CellError {
	return &CellError{Name: name, Value: value, Traceback: []string{red(value)}}
}

func failed(e *CellError) Result { return Result{Status: StatusError, Error: e} }

// mourn tells a cell that variables from before may be gone.
func (p *Process) mourn(c *child, cell string) {
	p.mu.Lock()
	text := p.epitaph
	p.epitaph = ""
	p.mu.Unlock()
	if text != "" {
		c.conn.out.begin(cell)
		c.conn.out.event(Event{Cell: cell, Kind: Stream, Name: Stderr, Text: text})
	}
}

// run sends a cell to a child and sees it to its end, one way or another.
func (p *Process) run(ctx context.Context, c *child, req Request) Result {
	asking, ended := context.WithCancelCause(ctx)
	defer ended(errNoInput)
	id, result, err := c.conn.execute(asking, req)
	if errors.Is(err, errEncoding) {
		return failed(plain("too large", err.Error()))
	}
	if err != nil { // the child is dying; it will say why
		c.kill(false)
		<-c.dead
		return p.lost(c)
	}
	select {
	case f := <-result:
		return *f.Result
	case <-c.dead:
		return p.lastResult(result, c)
	case <-ctx.Done():
		c.conn.cancel(id)
	}
	grace := time.NewTimer(p.opts.Grace)
	defer grace.Stop()
	select {
	case f := <-result:
		return *f.Result
	case <-c.dead:
	case <-grace.C:
		c.kill(true)
		<-c.dead
	}
	return p.lastResult(result, c)
}

// lastResult prefers a result that came just before the end.
func (p *Process) lastResult(result <-chan *frame, c *child) Result {
	select {
	case f := <-result:
		return *f.Result
	default:
		return p.lost(c)
	}
}

// lost is the result of a cell whose child is dead.
func (p *Process) lost(c *child) Result {
	p.mu.Lock()
	p.epitaph = "" // this cell is told
	p.mu.Unlock()
	r := failed(c.death.explain())
	r.Died = !c.death.closed
	return r
}

// Complete implements [Worker].
func (p *Process) Complete(ctx context.Context, code string, cursor int) (Completion, error) {
	a, err := p.ask(ctx, &query{What: askComplete, Code: code, Cursor: cursor})
	if err != nil || a.Completion == nil {
		return Completion{}, err
	}
	return *a.Completion, nil
}

// Inspect implements [Worker].
func (p *Process) Inspect(ctx context.Context, code string, cursor, detail int) (Inspection, error) {
	a, err := p.ask(ctx, &query{What: askInspect, Code: code, Cursor: cursor, Detail: detail})
	if err != nil || a.Inspection == nil {
		return Inspection{}, err
	}
	return *a.Inspection, nil
}

// IsComplete implements [Worker].
func (p *Process) IsComplete(ctx context.Context, code string) (Completeness, error) {
	a, err := p.ask(ctx, &query{What: askIsComplete, Code: code})
	if err != nil || a.Completeness == nil {
		return Completeness{Status: Unknown}, err
	}
	return *a.Completeness, nil
}

func (p *Process) ask(ctx context.Context, q *query) (*answer, error) {
	c, err := p.child()
	if err != nil {
		return nil, err
	}
	id, reply, err := c.conn.request(&frame{Query: q})
	if err != nil {
		return nil, err
	}
	defer c.conn.forget(id)
	select {
	case f := <-reply:
		if f.Answer.Error != "" {
			return nil, errors.New(f.Answer.Error)
		}
		return f.Answer, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-c.dead:
		return nil, fmt.Errorf("the worker was lost: %s", c.death.reason())
	}
}

// Close implements [Worker].
func (p *Process) Close() error {
	p.unwatch()
	p.shut()
	p.children.Wait()
	return nil
}

// shut begins to close; the child notices and ends.
func (p *Process) shut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.closed = true
	close(p.closing)
	if p.current != nil {
		p.current.end()
	}
}

// child returns the child that runs the cells, and starts one if there is none.
func (p *Process) child() (*child, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrClosed
	}
	if p.current == nil {
		c, err := startChild(p.opts)
		if err != nil {
			return nil, err
		}
		p.current = c
		p.children.Go(func() { c.supervise(p.replace) })
	}
	return p.current, nil
}

// replace takes note of the death of the current child and starts the next one
// at once, so that it is ready when it is needed. The successor of a child that
// died without having run a cell is started only when somebody asks for it:
// something may be wrong with all of them.
func (p *Process) replace(c *child) {
	busy, used := c.state()
	p.mu.Lock()
	p.current = nil
	if used && !busy && !p.closed {
		p.epitaph = "The process that runs the cells ended after the last cell: " + c.death.reason() + "\n" + aftermath + "\n"
	}
	p.mu.Unlock()
	p.opts.Log.Info("the child is gone", "reason", c.death.reason(), "closed", c.death.closed)
	if !used {
		return
	}
	if _, err := p.child(); err != nil && !errors.Is(err, ErrClosed) {
		p.opts.Log.Error("starting the next child", "err", err)
	}
}
