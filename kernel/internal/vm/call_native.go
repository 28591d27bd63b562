package vm

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file calls functions and methods of compiled packages. A function whose parameters
// and results are of common classes is called directly, as a function of Go's own type with the
// same classes, which is passed the same way (znative.go); all others are called by reflect.

// A nativeCall calls the Go func fn: in and out are places of the frame.
type nativeCall func(f *frame, fn ptr, in, out []int32)

// nativeCaller returns how to call a func value of a type with parameters and results at these
// places, and the places to call it with.
func nativeCaller(t reflect.Type, in, out []int32) (call nativeCall, ins, outs []int32) {
	var params, results spelling
	for i := range t.NumIn() {
		params.add(t.In(i), in[i])
	}
	for i := range t.NumOut() {
		results.add(t.Out(i), out[i])
	}
	if params.fits() && results.fits() {
		if call := typedCall(string(params.letters) + "." + string(results.letters)); call != nil {
			return call, params.places, results.places
		}
	}
	return reflectCaller(t), in, out
}

// reflectCaller calls through reflect.
func reflectCaller(t reflect.Type) nativeCall {
	var in, out []slot
	for i := range t.NumIn() {
		in = append(in, shapeOf(t.In(i)))
	}
	for i := range t.NumOut() {
		out = append(out, shapeOf(t.Out(i)))
	}
	return func(f *frame, fn ptr, from, to []int32) {
		args := make([]reflect.Value, len(in))
		for i, x := range in {
			x.off = from[i]
			args[i] = x.load(f)
		}
		v := reflect.NewAt(t, ptr(&fn)).Elem()
		var rs []reflect.Value
		if t.IsVariadic() {
			rs = v.CallSlice(args)
		} else {
			rs = v.Call(args)
		}
		for i, x := range out {
			x.off = to[i]
			x.store(f, rs[i])
		}
	}
}

// funcPointer is the func value in v, as a pointer.
func funcPointer(v reflect.Value) ptr { return *(*ptr)(reflectPointer(v)) }

// nativeCalled emits a call of a compiled function or method. to has a place for each result; 0 is
// for one that nobody wants.
func (c *compiler) nativeCalled(e *ir.CallNative, to []int32) {
	if e.Recv != nil && e.Recv.Type().IsIface() && !c.overridden(e) {
		c.nativeIfaceCall(e, to)
		return
	}
	if op := inPlace(e); op != "" && len(to) > 0 {
		x := c.expr(e.Args[0], 0)
		c.ins(op, to[0], x, 0)
		return
	}
	v := c.nativeTarget(e)
	if c.m.isPull(v) {
		c.pull(e, to)
		return
	}
	args := e.Args
	if e.Recv != nil {
		args = append([]ir.Expr{e.Recv}, args...)
	}
	t := v.Type()
	in, out := c.passed(e, t, c.nativeArgs(e, args)), c.wanted(t, to)
	call, in, out := nativeCaller(t, in, out)
	fn := funcPointer(v)
	c.at = e.At
	if mayCallBack(t) {
		c.do(func(f *frame, _ *Instr) { f.callGo(call, fn, in, out) }, "")
	} else {
		c.do(func(f *frame, _ *Instr) { call(f, fn, in, out) }, "")
	}
	c.remark(e.Pkg+"."+e.Name, out, in)
}

// nativeArgs evaluates arguments. Package fmt keeps no slice of operands, for which compiled programs have
// them on the stack; here they are in the frame, which is a tenth of what an Errorf and errors.As take.
func (c *compiler) nativeArgs(e *ir.CallNative, args []ir.Expr) []int32 {
	const most = 8 // operands: the frame has room for them all the time
	last := len(args) - 1
	if e.Pkg != "fmt" || e.Recv != nil || last < 0 {
		return c.args(args)
	}
	lit, ok := args[last].(*ir.ArrayLit)
	if !ok || lit.T.Kind != ir.Slice || lit.Len > most || len(lit.Values) != int(lit.Len) {
		return c.args(args)
	}
	return append(c.args(args[:last]), c.sliceInFrame(lit))
}

// inPlace is the instruction that does what a compiled function does, if there is one.
func inPlace(e *ir.CallNative) string {
	switch {
	case e.Pkg != "math" || e.Recv != nil:
		return ""
	case e.Name == "Sqrt":
		return "sqrtF"
	case e.Name == "Abs":
		return "absF"
	}
	return ""
}

// nativeTarget finds the function, or the method as one with the receiver first.
func (c *compiler) nativeTarget(e *ir.CallNative) reflect.Value {
	if e.Recv == nil {
		v, ok := c.m.native(e.Pkg, e.Name)
		if !ok || v.Kind() != reflect.Func {
			c.unsupported(e.At, "%s.%s", e.Pkg, e.Name)
		}
		return v
	}
	return c.nativeMethod(e, c.rep(e.Recv.Type()))
}

// overridden reports whether the method is not the one that cells call.
func (c *compiler) overridden(e *ir.CallNative) bool {
	if c.m.opts.Method == nil {
		return false
	}
	_, ok := c.m.opts.Method(c.rep(e.Recv.Type()), e.Name)
	return ok
}

func (c *compiler) nativeMethod(e *ir.CallNative, r reflect.Type) reflect.Value {
	if c.m.opts.Method != nil {
		if v, ok := c.m.opts.Method(r, e.Name); ok {
			return v
		}
	}
	m, ok := r.MethodByName(e.Name)
	if !ok {
		c.unsupported(e.At, "method %s of %v", e.Name, r)
	}
	return m.Func
}

// passed checks that the slots of arguments are what a function of type t takes.
func (c *compiler) passed(e *ir.CallNative, t reflect.Type, args []int32) []int32 {
	if t.NumIn() != len(args) {
		c.unsupported(e.At, "%s with %d arguments", e.Name, len(args))
	}
	for i, off := range args {
		c.fits(off, t.In(i))
	}
	return args
}

// wanted are places for all results of a function of type t.
func (c *compiler) wanted(t reflect.Type, to []int32) []int32 {
	out := make([]int32, t.NumOut())
	for i := range out {
		if i < len(to) && to[i] != 0 {
			out[i] = c.fits(to[i], t.Out(i))
		} else {
			out[i] = c.temp(shapeOf(t.Out(i)).words)
		}
	}
	return out
}

// nativeRef is a variable or function of a compiled package.
func (c *compiler) nativeRef(e *ir.NativeRef, dst int32) int32 {
	v, ok := c.m.native(e.Pkg, e.Name)
	switch {
	case !ok:
		c.unsupported(e.At, "%s.%s", e.Pkg, e.Name)
	case e.IsVar:
		return c.loadFrom(c.placeOf(e), dst)
	}
	return c.moved(c.pointer(funcPointer(plainFunc(v, c.rep(e.T)))), dst, e)
}

// plainFunc makes a function value non-variadic, as represented functions are.
func plainFunc(f reflect.Value, want reflect.Type) reflect.Value {
	if f.Type() == want {
		return f
	}
	return reflect.MakeFunc(want, func(in []reflect.Value) []reflect.Value {
		if f.Type().IsVariadic() {
			return f.CallSlice(in)
		}
		return f.Call(in)
	})
}
