package vm

import (
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has the parts of instructions that call something. They return what the
// loop goes on with, so that it need not keep it across the call (see ops.def).

//go:noinline
func act(f *frame, in *Instr) (*frame, *Instr) {
	f.ip = next(in)
	f.th.cur = f
	(*(*Action)(at(f, int32(in.d)*wordSize)))(f, in)
	if f.th.cur != f {
		return f.th.goneOn(f)
	}
	return f, next(in)
}

//go:noinline
func change(f *frame, in *Instr) *frame {
	f.ip = next(in)
	f.th.cur = f
	return (*(*Switch)(at(f, int32(in.d)*wordSize)))(f, in)
}

// restock makes a frame of fn available and lets the call be executed again.
//
//go:noinline
func restock(f *frame, in *Instr, fn *Func) (*frame, *Instr) {
	th := f.th
	if f.depth >= th.limit {
		th.overflow(f, in)
	}
	for fn.id >= len(th.pools) {
		th.pools = append(th.pools, nil)
	}
	if th.pools[fn.id] == nil {
		if !th.affords(f, fn) {
			th.overflow(f, in)
		}
		th.pools[fn.id] = fn.newFrame(th)
	}
	return f, in
}

// changeEnv gives cf, the next frame of its pool, another env and lets the call be
// executed again.
//
//go:noinline
func changeEnv(f *frame, in *Instr, cf *frame, env ptr) (*frame, *Instr) {
	cf.setEnv(env)
	return f, in
}

// callOther calls a func value that the signature's own shim has not made.
//
//go:noinline
func callOther(f *frame, in *Instr) (*frame, *Instr) {
	ip := next(in)
	s := (*Signature)(*(*ptr)(at(f, int32(in.d)*wordSize)))
	fn, env := s.other(*(*ptr)(at(f, in.b)))
	f.ip = ip
	if fn == s.stub && s.predicate && in.op == opCallV0 {
		callPredicate(f, in, env)
		return f, ip
	}
	cf := fn.take(f)
	if cf.env != env {
		cf.setEnv(env)
	}
	switch in.op {
	case opCallV:
		_, _, ip = pass(f, cf, ip, 0)
	case opCallVW:
		*(*int64)(at(cf, headerSize)) = *(*int64)(at(f, in.c))
	case opCallVP:
		*(*ptr)(at(cf, headerSize)) = *(*ptr)(at(f, in.c))
	}
	f.ip = ip
	return cf, fn.entry
}

// callPredicate calls a Go func() bool without a frame for its stub. Those of iter.Pull are
// called for each value: a third of what a step takes went into the stub.
func callPredicate(f *frame, in *Instr, fn ptr) {
	f.th.cur = f
	ok := (*(*func() bool)(ptr(&fn)))()
	f.th.returned(f)
	if in.a != 0 {
		*(*int64)(at(f, in.a)) = truth(ok)
	}
}

// pass moves arguments into a callee's frame, up to the nop, and returns the
// instruction after that. The parameters are shift bytes behind where the instructions say.
//
//go:noinline
func pass(f, cf *frame, ip *Instr, shift int32) (*frame, *frame, *Instr) {
	for {
		in := ip
		ip = next(ip)
		switch in.op {
		case opMovW:
			*(*int64)(at(cf, in.a+shift)) = *(*int64)(at(f, in.b))
		case opMovP:
			*(*ptr)(at(cf, in.a+shift)) = *(*ptr)(at(f, in.b))
		case opMovS:
			*(*string)(at(cf, in.a+shift)) = *(*string)(at(f, in.b))
		case opMovL:
			*(*sliceHeader)(at(cf, in.a+shift)) = *(*sliceHeader)(at(f, in.b))
		case opMovE:
			*(*iface)(at(cf, in.a+shift)) = *(*iface)(at(f, in.b))
		case opMov2:
			*(*twoWords)(at(cf, in.a+shift)) = *(*twoWords)(at(f, in.b))
		case opMovM:
			typedmemmove(*(*ptr)(at(f, in.c)), at(cf, in.a+shift), at(f, in.b))
		default:
			return f, cf, ip
		}
	}
}

//go:noinline
func moveMemory(f *frame, in *Instr) (*frame, *Instr) {
	typedmemmove(*(*ptr)(at(f, in.c)), at(f, in.a), at(f, in.b))
	return f, next(in)
}

//go:noinline
func clearMemory(f *frame, in *Instr) (*frame, *Instr) {
	typedmemclr(*(*ptr)(at(f, in.c)), at(f, in.a))
	return f, next(in)
}

//go:noinline
func loadMemory(f *frame, in *Instr, p ptr) (*frame, *Instr) {
	typedmemmove(*(*ptr)(at(f, in.c)), at(f, in.a), p)
	return f, next(in)
}

//go:noinline
func storeMemory(f *frame, in *Instr, p ptr) (*frame, *Instr) {
	typedmemmove(*(*ptr)(at(f, in.c)), p, at(f, in.a))
	return f, next(in)
}

//go:noinline
func fetchMemory(f *frame, in *Instr) (*frame, *Instr) {
	typedmemmove(*(*ptr)(at(f, in.c)), at(f, in.a), at(f.th.left, in.b))
	return f, next(in)
}

//go:noinline
func concatenate(f *frame, in *Instr) (*frame, *Instr) {
	x, y := *(*string)(at(f, in.b)), *(*string)(at(f, in.c))
	if n := len(x) + len(y); n >= rt.LargeAllocation {
		f.ip, f.th.cur = next(in), f
		f.th.rt.Take(int64(n))
	}
	*(*string)(at(f, in.a)) = x + y
	return f, next(in)
}

//go:noinline
func divideComplex(f *frame, in *Instr) (*frame, *Instr) {
	*(*complex128)(at(f, in.a)) = *(*complex128)(at(f, in.b)) / *(*complex128)(at(f, in.c))
	return f, next(in)
}

//go:noinline
func divideComplex64(f *frame, in *Instr) (*frame, *Instr) {
	*(*complex64)(at(f, in.a)) = *(*complex64)(at(f, in.b)) / *(*complex64)(at(f, in.c))
	return f, next(in)
}

func stringsAre(x, y string, op uint16) bool {
	switch op {
	case opEqS:
		return x == y
	case opNeS:
		return x != y
	case opLtS:
		return x < y
	}
	return x <= y
}

//go:noinline
func compareStrings(f *frame, in *Instr, op uint16) (*frame, *Instr) {
	*(*int64)(at(f, in.a)) = truth(stringsAre(*(*string)(at(f, in.b)), *(*string)(at(f, in.c)), op))
	return f, next(in)
}

//go:noinline
func branchStrings(f *frame, in *Instr, op uint16) (*frame, *Instr) {
	if stringsAre(*(*string)(at(f, in.b)), *(*string)(at(f, in.c)), op) {
		return f, (*Instr)(unsafe.Add(ptr(next(in)), in.a))
	}
	return f, next(in)
}

//go:noinline
func allocate(f *frame, in *Instr) (*frame, *Instr) {
	*(*ptr)(at(f, in.a)) = newObject(*(*ptr)(at(f, in.c)))
	return f, next(in)
}

// growSlice is append to a slice without room.
//
//go:noinline
func growSlice(f *frame, in *Instr) (*frame, *Instr) {
	h := growslice(*(*ptr)(at(f, int32(in.d)*wordSize)), *(*sliceHeader)(at(f, in.b)), 1)
	if in.op == opAppW {
		*(*int64)(unsafe.Add(h.p, h.n*8)) = *(*int64)(at(f, in.c))
	} else {
		*(*ptr)(unsafe.Add(h.p, h.n*8)) = *(*ptr)(at(f, in.c))
	}
	h.n++
	*(*sliceHeader)(at(f, in.a)) = h
	return f, next(in)
}
