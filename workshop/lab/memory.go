package lab

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Memory is what a function did to the memory of the program.
//
// It counts what is on the heap and the stacks of goroutines. The numbers are those of the whole program: what other
// goroutines do meanwhile is counted, and a few KB are the measuring's own. So they
// differ a little from run to run; as text they are rounded.
type Memory struct {
	Live      Bytes // more in use afterwards than before: what f has made and still can be reached
	Allocated Bytes // asked for in total, whether it is still there or not
	Peak      Bytes // the most that was in use at a time, above what was in use before
	Objects   int   // how many pieces were asked for
}

// String is for instance "8.0 MB live, 42 MB allocated, peak 18 MB".
func (m Memory) String() string {
	return m.Live.String() + " live, " + m.Allocated.String() + " allocated, peak " + m.Peak.String()
}

// Mem calls f and says what that did to the memory. What f is to leave behind must be kept in a variable outside of it:
//
//	var nums []int
//	m := lab.Mem(func() { nums = make([]int, 1_000_000) }) // m.Live is 8.0 MB
//
// While f runs garbage is collected much more often than usual, so that Peak has only some MB of it in it; that makes f
// slower, so measure its time apart. The peak is found by looking many times a second: one that
// is shorter may be missed. Measure one thing at a time.
func Mem(f func()) Memory {
	m, _ := weigh(f)
	return m
}

// MemEach says how much memory one of many things takes, itself and what it refers to: make is called n times, with 0
// to n-1, and what it returns is kept until all are there. With n of a thousand or more the result is good to a few
// bytes.
func MemEach[T any](n int, make func(i int) T) Bytes {
	if n < 1 {
		return 0
	}
	kept := slots[T](n)
	before := settle()
	for i := range kept {
		kept[i] = make(i)
	}
	after := settle()
	runtime.KeepAlive(kept)
	return max(0, (after.inUse()-before.inUse())/Bytes(n))
}

func slots[T any](n int) []T { return make([]T, n) }

// weigh is Mem, and also returns the most goroutines that there were.
func weigh(f func()) (Memory, int) {
	before := settle()
	defer debug.SetGCPercent(debug.SetGCPercent(before.percent(4 * MB)))
	w := startWatch()
	func() {
		defer w.stop()
		f()
	}()
	end := readMemory()
	after := settle()
	peak := max(w.most, end.inUse(), after.inUse())
	return Memory{
		Live:      max(0, after.inUse()-before.inUse()),
		Allocated: Bytes(end.stats.TotalAlloc - before.stats.TotalAlloc),
		Peak:      max(0, peak-before.inUse()),
		Objects:   int(end.stats.Mallocs - before.stats.Mallocs),
	}, w.goroutines
}

// A reading is exact, but stops the program for a moment.
type reading struct{ stats runtime.MemStats }

func (r *reading) inUse() Bytes { return Bytes(r.stats.HeapAlloc + r.stats.StackInuse) }

// percent is how much of the heap may be garbage, for it to be so many bytes.
func (r *reading) percent(garbage Bytes) int {
	return int(min(100, max(1, 100*garbage/Bytes(r.stats.HeapAlloc+1))))
}

func readMemory() *reading {
	r := new(reading)
	runtime.ReadMemStats(&r.stats)
	return r
}

// settle collects garbage until the memory in use has stopped falling, and then reads. What has a cleanup goes only
// when that has run: a generator that was dropped is ended by it, and its stack is free after the next collection. So it takes
// some rounds, and pauses for the cleanups, but no more than patience.
func settle() *reading {
	const calm, patience = 2, time.Second
	least, goroutines := Bytes(math.MaxInt64), math.MaxInt
	r := new(reading)
	for quiet, end := 0, time.Now().Add(patience); quiet < calm && time.Now().Before(end); {
		runtime.GC()
		time.Sleep(time.Millisecond)
		runtime.ReadMemStats(&r.stats)
		now, n := r.inUse(), runtime.NumGoroutine()
		quiet++
		if now < least-KB || n < goroutines {
			quiet = 0
		}
		least, goroutines = min(least, now), min(goroutines, n)
	}
	return r
}

// A watch looks how much memory is in use while something else runs.
type watch struct {
	done, ended chan struct{}
	samples     []metrics.Sample
	most        Bytes
	goroutines  int
}

func startWatch() *watch {
	w := &watch{done: make(chan struct{}), ended: make(chan struct{}), samples: []metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/memory/classes/heap/stacks:bytes"},
	}}
	own := runtime.NumGoroutine() + 1
	go w.run(own)
	return w
}

// run looks often at first, so that short work is not missed, and then every 5 ms.
func (w *watch) run(own int) {
	defer close(w.ended)
	for pause := 100 * time.Microsecond; ; pause = min(pause*5/4, 5*time.Millisecond) {
		w.look(own)
		select {
		case <-w.done:
			return
		case <-time.After(pause):
		}
	}
}

func (w *watch) look(own int) {
	metrics.Read(w.samples)
	w.most = max(w.most, Bytes(w.samples[0].Value.Uint64()+w.samples[1].Value.Uint64()))
	w.goroutines = max(w.goroutines, runtime.NumGoroutine()-own)
}

// stop returns when the watch has ended.
func (w *watch) stop() {
	close(w.done)
	<-w.ended
}
