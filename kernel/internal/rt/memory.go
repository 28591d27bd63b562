package rt

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
)

// A Memory is how much memory the process may take. Its methods are safe from any goroutine. Go knows no such
// limit: it takes what it is asked for, until the system kills the process or stores its memory on disk.
type Memory struct {
	limit atomic.Int64
}

// NoLimit lets a process take what it can get.
const NoLimit = math.MaxInt64

// NewMemory returns an account with a limit in bytes.
func NewMemory(limit int64) *Memory {
	m := &Memory{}
	m.limit.Store(limit)
	return m
}

// Limit returns the limit; NoLimit if there is none.
func (m *Memory) Limit() int64 { return m.limit.Load() }

// SetLimit changes the limit, and makes Go collect garbage more eagerly when that comes near.
func (m *Memory) SetLimit(limit int64) {
	m.limit.Store(limit)
	if limit != NoLimit {
		limit -= limit / 10
	}
	debug.SetMemoryLimit(limit)
}

// Used returns what the process has taken and cannot use for something else: objects, garbage that has not
// been collected, stacks, and what Go needs for itself.
func (m *Memory) Used() int64 {
	samples := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(samples)
	var n [3]int64
	for i, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			n[i] = int64(s.Value.Uint64())
		}
	}
	return n[0] - n[1] - n[2]
}

// Cycles returns how often Go has collected garbage so far.
func (m *Memory) Cycles() uint64 {
	s := []metrics.Sample{{Name: "/gc/cycles/total:gc-cycles"}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return s[0].Value.Uint64()
}

// fits reports whether there is room for so many bytes more, if need be after a collection.
func (m *Memory) fits(bytes int64) bool {
	limit := m.Limit()
	if limit == NoLimit || bytes > limit {
		return limit == NoLimit
	}
	if bytes <= limit-m.Used() {
		return true
	}
	runtime.GC()
	return bytes <= limit-m.Used()
}

// LargeAllocation is the size of objects from which on Thread.Take is to be asked before they are made.
// Smaller ones add up slowly enough for whoever watches the whole.
const LargeAllocation = 1 << 20

// An OutOfMemory is the reason of a cell that took more memory than there may be.
type OutOfMemory struct {
	Limit int64
	Asked int64 // the size of the object that was too large; 0 if many objects were together
	Trace []Frame
}

func (o *OutOfMemory) Error() string {
	if o.Asked > 0 {
		return fmt.Sprintf("out of memory: the program asked for %d bytes at once, and the limit is %d", o.Asked, o.Limit)
	}
	return fmt.Sprintf("out of memory: the program has taken %d bytes, which is the limit", o.Limit)
}

// Take is asked before a large object is made. If there is no memory for it, the cell ends, as a program does
// whose request the system refuses.
func (t *Thread) Take(bytes int64) {
	m := t.threads.opts.Memory
	if m == nil || m.fits(bytes) {
		return
	}
	t.cell.Stop(&OutOfMemory{Limit: m.Limit(), Asked: bytes, Trace: t.Traceback()})
	runtime.Goexit()
}

// TakeElements is Take for n elements of a size, which both may be nonsense.
func (t *Thread) TakeElements(n, size int64) {
	if n <= 0 || size <= 0 || n > 1<<47/size {
		return // make says so
	}
	if n*size >= LargeAllocation {
		t.Take(n * size)
	}
}

// OutOfMemory stops the cell that runs or, if there is none that has not been stopped, all that have
// goroutines.
func (ts *Threads) OutOfMemory() {
	reason := &OutOfMemory{Limit: ts.opts.Memory.Limit()}
	if c := ts.current.Load(); c != nil && !c.Ended() && !c.Stopped() {
		c.Stop(reason)
		return
	}
	ts.StopAll(reason)
}
