// Package session is the brain of the front: it turns the requests of Jupyter
// clients into calls of a [worker.Worker], and what comes back into messages.
// It owns all that the Jupyter protocol says about order, counters, status,
// parents, history, input and abort, and it knows no Go at all.
//
// # The one invariant
//
// Whatever happens, a valid request on the shell or control channel is answered by
//
//	status busy → (what it causes) → reply, if its type has one → status idle
//
// with that request as parent, and text that was written before the reply is
// sent before it. A handler that panics, a worker that dies, a queue that is
// too long and a kernel that shuts down are no exceptions. A client can
// therefore never be left waiting.
//
// # Where things are
//
// table.go maps every message type to its handler; the handlers are in one file
// per request family (execute.go, history.go, comm.go, ...), and what this kernel
// does not support is in unimplemented.go. inbox.go holds what has been received
// and not yet handled, outbox.go puts all that is sent into one order, streams.go
// gathers printed text, origins.go remembers which request a cell came from,
// and dispatch.go is the life of one request.
//
// # Example
//
//	start := func(ctx context.Context, h worker.Handler) (worker.Worker, error) {
//		return worker.Start(ctx, worker.Options{Handler: h})
//	}
//	s := session.New(channels, start, session.Options{Implementation: "gopherloop"})
//	go interruptOnSignal(s) // calls s.Interrupt on SIGINT, s.Shutdown on SIGTERM
//	err := s.Run(ctx)       // returns when a client has asked for the shutdown
package session
