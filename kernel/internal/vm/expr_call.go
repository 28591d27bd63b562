package vm

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// This file has calls of functions of ours and of function values, and closures.

func (c *compiler) call(e *ir.Call, dst int32) int32 {
	ce := c.callee(e.Func, e.At)
	args := c.args(e.Args)
	c.emitCall("call", ce.sig, 0, c.pointer(ptr(ce)), args, &dst)
	return dst
}

func (c *compiler) callValue(e *ir.CallValue, dst int32) int32 {
	fn := c.expr(e.Fn, 0)
	args := c.args(e.Args)
	sig := c.m.signature(e.Fn.Type())
	c.emitCall("callV", sig, fn, c.pointer(ptr(sig)), args, &dst)
	return dst
}

func (c *compiler) args(es []ir.Expr) []int32 {
	args := make([]int32, len(es))
	for i, e := range es {
		args[i] = c.expr(e, 0)
	}
	return args
}

// emitCall emits a call whose only result, if there is exactly one, goes to *dst. Several results
// stay in the callee's frame: see fetch. It consumes resEnd for calls without a place for results.
func (c *compiler) emitCall(kind string, sig *Signature, fn, target int32, args []int32, dst *int32) {
	a := int32(0)
	if len(sig.out) == 1 {
		if *dst == 0 {
			*dst = c.temp(sig.out[0].words)
		}
		a = *dst
	}
	name := kind
	if form, ok := c.shortForm(kind, sig); ok {
		b, z := fn, int32(0)
		operands := args
		if kind == "call" {
			operands = append(args, 0, 0)
			b, z = operands[0], operands[1]
		} else if len(args) > 0 {
			z = args[0]
		}
		c.emit(c.op(kind+form), c.inWords(target), a, b, z)
	} else {
		c.emit(c.op(name), c.inWords(target), 0, fn, 0)
		for i, x := range sig.in {
			c.argument(x, args[i])
		}
		c.emit(opNop, 0, a, 0, 0)
	}
	if len(sig.out) == 1 && sig.single() == 0 {
		c.fetch(sig, []int32{a})
	}
}

// argument emits a move into the callee's frame, which the call before it executes.
func (c *compiler) argument(x slot, src int32) {
	t := int32(0)
	op := "mov" + string(x.class)
	if x.class == 'M' {
		t = c.typ(x.t)
	}
	c.ins(op, x.off, src, t)
}

// shortForm is the form of a call with its arguments in the instruction.
func (c *compiler) shortForm(kind string, sig *Signature) (string, bool) {
	limit := 1 // the other operand is what is called
	if kind == "call" {
		limit = 2
	}
	if len(sig.in) > limit {
		return "", false
	}
	form := ""
	for _, x := range sig.in {
		if x.class != 'W' && x.class != 'P' {
			return "", false
		}
		form += string(x.class)
	}
	if form == "" {
		form = "0"
	}
	return form, true
}

// fetch takes results that a callee has left in its frame, and releases that. A place 0
// is for a result that nobody wants.
func (c *compiler) fetch(sig *Signature, to []int32) {
	for i, x := range sig.out {
		switch {
		case to == nil || to[i] == 0:
		case x.class == 'M':
			c.ins("resM", to[i], x.off, c.typ(x.t))
		default:
			c.ins("res"+string(x.class), to[i], x.off, 0)
		}
	}
	c.ins("resEnd", 0, 0, 0)
}

// callDiscard emits a call whose results nobody wants.
func (c *compiler) callDiscard(e ir.Expr) {
	dst := int32(0)
	switch e := e.(type) {
	case *ir.Call:
		ce := c.callee(e.Func, e.At)
		args := c.args(e.Args)
		c.emitCall("call", ce.sig, 0, c.pointer(ptr(ce)), args, &dst)
		c.drop(ce.sig)
	case *ir.CallValue:
		fn := c.expr(e.Fn, 0)
		args := c.args(e.Args)
		sig := c.m.signature(e.Fn.Type())
		c.emitCall("callV", sig, fn, c.pointer(ptr(sig)), args, &dst)
		c.drop(sig)
	default:
		c.moreDiscard(e)
	}
}

// drop releases the callee's frame when several results are not wanted.
func (c *compiler) drop(sig *Signature) {
	if len(sig.out) > 1 {
		c.fetch(sig, nil)
	}
}

// callMulti emits a call with several results into places; 0 is blank.
func (c *compiler) callMulti(e ir.Expr, to []int32) {
	dst := int32(0)
	switch e := e.(type) {
	case *ir.Call:
		ce := c.callee(e.Func, e.At)
		args := c.args(e.Args)
		c.emitCall("call", ce.sig, 0, c.pointer(ptr(ce)), args, &dst)
		c.fetch(ce.sig, to)
	case *ir.CallValue:
		fn := c.expr(e.Fn, 0)
		args := c.args(e.Args)
		sig := c.m.signature(e.Fn.Type())
		c.emitCall("callV", sig, fn, c.pointer(ptr(sig)), args, &dst)
		c.fetch(sig, to)
	default:
		c.moreMulti(e, to)
	}
}

// funcRef is a function at top level as a value: the same one each time.
func (c *compiler) funcRef(e *ir.FuncRef, dst int32) int32 {
	ce := c.callee(e.Func, e.At)
	return c.moved(c.named(c.pointer(ce.value()), "func ", e.Func.Name), dst, e)
}

// value is the callee as a Go func.
func (ce *Callee) value() ptr {
	ce.once.Do(func() { ce.fv = ce.sig.funcOf(&closure{callee: ce}) })
	return ce.fv
}

// closure evaluates a function literal.
func (c *compiler) closure(e *ir.Closure, dst int32) int32 {
	dst = c.want(dst, e.T)
	c.closureInto(e.Func, c.m.callee(e.Func), dst)
	return dst
}

// closureInto makes a func value of a literal in slot dst.
func (c *compiler) closureInto(inner *ir.Func, ce *Callee, dst int32) {
	_, env := c.literal(inner, ce)
	sig := ce.sig
	c.do(func(f *frame, in *Instr) { *(*ptr)(at(f, in.a)) = sig.funcOf(&closure{callee: ce, env: env.of(f)}) }, "a>p", dst)
	c.remark("func "+inner.Name, []int32{dst}, env.places())
}

// literal compiles a literal, and says what it captures.
func (c *compiler) literal(inner *ir.Func, ce *Callee) (*Func, *captured) {
	fn := c.load.compileAs(inner, ce.sig)
	if !c.load.names {
		ce.fn.Store(fn)
	}
	env := &captured{t: fn.envType}
	off := int32(0)
	for _, x := range inner.Captures {
		s := c.variable(x.Outer)
		env.parts = append(env.parts, part{off, s.off, s.class, typeWord(s.t)})
		off += int32(len(s.words)) * wordSize
	}
	return fn, env
}

// captured is what a literal captures.
type captured struct {
	t     ptr // type word; nil if it captures nothing
	parts []part
}

// of makes a copy of the variables in f.
func (e *captured) of(f *frame) ptr {
	if e.t == nil {
		return nil
	}
	p := newObject(e.t)
	for i := range e.parts {
		e.parts[i].copy(p, f)
	}
	return p
}

// places are those of the variables.
func (e *captured) places() []int32 {
	from := make([]int32, len(e.parts))
	for i, x := range e.parts {
		from[i] = x.from
	}
	return from
}

// part is a captured variable.
type part struct {
	to, from int32
	class    byte
	t        ptr
}

func (x *part) copy(env ptr, f *frame) {
	dst, src := add(env, uintptr(x.to)), at(f, x.from)
	switch x.class {
	case 'W':
		*(*int64)(dst) = *(*int64)(src)
	case 'P':
		*(*ptr)(dst) = *(*ptr)(src)
	default:
		typedmemmove(x.t, dst, src)
	}
}
