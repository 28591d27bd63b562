package vm

import (
	"reflect"
	"runtime"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file notices that a goroutine is about to write a map which another one uses, or to use one that another one
// writes. Go's own maps notice it when it has happened: the map may be broken then, and the process ends. Here it ends
// the cell before the map has been touched, and all values stay.
//
// What compiled code does with maps (json.Marshal, fmt.Println) is left to Go. As long as there is one goroutine that
// costs a look at a number; among several an access takes 10 to 15 ns more.

// mapUses are the accesses that are going on. A map is in the slot that its address says. When another map is in it, an
// access waits, as long as the other one takes: nothing in it can block. Of several readers of one map only one is noted.
type mapUses [64]mapSlot

type mapSlot struct {
	now atomic.Pointer[mapUse]
	_   [56]byte // keeps neighbours off one cache line
}

// A mapUse is what a goroutine does with a map. Each thread has one, and uses it again: while it is in a slot, it
// holds.
type mapUse struct {
	key uintptr // the map and the usage in one word, so that nobody sees one of them without the other
	f   *frame
	by  *mapUser
}

const usageBits = 3 // a map is at a multiple of 8

// usage is how a map is used.
type usage uintptr

const (
	writing usage = iota
	reading
	looping
)

// meeting is what Go calls it when a map is used in one way while somebody writes it.
func (how usage) meeting() string {
	return [...]string{"concurrent map writes", "concurrent map read and map write", "concurrent map iteration and map write"}[how]
}

func (how usage) doing() string { return [...]string{"writing", "reading", "looping over"}[how] }

// A mapUser is a place in the source that uses maps.
type mapUser struct {
	threads *rt.Threads
	uses    *mapUses
	at      rt.Place
}

func (c *compiler) mapUser() *mapUser {
	return &mapUser{c.m.opts.Threads, &c.m.uses, rt.Place{Fn: c.m.info(c.f, c.load.files), At: c.at}}
}

// alone reports whether no other goroutine could use a map.
func (u *mapUser) alone() bool { return !u.threads.Several() }

func (u *mapUser) slot(m ptr) *mapSlot {
	const spread = 0x9E3779B97F4A7C15
	return &u.uses[uint64(uintptr(m))*spread>>(64-6)]
}

// begin notes a use of m until end is called with the result, or ends the cell.
func (u *mapUser) begin(f *frame, m ptr, how usage) *mapSlot {
	slot := u.slot(m)
	mine := &f.th.use
	mine.note(f, m, u, how)
	const spins = 16
	for tries := 1; !slot.now.CompareAndSwap(nil, mine); tries++ {
		if other := slot.now.Load(); other != nil && other.meets(f.th, m, how) {
			return nil
		}
		if tries%spins == 0 {
			runtime.Gosched()
		}
	}
	return slot
}

func (s *mapSlot) end() {
	if s != nil {
		s.now.Store(nil)
	}
}

// meets reports whether x is about m. It ends the cell if th must not do with m what it wants.
func (x *mapUse) meets(th *thread, m ptr, how usage) bool {
	is := x.seen()
	if is.key&^usageBits != uintptr(m) {
		return false
	}
	if theirs := usage(is.key & usageBits); how == writing || theirs == writing {
		th.rt.Collided(max(how, theirs).meeting(), is.f.th.rt, is.places(), theirs.doing())
	}
	return true
}

// note and seen are about a mapUse that others may look at, or that may be changed, in this moment. Whoever has found it
// in a slot, and sees the next use already, compares with a map that this goroutine uses by now.
//
//go:norace
func (x *mapUse) note(f *frame, m ptr, by *mapUser, how usage) {
	x.f, x.by, x.key = f, by, uintptr(m)|uintptr(how)
}

//go:norace
func (x *mapUse) seen() mapUse { return mapUse{x.key, x.f, x.by} }

// places are where the map is used, and the calls that have led there: the use may be that of a library's function. Those
// are a look at frames of another goroutine.
//
//go:norace
func (x mapUse) places() (places []rt.Place) {
	defer func() {
		if recover() != nil {
			places = places[:1]
		}
	}()
	const most = 20
	places = append(places, x.by.at)
	return x.f.parent.peek(places, most)
}

// The uses themselves: get is m[k], set is m[k] = x, change is m[k] op= x, remove is delete(m, k), clear is clear(m),
// advance looks for the next entry in a loop. What is to be done among several goroutines has functions of its own: those that
// defer are slow to enter.

func (u *mapUser) get(f *frame, s *mapShape, m, k ptr) ptr {
	if u.alone() || m == nil {
		return s.get(m, k)
	}
	return u.getNoted(f, s, m, k)
}

func (u *mapUser) getNoted(f *frame, s *mapShape, m, k ptr) ptr {
	defer u.begin(f, m, reading).end()
	return s.get(m, k)
}

func (u *mapUser) set(f *frame, s *mapShape, m, k, x ptr) {
	if u.alone() {
		s.set(m, k, x)
	} else {
		u.setNoted(f, s, m, k, x)
	}
}

func (u *mapUser) setNoted(f *frame, s *mapShape, m, k, x ptr) {
	defer u.begin(f, m, writing).end()
	s.set(m, k, x)
}

// An adder adds x to an entry, or subtracts it.
type adder func(entry, x ptr, sub bool)

func (u *mapUser) change(f *frame, s *mapShape, m, k, x ptr, sub bool, add adder) {
	defer u.begin(f, m, writing).end()
	add(s.entry(m, k), x, sub)
}

func (u *mapUser) remove(f *frame, s *mapShape, m, k ptr) {
	if m != nil && !u.alone() {
		defer u.begin(f, m, writing).end()
	}
	s.remove(m, k)
}

func (u *mapUser) clear(f *frame, m reflect.Value) {
	if !m.IsNil() && !u.alone() {
		defer u.begin(f, m.UnsafePointer(), writing).end()
	}
	m.Clear()
}

func (u *mapUser) advance(f *frame, l *mapLoop) bool {
	if u.alone() || l.m == nil {
		return l.it.Next()
	}
	return u.advanceNoted(f, l)
}

func (u *mapUser) advanceNoted(f *frame, l *mapLoop) bool {
	defer u.begin(f, l.m, looping).end()
	return l.it.Next()
}
