package vm

import (
	"go/token"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// thread is what the machine keeps of an rt.Thread: the pools of frames, and the frame
// that was running when the machine was last left.
type thread struct {
	m     *Machine
	rt    *rt.Thread
	stop  *atomic.Bool
	cur   *frame // innermost frame of the innermost segment
	left  *frame // the callee whose results are being fetched
	limit int32
	bytes int64 // that the frames take, those in the pools included
	pools []*frame
	root  frame // the caller, for depth, of the first frame
	inner *segment
	spare *segment // by outer
	turn  *frame   // where to go on instead of the frame that has called Go code
	host  *host    // whose goroutine this is
	use   mapUse

	job      *Func // what a new goroutine begins with
	jobEnv   ptr
	cases    []chanCase // of the select statement being executed
	waitsFor []uintptr
}

// segment is the part of the stack from a call by Go code on.
type segment struct {
	t     *thread
	base  *frame
	outer *segment
	cur   *frame // the outer segment's innermost frame
	mark  int
	level int // how many segments there are below

	co *coroutine // whose frames are running, if any

	shield int       // for rt.Thread.Unshield
	failed *rt.Panic // what the segment ends with, after its last frame
}

// thread returns the machine's part of the calling goroutine's thread.
func (m *Machine) thread() *thread {
	r := m.opts.Threads.Current()
	if t, ok := r.Tier.(*thread); ok {
		return t
	}
	t := m.spareThread()
	t.rt, t.stop = r, r.StopFlag()
	r.Tier = t
	return t
}

// spareThread returns a thread for a goroutine that has none.
func (m *Machine) spareThread() *thread {
	t, ok := m.spare.Get().(*thread)
	if !ok {
		t = &thread{m: m, limit: int32(m.opts.MaxDepth)}
		t.root.th = t
	}
	return t
}

// returned notes that Go code which f has called is back. It may have recovered panics of
// functions that it has called, whose frames are gone. act does this when segments were left over;
// actions that call Go code which may run functions on Yaegi do it in any case.
func (t *thread) returned(f *frame) {
	s := t.inner
	if s != nil && t.rt.Top == s.mark+1 && t.cur == f {
		return
	}
	for s != nil && s.mark >= t.rt.Top || s != nil && !s.has(f) {
		s = s.outer
	}
	if s != nil {
		t.inner, t.cur = s, f
		t.rt.DropTo(s.mark)
	}
}

// goneOn is where to go on after f has called Go code.
func (t *thread) goneOn(f *frame) (*frame, *Instr) {
	if g := t.turn; g != nil {
		t.turn = nil
		return g, g.ip
	}
	t.returned(f)
	return f, f.ip
}

// has reports whether f is the innermost frame of s, or a caller of it.
func (s *segment) has(f *frame) bool {
	for f.parent != nil {
		f = f.parent
	}
	return f == s.base
}

// heal forgets the segments that a panic or Goexit has left.
func (t *thread) heal() {
	for t.inner != nil && t.inner.mark >= t.rt.Top {
		t.cur, t.inner = t.inner.cur, t.inner.outer
	}
}

// caller is the frame that a call by Go code counts as made from.
func (t *thread) caller() *frame {
	t.root.depth = 0
	if t.cur != nil {
		t.root.depth = t.cur.depth
	}
	return &t.root
}

// run executes f, the frame of a function with its parameters set, which Go code calls. When it
// returns, the results are in f. A panic that nobody inside recovers goes on.
func (t *thread) run(f *frame) {
	f.parent = nil
	if t.inner != nil && t.inner.level >= min(maxSegments, t.m.opts.MaxDepth) {
		t.rt.Overflow()
	}
	s := t.segment()
	s.base, s.outer, s.cur, s.level, s.co = f, t.inner, t.cur, 0, nil
	if s.outer != nil {
		s.level = s.outer.level + 1
	}
	f.ip = f.fn.entry
	t.cur = f
	s.mark, s.shield = t.rt.EnterSegment(s)
	t.inner = s
	for at := f; at != nil; {
		at = t.guarded(s, at)
	}
	t.inner, t.cur = s.outer, s.cur
	t.rt.LeaveSegment(s.mark, s.shield)
	p := s.takeFailed()
	s.base, s.outer, s.cur = nil, t.spare, nil
	t.spare = s
	if p != nil {
		t.rt.Repanic(p)
	}
}

// maxSegments limits recursion through compiled code (a method String that prints its own receiver),
// which takes Go's stack: up to 20 kB a level were seen, and Go ends the process at 1 GB.
const maxSegments = 10_000

// segment takes one that is not in use.
func (t *thread) segment() *segment {
	s := t.spare
	if s == nil {
		return &segment{t: t}
	}
	t.spare = s.outer
	return s
}

// done ends a call by Go code after the results have been taken out of f.
func (t *thread) done(f *frame) {
	put(f)
	if t.inner == nil && t.rt.Guest() {
		t.rt.Tier = nil
		t.rt = nil
		t.m.spare.Put(t)
	}
}

// guarded runs the loop and returns nil when f's segment is over, or the frame to go on in
// after a panic.
func (t *thread) guarded(s *segment, f *frame) (next *frame) {
	returned := false
	defer func() {
		if returned {
			return
		}
		next = t.unwind(s, t.rt.Caught(recover()))
	}()
	loop(f, f.ip, t.stop)
	returned = true
	return nil
}

// Frames implements rt.Segment.
func (s *segment) Frames(visit func(*rt.FuncInfo, token.Pos) bool) {
	for f := s.innermost(); f != nil; f = f.parent {
		if f.fn.info != nil && !visit(f.fn.info, f.fn.pos(f.ip)) {
			return
		}
	}
}

// Deferred implements rt.Segment.
func (s *segment) Deferred(visit func(*rt.FuncInfo, token.Pos)) *rt.Panic {
	for f := s.innermost(); f != nil; f = f.parent {
		switch {
		case f.fn == s.t.m.unwinder && unwindingOf(f).p != nil:
			return unwindingOf(f).p
		case f.fn.info != nil:
			visit(f.fn.info, f.fn.pos(f.ip))
		}
	}
	return nil
}

// Peek implements rt.Segment.
//
//go:norace
func (s *segment) Peek(most int) (places []rt.Place) {
	f := s.t.cur
	for in := s.t.inner; in != nil && in != s; in = in.outer {
		f = in.cur
	}
	return f.peek(places, most)
}

// peek adds the places of f and its callers, up to so many in all. The frames may be another goroutine's, which goes on.
//
//go:norace
func (f *frame) peek(places []rt.Place, most int) []rt.Place {
	for ; f != nil && len(places) < most; f = f.parent {
		if f.fn.info != nil {
			places = append(places, rt.Place{Fn: f.fn.info, At: f.fn.pos(f.ip)})
		}
	}
	return places
}

// Innermost implements rt.Segment.
func (s *segment) Innermost() (*rt.FuncInfo, token.Pos) {
	for f := s.innermost(); f != nil; f = f.parent {
		if f.fn.info != nil {
			return f.fn.info, f.fn.pos(f.ip)
		}
	}
	return nil, token.NoPos
}

// Outermost implements rt.Segment.
func (s *segment) Outermost() (*rt.FuncInfo, token.Pos) {
	return s.base.fn.info, s.base.fn.pos(s.base.ip)
}

// Depth implements rt.Segment.
func (s *segment) Depth() int {
	if f := s.innermost(); f != nil {
		return int(f.depth)
	}
	return 0
}

// innermost is the frame that s is in.
func (s *segment) innermost() *frame {
	f := s.t.cur
	for in := s.t.inner; in != nil && in != s; in = in.outer {
		f = in.cur
	}
	return f
}

// The faults note where they happen: before ip in f.

func (t *thread) raise(f *frame, ip *Instr, err error) {
	f.ip = ip
	t.cur = f
	t.rt.Panic(err)
}

//go:noinline
func nilFault(f *frame, ip *Instr) { f.th.raise(f, ip, rt.NilDereference()) }

//go:noinline
func divideFault(f *frame, ip *Instr) { f.th.raise(f, ip, rt.DivideByZero()) }

//go:noinline
func shiftFault(f *frame, ip *Instr) { f.th.raise(f, ip, rt.NegativeShift()) }

//go:noinline
func indexFault(f *frame, ip *Instr, i, n int) {
	if i < 0 && f.fn.unsigned[f.fn.index(ip)] {
		f.th.raise(f, ip, rt.IndexErrorUint(uint64(i), n))
	}
	f.th.raise(f, ip, rt.IndexError(int64(i), n))
}

// index is the number of the instruction before ip.
func (fn *Func) index(ip *Instr) int32 {
	return int32((uintptr(ptr(ip))-uintptr(ptr(fn.entry)))/uintptr(instrSize)) - 1
}

// stopped ends the goroutine of a cell that has been stopped.
//
//go:noinline
func stopped(f *frame, ip *Instr) {
	f.ip = ip
	f.th.cur = f
	f.th.rt.End()
}

// overflow ends the cell at a call that goes too deep: that of in, or one by Go code.
func (t *thread) overflow(f *frame, in *Instr) {
	if f != &t.root {
		f.ip = next(in)
		t.cur = f
	}
	t.rt.Overflow()
}
