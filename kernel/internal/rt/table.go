package rt

import (
	"sync"
	"sync/atomic"
)

// This file finds the thread of a goroutine. Compiled code asks whenever it calls cell code, so what
// was found last in a bucket is remembered where it can be seen without a lock.

const buckets = 256

// table has the threads by goroutine. The zero value is empty.
type table struct {
	buckets [buckets]bucket
	size    atomic.Int64 // with those that will be added
}

type bucket struct {
	recent atomic.Pointer[Thread]

	mu    sync.Mutex
	first *Thread

	_ [40]byte // keeps neighbours off one cache line
}

// tableEntry is what a thread has for the table.
type tableEntry struct {
	g          atomic.Uintptr // the goroutine's key; 0 when the thread is in no table
	prev, next *Thread
}

func (tb *table) bucket(g uintptr) *bucket {
	const spread = 0x9E3779B97F4A7C15
	return &tb.buckets[uint64(g)*spread>>(64-8)]
}

// find returns the thread of the calling goroutine, whose key is g, or nil. Only a goroutine itself
// ends what its key means.
func (tb *table) find(g uintptr) *Thread {
	b := tb.bucket(g)
	b.mu.Lock()
	defer b.mu.Unlock()
	for t := b.first; t != nil; t = t.inTable.next {
		if t.inTable.g.Load() == g {
			b.recent.Store(t)
			return t
		}
	}
	return nil
}

// add makes t the thread of the calling goroutine. An earlier one of the same goroutine waits
// behind it.
func (tb *table) add(t *Thread, g uintptr) {
	b := tb.bucket(g)
	b.mu.Lock()
	defer b.mu.Unlock()
	e := &t.inTable
	e.g.Store(g)
	tb.size.Add(1)
	e.prev, e.next = nil, b.first
	if b.first != nil {
		b.first.inTable.prev = t
	}
	b.first = t
	b.recent.Store(t)
}

// remove is for the goroutine that has called add. It has no effect the second time.
func (tb *table) remove(t *Thread) {
	e := &t.inTable
	g := e.g.Load()
	if g == 0 {
		return
	}
	b := tb.bucket(g)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.recent.CompareAndSwap(t, nil)
	e.g.Store(0)
	tb.size.Add(-1)
	if e.prev != nil {
		e.prev.inTable.next = e.next
	} else {
		b.first = e.next
	}
	if e.next != nil {
		e.next.inTable.prev = e.prev
	}
	e.prev, e.next = nil, nil
}

// each visits the threads that are known now.
func (ts *Threads) each(visit func(*Thread)) {
	for i := range ts.table.buckets {
		for _, t := range ts.table.buckets[i].threads() {
			visit(t)
		}
	}
}

func (b *bucket) threads() (list []*Thread) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for t := b.first; t != nil; t = t.inTable.next {
		list = append(list, t)
	}
	return list
}
