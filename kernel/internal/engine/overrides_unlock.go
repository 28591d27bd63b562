package engine

import (
	"reflect"
	"sync"
)

// This file has the methods that unlock. Unlocking what is not locked is fatal in Go: nothing can recover it,
// and it would end the process. Here it ends the cell in the same words, and the values stay.

func (e *Engine) unlockMethods() map[methodName]any {
	return map[methodName]any{
		{reflect.TypeFor[*sync.Mutex](), "Unlock"}:    e.unlock,
		{reflect.TypeFor[*sync.RWMutex](), "Unlock"}:  e.unlockRW,
		{reflect.TypeFor[*sync.RWMutex](), "RUnlock"}: e.runlockRW,
	}
}

func (e *Engine) unlock(m *sync.Mutex) {
	if m.TryLock() {
		m.Unlock()
		e.threads.Fatal("sync: unlock of unlocked mutex")
	}
	m.Unlock()
}

func (e *Engine) unlockRW(m *sync.RWMutex) {
	if m.TryRLock() { // nobody has it for writing
		m.RUnlock()
		e.threads.Fatal("sync: Unlock of unlocked RWMutex")
	}
	m.Unlock()
}

// runlockRW cannot tell a lock for reading from one for writing: about that, Go itself complains.
func (e *Engine) runlockRW(m *sync.RWMutex) {
	if m.TryLock() {
		m.Unlock()
		e.threads.Fatal("sync: RUnlock of unlocked RWMutex")
	}
	m.RUnlock()
}
