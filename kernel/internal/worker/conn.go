package worker

// This file holds the front's end of the pipes to one child. It knows nothing of
// processes: tests run it over in-memory pipes.

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
)

// pipes are the front's ends.
type pipes struct {
	requests io.WriteCloser
	frames   io.Reader
	text     [textPipes]io.Reader
}

// A conn speaks with one child. Its goroutines:
//
//   - readFrames blocks on frames or, for a marked frame, until both text
//     readers have come to the marker; ends when the child closes the pipe.
//   - readText, one per text pipe, blocks on the pipe, on the Handler, or at a
//     marker until readFrames has handled the frame; ends with the pipe.
//   - one per question to the user, ends when its cell or the child ends.
//
// wait waits for all of them.
type conn struct {
	pipes   pipes
	out     *output
	handler Handler
	log     *slog.Logger
	seed    []byte

	wg   sync.WaitGroup
	life context.Context // cancelled by readFrames: no more frames
	die  context.CancelFunc
	// A text reader says arrived at a marker, and waits for onward.
	arrived, onward [textPipes]chan struct{}

	sending sync.Mutex // serialises writes to pipes.requests

	mu      sync.Mutex
	ready   bool
	nextID  uint64
	waiting map[uint64]chan<- *frame // requests without an answer, by frame ID
	cellCtx context.Context          // of the running cell, or the last one; the cause is errNoInput when it has ended
}

// connect starts talking to a child.
func connect(p pipes, h Handler, log *slog.Logger) (*conn, error) {
	c := &conn{
		pipes: p, handler: h, log: log,
		out:     &output{handler: h, log: log},
		seed:    make([]byte, seedLen),
		waiting: map[uint64]chan<- *frame{},
		cellCtx: context.Background(),
	}
	c.life, c.die = context.WithCancel(context.Background())
	rand.Read(c.seed)
	for i := range c.arrived {
		c.arrived[i], c.onward[i] = make(chan struct{}), make(chan struct{})
	}
	if err := c.send(&frame{Hello: &hello{Seed: c.seed}}); err != nil {
		c.die()
		return nil, err
	}
	c.wg.Go(c.readFrames)
	for i := range p.text {
		c.wg.Go(func() { c.readText(i) })
	}
	return c, nil
}

// execute sends a cell; the channel gets its result, unless the child is lost.
// ctx ends questions to the user, not the cell.
func (c *conn) execute(ctx context.Context, req Request) (id uint64, result <-chan *frame, err error) {
	c.out.begin(req.Cell)
	c.mu.Lock()
	c.cellCtx = ctx
	c.mu.Unlock()
	return c.request(&frame{Execute: &req})
}

// cancel asks the child to stop cell id. A child that is gone has stopped it.
func (c *conn) cancel(id uint64) { _ = c.send(&frame{ID: id, Cancel: true}) }

// request sends a frame that will be answered.
func (c *conn) request(f *frame) (uint64, <-chan *frame, error) {
	reply := make(chan *frame, 1)
	c.mu.Lock()
	c.nextID++
	f.ID = c.nextID
	c.waiting[f.ID] = reply
	c.mu.Unlock()
	err := c.send(f)
	if err != nil {
		c.forget(f.ID)
	}
	return f.ID, reply, err
}

// forget drops the answer to a request in which nobody is interested any more.
func (c *conn) forget(id uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.waiting, id)
}

func (c *conn) send(f *frame) error {
	b, err := f.encode()
	if err != nil {
		return err
	}
	c.sending.Lock()
	defer c.sending.Unlock()
	if _, err := c.pipes.requests.Write(b); err != nil {
		return fmt.Errorf("writing to the child: %w", err)
	}
	return nil
}

func (c *conn) wasReady() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ready
}

// wait returns when the child has closed its pipes and all has been handled.
func (c *conn) wait() { c.wg.Wait() }

func (c *conn) readFrames() {
	defer c.die()
	r := bufio.NewReader(c.pipes.frames)
	for {
		f, err := readFrame(r)
		if err != nil {
			if !errors.Is(err, io.EOF) {
				c.log.Error("the child's frames are broken", "err", err)
			}
			return
		}
		met := c.meet(f.Marks)
		c.handle(f)
		c.part(met)
	}
}

// meet waits until the text pipes have been read up to the markers of a frame.
// The result says whose readers wait now; one whose pipe has ended does not.
func (c *conn) meet(marks uint8) (met uint8) {
	for i, ch := range c.arrived {
		if marks&(1<<i) == 0 {
			continue
		}
		if _, ok := <-ch; ok {
			met |= 1 << i
		}
	}
	return met
}

// part lets the readers that have been met go on.
func (c *conn) part(met uint8) {
	for i, ch := range c.onward {
		if met&(1<<i) != 0 {
			ch <- struct{}{}
		}
	}
}

func (c *conn) readText(i int) {
	defer close(c.arrived[i])
	s := newSplitter(newMarkers(c.seed, i), func(p []byte) { c.out.write(i, p) }, func() { c.arrive(i) })
	buf := make([]byte, 32<<10)
	for {
		n, err := c.pipes.text[i].Read(buf)
		s.feed(buf[:n])
		if err != nil {
			s.end()
			return
		}
	}
}

// arrive stands at a marker until its frame has been handled, or will never come.
func (c *conn) arrive(i int) {
	select {
	case c.arrived[i] <- struct{}{}:
		<-c.onward[i]
	case <-c.life.Done():
	}
}

func (c *conn) handle(f *frame) {
	switch {
	case f.Ready:
		c.mu.Lock()
		c.ready = true
		c.mu.Unlock()
		if f.Notice != "" {
			c.log.Log(context.Background(), LevelNotice, f.Notice)
		}
	case f.Event != nil:
		c.out.event(*f.Event)
	case f.Prompt != nil:
		f.Prompt.Text = c.out.prompt(f.Prompt.Text)
		c.ask(f.ID, f.Prompt)
	case f.Result != nil:
		c.out.end()
		c.answer(f)
	case f.Answer != nil:
		c.answer(f)
	default:
		c.log.Error("a frame from the child that nobody understands", "id", f.ID)
	}
}

func (c *conn) answer(f *frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if reply := c.waiting[f.ID]; reply != nil {
		reply <- f // has room for one, and gets only one
		delete(c.waiting, f.ID)
	}
}

// ask puts the child's question to the user. Other frames are handled meanwhile.
func (c *conn) ask(id uint64, p *prompt) {
	c.mu.Lock()
	ctx, cancel := context.WithCancel(c.cellCtx)
	c.mu.Unlock()
	unwatch := context.AfterFunc(c.life, cancel)
	c.wg.Go(func() {
		defer cancel()
		defer unwatch()
		var l line
		text, err := c.handler.Input(ctx, p.Cell, p.Text, p.Password)
		switch {
		case errors.Is(err, io.EOF):
			l.EOF = true
		case ctx.Err() != nil && !errors.Is(context.Cause(ctx), errNoInput):
			return // the cell is stopped, which ends its question as well
		case err != nil:
			l.Error = err.Error()
		default:
			l.Text = text
		}
		if err := c.send(&frame{ID: id, Line: &l}); err != nil {
			c.log.Debug("the input came too late", "err", err)
		}
	})
}
