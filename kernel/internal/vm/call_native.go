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

// nativeCaller returns how to call a func value of a type.
func nativeCaller(t reflect.Type) nativeCall {
	if call := typedCall(classesOf(t)); call != nil {
		return call
	}
	return reflectCaller(t)
}

// classesOf words a func type as znative.go does.
func classesOf(t reflect.Type) string {
	var key []byte
	for i := range t.NumIn() {
		key = append(key, letter(shapeOf(t.In(i))))
	}
	key = append(key, '.')
	for i := range t.NumOut() {
		key = append(key, letter(shapeOf(t.Out(i))))
	}
	return string(key)
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
	args := e.Args
	if e.Recv != nil {
		args = append([]ir.Expr{e.Recv}, args...)
	}
	t := v.Type()
	in, out := c.passed(e, t, c.args(args)), c.wanted(t, to)
	call, fn := nativeCaller(t), funcPointer(v)
	c.at = e.At
	c.do(func(f *frame, _ *Instr) { call(f, fn, in, out) }, "")
	c.remark(e.Pkg+"."+e.Name, out, in)
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

// nativeIfaceCall calls a method of a value of a compiled interface type.
func (c *compiler) nativeIfaceCall(e *ir.CallNative, to []int32) {
	r := c.rep(e.Recv.Type())
	x := c.expr(e.Recv, 0)
	in := c.args(e.Args)
	m, ok := r.MethodByName(e.Name)
	if !ok {
		c.unsupported(e.At, "method %s of %v", e.Name, r)
	}
	c.passed(e, m.Type, in)
	out := c.wanted(m.Type, to)
	c.at = e.At
	if m.Type == reflect.TypeFor[func() string]() && r == reflect.TypeFor[error]() {
		c.do(func(f *frame, in *Instr) {
			if (*iface)(at(f, in.b)).tab == nil {
				nilFault(f, f.ip)
			}
			*(*string)(at(f, in.a)) = (*(*error)(at(f, in.b))).Error()
		}, "a>s b<e", out[0], x)
		c.remark("Error", out, []int32{x})
		return
	}
	recv := c.temp("p")
	site := &methodSite{name: e.Name, t: r, in: append([]int32{recv}, in...), out: out, other: reflectCaller(m.Type)}
	c.do(func(f *frame, in *Instr) { site.call(f, in) }, "a>p b<e", recv, x)
	c.remark(e.Name, out, append([]int32{x}, in...))
}

// methodSite is a place where a method of a compiled interface is called.
type methodSite struct {
	name    string
	t       reflect.Type
	in, out []int32 // in[0] is for the receiver
	other   nativeCall
	known   memo[*foundMethod]
}

func (s *methodSite) call(f *frame, in *Instr) {
	x := (*iface)(at(f, in.b))
	if x.tab == nil {
		nilFault(f, f.ip)
	}
	m := s.method(x.tab, at(f, in.b))
	if m.call != nil {
		*(*ptr)(at(f, in.a)) = x.data
		m.call(f, m.fn, s.in, s.out)
		return
	}
	v := reflect.NewAt(s.t, at(f, in.b)).Elem().MethodByName(s.name)
	s.other(f, funcPointer(v), s.in[1:], s.out)
}

func (s *methodSite) method(tab, p ptr) *foundMethod {
	for _, m := range s.known.all() {
		if m.tab == tab {
			return m
		}
	}
	m := s.find(tab, p)
	s.known.add(m)
	return m
}

// find looks a method up. One of a pointer is a function whose receiver is the data word.
func (s *methodSite) find(tab, p ptr) *foundMethod {
	found := &foundMethod{tab: tab}
	t := reflect.NewAt(s.t, p).Elem().Elem().Type()
	if m, ok := t.MethodByName(s.name); ok && t.Kind() == reflect.Pointer {
		found.fn, found.call = funcPointer(m.Func), nativeCaller(m.Type)
	}
	return found
}

// foundMethod is the method of a dynamic type of which a site has seen a value; call is nil if it must
// be looked up each time.
type foundMethod struct {
	tab  ptr
	fn   ptr
	call nativeCall
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
