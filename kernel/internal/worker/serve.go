package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"time"
)

// ServeOptions configure [Serve].
type ServeOptions struct {
	// Text are the child's ends of the two text pipes: what a cell prints to
	// stdout and stderr comes out at the same place.
	Text [2]io.Writer

	// Language makes the language. Its Handler may be used until Serve returns.
	Language func(Handler) (Language, error)

	// Grace is how long a running cell may take to stop when the front has gone;
	// by default 1 s.
	Grace time.Duration
}

// A server is the child's side of the conversation. Its goroutines: the one that
// called Serve reads frames and never waits for anything else; one runs the
// cell; one per question about code. Serve waits for all of them, except for a
// cell that refuses to stop.
type server struct {
	link *link
	lang Language
	wg   sync.WaitGroup
	turn sync.Mutex // held by the cell that runs

	failure *CellError // of the last cell that has failed; guarded by turn

	mu      sync.Mutex
	cancels map[uint64]context.CancelFunc // by the frame ID of the cell
	asking  string                        // the running cell, if it may ask the user
	nextAsk uint64
	lines   map[uint64]chan<- *line // questions to the user without an answer
}

// Serve runs cells for the front at the other end of in and out until in ends,
// which is how the front says that it closes or is no more. Then it stops what
// runs and returns nil; its caller should end the process. Cancelling ctx stops
// the running cell but not Serve.
func Serve(ctx context.Context, in io.Reader, out io.Writer, opts ServeOptions) error {
	r := bufio.NewReader(in)
	first, err := readFrame(r)
	if err != nil || first.Hello == nil || len(first.Hello.Seed) != seedLen {
		return fmt.Errorf("waiting for the front's greeting: %w", errors.Join(err, errGreeting))
	}
	s := &server{
		link:    newLink(out, opts.Text, first.Hello.Seed),
		cancels: map[uint64]context.CancelFunc{},
		lines:   map[uint64]chan<- *line{},
	}
	if s.lang, err = opts.Language(&host{s}); err != nil {
		return fmt.Errorf("preparing the language: %w", err)
	}
	if err := s.link.send(&frame{Ready: true, Notice: s.lang.Engine().Problem}); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	s.wg.Add(1)
	go s.watch(ctx) // not WaitGroup.Go: whoever looks for deadlocks knows the kernel's goroutines by their creators
	err = s.readFrames(ctx, r)
	stop()
	s.waitFor(opts.Grace)
	return err
}

func (s *server) watch(ctx context.Context) {
	defer s.wg.Done()
	s.lang.Watch(ctx)
}

var errGreeting = errors.New("it did not come")

func (s *server) readFrames(ctx context.Context, r *bufio.Reader) error {
	for {
		f, err := readFrame(r)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		s.handle(ctx, f)
	}
}

// waitFor waits until all goroutines have ended, but not for ever.
func (s *server) waitFor(grace time.Duration) {
	if grace == 0 {
		grace = time.Second
	}
	ended := make(chan struct{})
	go func() { s.wg.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(grace):
	}
}

func (s *server) handle(ctx context.Context, f *frame) {
	switch {
	case f.Execute != nil:
		ctx, cancel := context.WithCancel(ctx)
		s.mu.Lock()
		s.cancels[f.ID] = cancel
		s.mu.Unlock()
		s.wg.Go(func() { s.execute(ctx, f.ID, f.Execute) })
	case f.Cancel:
		s.mu.Lock()
		defer s.mu.Unlock()
		if cancel := s.cancels[f.ID]; cancel != nil {
			cancel()
		}
	case f.Query != nil:
		s.wg.Go(func() { s.answer(ctx, f.ID, f.Query) })
	case f.Line != nil:
		s.deliver(f.ID, f.Line)
	}
}

// execute runs one cell and sends its result.
func (s *server) execute(ctx context.Context, id uint64, req *Request) {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.mu.Lock()
	s.asking = ""
	if req.AllowStdin {
		s.asking = req.Cell
	}
	s.mu.Unlock()
	r := s.result(ctx, req)
	s.mu.Lock()
	s.asking = ""
	s.cancels[id]()
	delete(s.cancels, id)
	s.mu.Unlock()
	err := s.link.sendOrdered(&frame{ID: id, Result: &r})
	if errors.Is(err, errEncoding) {
		_ = s.link.sendOrdered(&frame{ID: id, Result: &Result{Status: StatusError, Error: plain("cannot show", err.Error())}})
	}
	// Any other error means that the front has gone, which readFrames notices.
}

// result runs one cell. A panic of the Language itself ends only the cell.
func (s *server) result(ctx context.Context, req *Request) (r Result) {
	defer func() {
		if p := recover(); p != nil {
			r = failed(internalError(p))
		}
	}()
	c := &cellRun{server: s, ctx: ctx, req: req}
	if m, arg, ok := findMagic(req.Code); ok {
		return c.result(m(c, arg))
	}
	return c.result(c.run(req.Code))
}

// A cellRun is one request on its way.
type cellRun struct {
	*server
	ctx     context.Context
	req     *Request
	payload []any // asks the client to do something, in its own form
}

// run compiles and runs source as the body of the cell.
func (c *cellRun) run(source string) (*Bundle, *CellError) {
	return c.runAs(fmt.Sprintf("cell %d", c.req.Count), source)
}

func (c *cellRun) runAs(name, source string) (*Bundle, *CellError) {
	p, failure := c.lang.Compile(name, source)
	if failure != nil {
		return nil, failure
	}
	return c.lang.Run(c.ctx, c.req.Cell, p)
}

// result completes what the cell has come to.
func (c *cellRun) result(shown *Bundle, failure *CellError) Result {
	if failure != nil {
		c.failure = failure
		return failed(failure)
	}
	r := Result{Status: StatusOK, Shown: shown, Footer: c.lang.Footer(), Payload: encodeAll(c.payload)}
	if len(c.req.UserExpressions) > 0 {
		r.UserExpressions = make(map[string]UserExpression)
	}
	for name, source := range c.req.UserExpressions {
		b, failure := c.runAs("expression "+name, source)
		if failure == nil && b == nil {
			b = &Bundle{Data: map[string]any{"text/plain": ""}}
		}
		r.UserExpressions[name] = UserExpression{Bundle: b, Error: failure}
	}
	return r
}

// answer answers a question about code. A panic of the Language becomes its error.
func (s *server) answer(ctx context.Context, id uint64, q *query) {
	a := new(answer)
	defer func() {
		if p := recover(); p != nil {
			*a = answer{Error: internalError(p).Value}
		}
		_ = s.link.send(&frame{ID: id, Answer: a})
	}()
	cursor := min(max(q.Cursor, 0), len([]rune(q.Code)))
	switch q.What {
	case askComplete:
		c := s.lang.Complete(ctx, q.Code, cursor)
		a.Completion = &c
	case askInspect:
		i := s.inspect(ctx, q.Code, cursor, q.Detail)
		a.Inspection = &i
	case askIsComplete:
		c := s.isComplete(ctx, q.Code)
		a.Completeness = &c
	default:
		a.Error = "a question that nobody understands: " + q.What
	}
}

func internalError(p any) *CellError {
	value := fmt.Sprintf("a mistake inside the kernel, not in your code: %v", p)
	return &CellError{
		Name:      "internal error",
		Value:     value,
		Traceback: []string{red(value), string(debug.Stack()), "hint: please report it, with the cell that caused it"},
	}
}
