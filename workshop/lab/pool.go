package lab

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

// A Pool runs functions on a fixed number of goroutines, as a ThreadPoolExecutor of Python does on threads. Its
// methods may be called from any goroutine.
type Pool struct {
	jobs    chan func() error
	workers sync.WaitGroup
	once    sync.Once

	mu         sync.Mutex
	errs       []error
	done       int
	running    int
	mostAtOnce int
}

// NewPool starts n goroutines, at least one. Call Wait, or they stay for ever.
func NewPool(n int) *Pool {
	p := &Pool{jobs: make(chan func() error)}
	for range max(n, 1) {
		p.workers.Go(p.work)
	}
	return p
}

// Go has f run as soon as a goroutine is free, and waits until one has taken it. After Wait it panics, as there are
// no goroutines any more.
func (p *Pool) Go(f func() error) { p.jobs <- f }

// Wait waits until all functions have returned, ends the goroutines, and returns the functions' errors, joined. A panic is
// an error, too.
func (p *Pool) Wait() error {
	p.once.Do(func() { close(p.jobs) })
	p.workers.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	return errors.Join(p.errs...)
}

// MostAtOnce returns the most functions that ran at a time: the size of the pool, or fewer.
func (p *Pool) MostAtOnce() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.mostAtOnce
}

// Done returns how many functions have returned.
func (p *Pool) Done() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.done
}

func (p *Pool) work() {
	for f := range p.jobs {
		p.begin()
		p.end(guarded(f))
	}
}

func (p *Pool) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running++
	p.mostAtOnce = max(p.mostAtOnce, p.running)
}

func (p *Pool) end(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running--
	p.done++
	if err != nil {
		p.errs = append(p.errs, err)
	}
}

// guarded makes an error of a panic.
func guarded(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return f()
}

// Procs calls f while at most n goroutines can run at the very same moment, and then has it as before: Go's
// GOMAXPROCS. More than the computer has processors makes nothing faster. With n below 1, f runs as it is. It changes
// the whole program, so call it from one goroutine at a time.
func Procs(n int, f func()) {
	if n > 0 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
	}
	f()
}
