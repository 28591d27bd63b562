package main

import (
	"time"

	"github.com/gopherloop/gopherloop/kernel/test/bench/programs"
)

// A runner runs one program again and again. Each run returns the checksum and how long the
// measured part took.
type runner interface {
	run() (sum int, took time.Duration, err error)
	close() error
}

// native is a compiled program.
type native struct{ program func() int }

func newNative(r row, n int) native { return native{programs.Native(r.program)(n)} }

func (p native) run() (int, time.Duration, error) {
	began := time.Now()
	sum := p.program()
	return sum, time.Since(began), nil
}

func (native) close() error { return nil }
