package vm

import (
	"io"
	"os"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file puts values into interfaces. How they look there is package rt's matter: a value
// whose representation does not tell its type is in an rt.Box, and that in an adapter if the interface
// is a compiled one with methods.

// box puts a value into an interface.
func (c *compiler) box(e *ir.Box, dst int32) int32 {
	x := c.expr(e.X, 0)
	from, to := c.m.opts.Types.Of(e.X.Type()), c.m.opts.Types.Of(e.T)
	ops := "a>e " + operand("b<", from.R)
	dst = c.want(dst, e.T)
	if act := c.stdin(from.R, to.R); act != nil {
		c.do(act, ops, dst, x)
		return dst
	}
	c.do(boxing(from, to), ops, dst, x)
	return dst
}

func boxing(from, to *rt.Type) Action {
	pack := packerOf(from.R)
	if from.IR.Boxed {
		return boxingBox(from, to, pack)
	}
	tab := tabOf(from.R, to.R)
	return func(f *frame, in *Instr) { *(*iface)(at(f, in.a)) = iface{tab, pack(at(f, in.b))} }
}

func boxingBox(from, to *rt.Type, pack packer) Action {
	tab := anyTab(from.R)
	if !to.IR.NativeIface {
		return func(f *frame, in *Instr) {
			*(*any)(at(f, in.a)) = rt.Box{T: from, V: asAny(tab, pack, at(f, in.b))}
		}
	}
	wrap := from.Session().Adapter(to.R)
	if wrap == nil {
		return func(f *frame, _ *Instr) {
			from.Session().ToNative(rt.Box{T: from, V: reflect.Zero(from.R).Interface()}, to) // panics
		}
	}
	tabs := &adapterTabs{to: to.R}
	return func(f *frame, in *Instr) {
		x := wrap(rt.Box{T: from, V: asAny(tab, pack, at(f, in.b))})
		*(*iface)(at(f, in.a)) = iface{tabs.of(x), (*iface)(ptr(&x)).data}
	}
}

// adapterTabs are the first words of interfaces of a type that hold adapters.
type adapterTabs struct {
	to    reflect.Type
	known memo[iface] // the word in an any, and that in the interface
}

func (a *adapterTabs) of(x any) ptr {
	word := (*iface)(ptr(&x)).tab
	for _, k := range a.known.all() {
		if k.tab == word {
			return k.data
		}
	}
	k := iface{word, tabOf(reflect.TypeOf(x), a.to)}
	a.known.add(k)
	return k.data
}

// ifaceStore stores a value of interface type.
func ifaceStore(t reflect.Type) func(dst ptr, v reflect.Value) {
	return func(dst ptr, v reflect.Value) { reflect.NewAt(t, dst).Elem().Set(v) }
}

// stdin is the boxing of a file that may be the standard input, for which cells have a
// reader of their own; nil for anything else.
func (c *compiler) stdin(from, to reflect.Type) Action {
	if c.m.opts.Stdin == nil || from != reflect.TypeFor[*os.File]() || !to.Implements(reflect.TypeFor[io.Reader]()) {
		return nil
	}
	convert := c.m.opts.Stdin(to)
	store := ifaceStore(to)
	return func(f *frame, in *Instr) {
		v := reflect.ValueOf(*(**os.File)(at(f, in.b)))
		store(at(f, in.a), convert.Call([]reflect.Value{v})[0])
	}
}

// ifaceConv converts between interface types.
func (c *compiler) ifaceConv(e *ir.IfaceConv, dst int32) int32 {
	from, to := c.rep(e.X.Type()), c.rep(e.T)
	x := c.expr(e.X, 0)
	if from == to {
		return c.moved(x, dst, e)
	}
	dst = c.want(dst, e.T)
	c.do(c.conversionTo(emptyInterface(from), e.T), "a>e b<e", dst, x)
	return dst
}

func (c *compiler) conversionTo(empty bool, t *ir.Type) Action {
	types, to := c.m.opts.Types, c.m.opts.Types.Of(t)
	if !t.NativeIface {
		return func(f *frame, in *Instr) { *(*any)(at(f, in.a)) = rt.FromNative(erased(at(f, in.b), empty)) }
	}
	store := ifaceStore(to.R)
	return func(f *frame, in *Instr) { store(at(f, in.a), types.Convert(erased(at(f, in.b), empty), to)) }
}
