package engine

import (
	"bytes"
	"runtime"
	"slices"
)

// This file looks at all goroutines of the process, those of compiled packages included, and says
// whether one of them could still do something by itself. It stops the world for it; so it is used
// only when everything known has been still for a while.

// mostGoroutines is the number of goroutines above which nobody looks: the world would stand for too long.
const mostGoroutines = 20_000

// allAsleep reports whether every goroutine but the calling one waits for another, apart from the
// kernel's own, which wait for the front. A goroutine that it does not understand counts as awake.
func allAsleep() bool {
	dump, ok := goroutines()
	if !ok {
		return false
	}
	_, others, _ := bytes.Cut(dump, paragraph)
	for len(others) > 0 {
		var g []byte
		g, others, _ = bytes.Cut(others, paragraph)
		if !asleep(g) {
			return false
		}
	}
	return true
}

var paragraph = []byte("\n\n")

// goroutines is what runtime.Stack tells about all of them at one moment.
func goroutines() (dump []byte, ok bool) {
	n := runtime.NumGoroutine()
	if n > mostGoroutines {
		return nil, false
	}
	for size := 2 << 10 * (n + 8); ; size *= 2 {
		dump = make([]byte, size)
		if used := runtime.Stack(dump, true); used < size {
			return dump[:used], true
		}
	}
}

// asleep judges one goroutine by its part of the dump.
func asleep(g []byte) bool {
	head, _, _ := bytes.Cut(g, []byte("\n"))
	state := stateOf(head)
	switch by := creator(g); {
	case state == "coroutine": // another goroutine resumes it
		return true
	case bytes.HasPrefix(by, []byte(spawner)):
		return slices.Contains(waitStates(), state)
	case by == nil && bytes.HasPrefix(head, []byte("goroutine 1 ")), bytes.HasPrefix(by, []byte("os/signal.Notify")), ofKernel(by):
		return slices.Contains(append(waitStates(), "IO wait", "syscall"), state)
	}
	return false
}

// computing reports whether a goroutine of a cell does not wait for anything.
func computing() bool {
	dump, _ := goroutines()
	for len(dump) > 0 {
		var g []byte
		g, dump, _ = bytes.Cut(dump, paragraph)
		head, _, _ := bytes.Cut(g, []byte("\n"))
		if state := stateOf(head); (state == "running" || state == "runnable") && bytes.HasPrefix(creator(g), []byte(spawner)) {
			return true
		}
	}
	return false
}

// spawner is what starts the goroutines of cells.
const spawner = "github.com/gopherloop/gopherloop/kernel/internal/rt.(*Threads).spawn"

// ofKernel reports whether a function that has started a goroutine is the kernel's own.
func ofKernel(name []byte) bool {
	return bytes.HasPrefix(name, []byte("github.com/gopherloop/gopherloop/kernel/")) || bytes.HasPrefix(name, []byte("main."))
}

// waitStates are the states of goroutines that only another one wakes.
func waitStates() []string {
	return []string{
		"chan receive", "chan send", "select", "chan receive (nil chan)", "chan send (nil chan)", "select (no cases)",
		"semacquire", "sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock", "sync.WaitGroup.Wait", "sync.Cond.Wait",
	}
}

// stateOf is the state in "goroutine 7 [select, 2 minutes]:".
func stateOf(head []byte) string {
	_, rest, _ := bytes.Cut(head, []byte("["))
	end := bytes.IndexAny(rest, ",]")
	if end < 0 {
		return ""
	}
	return string(rest[:end])
}

// creator is the function that has started a goroutine, nil if that is not told.
func creator(g []byte) []byte {
	const by = "\ncreated by "
	i := bytes.LastIndex(g, []byte(by))
	if i < 0 {
		return nil
	}
	name, _, _ := bytes.Cut(g[i+len(by):], []byte("\n"))
	name, _, _ = bytes.Cut(name, []byte(" in goroutine "))
	return name
}
