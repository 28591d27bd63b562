package session

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

const (
	// queueLimit bounds the bytes of the requests that wait on shell.
	queueLimit = 512 << 20
	// stopGrace is how long a session that ends waits for a cell that does not.
	// A client kills the kernel 2.5 s after its shutdown_request, and until then
	// the last messages must have been sent.
	stopGrace = 2200 * time.Millisecond
	// username is the author in the headers of this kernel's messages.
	username = "kernel"
)

// A Starter starts the worker of a session. The handler is the session.
type Starter func(context.Context, worker.Handler) (worker.Worker, error)

// Options says who the kernel is. The zero value is useful in tests.
type Options struct {
	Log *slog.Logger // nil: no log

	Implementation  string // "gopherloop"
	Version         string // of the implementation
	LanguageVersion string // "1.26.0"
	Banner          string
	HelpLinks       []wire.HelpLink
	Ports           wire.ConnectReplyContent

	TextLimit int64 // bytes of text that one cell shows; 0 means DefaultTextLimit
}

// A Session answers the clients of one kernel. Its exported methods may be
// called from any goroutine. Several sessions may live in one process.
//
// While Run runs, these goroutines exist, all started by Run, which waits for
// them:
//
//	goroutine     waits for                         ended by
//	receive shell Channels.Receive                  ctx of Run, a closed channel
//	serve shell   the shell inbox, Worker methods   ctx of Run; Worker.Close frees it from a cell
//	control       Channels.Receive, never a cell    ctx of Run, a closed channel
//	stdin         Channels.Receive                  ctx of Run, a closed channel
//	outbox.run    what is posted, 50 ms for text    outbox.close, after all of the above
//
// and while a cell runs, watchStop, started by runCell, which waits for it. The
// goroutines of the worker call Event and Input; they belong to the worker.
type Session struct {
	channels transport.Channels
	start    Starter
	opts     Options
	log      *slog.Logger
	handlers map[string]handler

	worker  worker.Worker // set by Run before anything is received
	outbox  *outbox
	shell   *inbox
	origins *origins
	records recordBook
	prompt  *prompt
	running running

	textLimit atomic.Int64 // of cells that start from now on

	stopOnce sync.Once
	stopping chan struct{}

	// These belong to the goroutine that serves shell.
	count        int    // execution count of the last cell that was counted
	abortThrough uint64 // execute requests up to this number came before the reply of a cell that failed
}

// New makes a session that answers requests on channels with the worker that
// start starts. Nothing happens before Run. Channels remain the caller's.
func New(channels transport.Channels, start Starter, opts Options) *Session {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.TextLimit == 0 {
		opts.TextLimit = DefaultTextLimit
	}
	s := &Session{
		channels: channels,
		start:    start,
		opts:     opts,
		log:      opts.Log,
		handlers: handlers(),
		outbox:   newOutbox(channels, wire.NewFactory(username, wire.Version), opts.Log),
		shell:    newInbox(queueLimit),
		origins:  newOrigins(),
		prompt:   newPrompt(),
		stopping: make(chan struct{}),
	}
	s.textLimit.Store(opts.TextLimit)
	return s
}

// Run answers requests until a client or Shutdown asks for the end, ctx is done,
// or the channels are closed; these are no errors. The error is that the worker
// could not be started, or did not end. When Run returns, all that the session
// had to say has been handed to the channels; closing them sends it off. Run
// may be called once.
func (s *Session) Run(ctx context.Context) error {
	w, err := s.start(ctx, s)
	if err != nil {
		return fmt.Errorf("starting the worker: %w", err)
	}
	s.worker = w
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go s.outbox.run()
	defer s.outbox.close()
	s.channels.Welcome(s.welcome)
	s.outbox.publish(wire.Status, nil, wire.StatusContent{ExecutionState: wire.StateStarting})
	loops := s.startLoops(ctx)
	select {
	case <-ctx.Done():
	case <-s.stopping:
	}
	cancel()
	return s.end(loops)
}

func (s *Session) startLoops(ctx context.Context) *sync.WaitGroup {
	var loops sync.WaitGroup
	loops.Go(func() { s.receive(ctx, wire.Shell, s.enqueue) })
	loops.Go(func() { s.serveShell(ctx) })
	loops.Go(func() { s.receive(ctx, wire.Control, func(r *request) { s.serve(ctx, r) }) })
	loops.Go(func() { s.receive(ctx, wire.Stdin, s.takeInput) })
	return &loops
}

// end closes the worker, which frees a shell loop that waits for a cell, and
// waits for the loops, but not for ever: a kernel that does not end is killed,
// and then the last messages are lost.
func (s *Session) end(loops *sync.WaitGroup) error {
	ended := make(chan error, 1)
	go func() {
		err := s.worker.Close()
		loops.Wait()
		ended <- err
	}()
	select {
	case err := <-ended:
		return err
	case <-time.After(stopGrace):
		return fmt.Errorf("the running cell did not end within %v", stopGrace)
	}
}

// Interrupt stops the cell that is running, keeping its values if possible. If
// none is, nothing happens. It does not wait for the cell.
func (s *Session) Interrupt() {
	s.running.interrupt()
}

// Shutdown ends the session as if a client had asked for it: a running cell is
// stopped, clients are told, and Run returns. It does not wait for that. Only
// the first call counts, and a client's request counts as one.
func (s *Session) Shutdown(restart bool) {
	s.stopOnce.Do(func() {
		s.outbox.publish(wire.ShutdownReply, nil, wire.ShutdownReplyContent{Restart: restart})
		close(s.stopping)
	})
}

// stop makes Run return.
func (s *Session) stop() {
	s.stopOnce.Do(func() { close(s.stopping) })
}
