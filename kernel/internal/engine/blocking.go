package engine

import (
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has counterparts of compiled operations that block. A cell that is
// stopped leaves them. What it was waiting for then goes on waiting in a goroutine of its own,
// which nobody can end: package sync has no other way to wait.

func (e *Engine) sleep(d time.Duration) { e.threads.Current().Sleep(d) }

// await calls wait; when the cell is stopped before it returns, the goroutine
// ends here, and late is called if the wait ends after all.
func (e *Engine) await(what string, wait, late func()) {
	th := e.threads.Current()
	over := make(chan struct{})
	left := make(chan struct{})
	go func() {
		wait()
		select {
		case over <- struct{}{}:
		case <-left:
			if late != nil {
				late()
			}
		}
	}()
	th.Block(what, func() {
		select {
		case <-over:
		case <-th.Cell().Context().Done():
			close(left)
		}
	})
}

func (e *Engine) lock(m *sync.Mutex) {
	if !m.TryLock() {
		e.await(rt.WaitMutex, m.Lock, m.Unlock)
	}
}

func (e *Engine) lockRW(m *sync.RWMutex) {
	if !m.TryLock() {
		e.await(rt.WaitRWMutex, m.Lock, m.Unlock)
	}
}

func (e *Engine) rlockRW(m *sync.RWMutex) {
	if !m.TryRLock() {
		e.await(rt.WaitRWMutexRead, m.RLock, m.RUnlock)
	}
}

// waitGroupGo is (*sync.WaitGroup).Go, on a goroutine of the cell. As in Go, who waits does not go on because of a panic: the
// cell would be over before it is told.
func (e *Engine) waitGroupGo(w *sync.WaitGroup, f func()) {
	w.Add(1)
	e.threads.Current().Go(func() {
		defer func() {
			if r := recover(); r != nil {
				panic(r)
			}
			w.Done()
		}()
		f()
	})
}
