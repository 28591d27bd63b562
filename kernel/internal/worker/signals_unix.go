//go:build unix

package worker

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

// selfSignals are the functions with which a cell can send a signal to its own process. One that
// would end a program ends the cell. What the program has asked for, with signal.Notify, it gets.
type selfSignals struct {
	engine *engine.Engine

	mu      sync.Mutex
	all     bool // that there are
	awaited map[os.Signal]bool
}

// symbols are those functions for cells, by import path and name.
func (s *selfSignals) symbols() map[string]any {
	s.awaited = map[os.Signal]bool{}
	return map[string]any{
		"os/signal.Notify": func(c chan<- os.Signal, sig ...os.Signal) {
			s.await(sig, true)
			s.engine.Unforeseeable()
			signal.Notify(c, sig...)
		},
		"os/signal.NotifyContext": func(parent context.Context, sig ...os.Signal) (context.Context, context.CancelFunc) {
			s.await(sig, true)
			s.engine.Unforeseeable()
			return signal.NotifyContext(parent, sig...)
		},
		"os/signal.Ignore": func(sig ...os.Signal) {
			s.await(sig, true)
			signal.Ignore(sig...)
		},
		"os/signal.Reset": func(sig ...os.Signal) {
			s.await(sig, false)
			signal.Reset(sig...)
		},
		"syscall.Kill": s.kill,
	}
}

// await notes what the program wants to be told, or not any more; no signals stand for all.
func (s *selfSignals) await(list []os.Signal, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(list) == 0 {
		s.all = on
		clear(s.awaited)
	}
	for _, sig := range list {
		s.awaited[sig] = on
	}
}

func (s *selfSignals) isAwaited(sig syscall.Signal) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all || s.awaited[sig]
}

// kill is syscall.Kill.
func (s *selfSignals) kill(pid int, sig syscall.Signal) error {
	ours := pid == syscall.Getpid() || pid == 0 || pid == -syscall.Getpgrp()
	certain := sig == syscall.SIGKILL || sig == syscall.SIGSTOP
	if ours && (certain || ends(sig) && !s.isAwaited(sig)) {
		s.engine.Threads().Signaled(sig.String())
	}
	return syscall.Kill(pid, sig)
}

// ends reports whether a signal ends a process that has not asked for it.
func ends(sig syscall.Signal) bool {
	switch sig {
	case 0, syscall.SIGCHLD, syscall.SIGCONT, syscall.SIGWINCH, syscall.SIGURG, syscall.SIGPIPE, syscall.SIGPROF:
		return false
	}
	return true
}
