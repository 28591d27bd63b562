package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// methodFunc returns a function whose first parameter is of type t and which
// calls t's method name: the method itself, or a wrapper made here when the
// method is promoted, belongs to the other of T and *T, or t is an interface.
//
//	func (o Outer) M()  with M from an embedded *Inner
//	->   main.Outer.M = func(o Outer) { (*Inner).M(o.Inner) }
func (b *builder) methodFunc(t types.Type, pkg *types.Package, name string, at token.Pos) *ir.Func {
	obj, index, _ := types.LookupFieldOrMethod(t, false, pkg, name)
	m, ok := obj.(*types.Func)
	if !ok {
		fail(at, "%s has no method %s", t, name)
	}
	if len(index) == 1 && !types.IsInterface(t) && interpretedRecv(m) && types.Identical(m.Signature().Recv().Type(), t) {
		return b.instance(m, receiverArgs(t), at)
	}
	key := fmt.Sprintf("method %d %s %s", b.types.of(t).ID, unexportedPkg(m), name)
	if f := b.funcs[key]; f != nil {
		return f
	}
	f := b.wrapper(t, m, at)
	remember(b, b.funcs, key, f.ir)
	b.queue = append(b.queue, func() { f.forward(t, pkg, m) })
	return f.ir
}

// interpretedRecv reports whether a method's body runs from source.
func interpretedRecv(m *types.Func) bool {
	return interpreted(m.Pkg()) || isGeneric(m.Origin())
}

func (b *builder) wrapper(t types.Type, m *types.Func, at token.Pos) *fn {
	f := b.newFn(nil, nil, nil)
	f.esc = newEscape(f)
	f.ir.Wrapper = true
	f.ir.Pos, f.ir.End = at, at
	f.ir.Name = b.types.of(t).Name + "." + m.Name()
	b.newFunc(f.ir)
	f.param(types.NewParam(at, nil, "recv", t))
	for v := range m.Signature().Params().Variables() {
		f.param(types.NewParam(at, nil, "arg", v.Type()))
	}
	for v := range m.Signature().Results().Variables() {
		f.result(types.NewParam(at, nil, "", v.Type()))
	}
	params := []*types.Var{types.NewParam(at, nil, "", t)}
	for v := range m.Signature().Params().Variables() {
		params = append(params, v)
	}
	sig := m.Signature()
	f.ir.Sig = b.types.of(types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), sig.Results(), sig.Variadic()))
	return f
}

// forward fills in the body of a wrapper.
func (f *fn) forward(t types.Type, pkg *types.Package, m *types.Func) {
	at := f.ir.Pos
	tg := f.targetOn(f.local(f.ir.Params[0], at), t, pkg, m.Name(), at)
	if d, ok := tg.recv.(*ir.Deref); ok && tg.fn != nil && isVariable(d.X) {
		d.Method = tg.fn.Name
	}
	var args []ir.Expr
	for _, p := range f.ir.Params[1:] {
		args = append(args, f.local(p, at))
	}
	call := f.callTarget(tg, args, at)
	if m.Signature().Results().Len() == 0 {
		f.emit(&ir.ExprStmt{At: ir.At(at), X: call})
	} else {
		f.emit(&ir.Return{At: ir.At(at), Values: []ir.Expr{call}})
	}
	f.ir.Body = *f.out
}

// bind makes the methods of t, and of the types of its parts, known to dynamic
// calls, because a value of type t is put into an interface: from there on it can
// be called through any interface, and fmt looks for String and Error at any depth.
func (b *builder) bind(t *ir.Type) {
	if t == nil || !t.Boxed || b.bound[t] {
		return
	}
	remember(b, b.bound, t, true)
	if !t.IsIface() {
		ms := types.NewMethodSet(t.Go)
		for i := range ms.Len() {
			if m := ms.At(i).Obj().(*types.Func); m.Exported() || interpreted(m.Pkg()) {
				b.bindMethod(t, m)
			}
		}
		b.bindOfPointer(t, ms)
	}
	b.bind(t.Elem)
	b.bind(t.Key)
	for _, r := range t.Results {
		b.bind(r)
	}
	for _, f := range t.Fields {
		b.bind(f.Type)
	}
}

// bindOfPointer binds the methods that only *t has: packages that use reflection
// call them when they come upon a t that they have the address of (UnmarshalJSON).
func (b *builder) bindOfPointer(t *ir.Type, own *types.MethodSet) {
	if _, ok := t.Go.(*types.Named); !ok {
		return
	}
	p := b.types.of(types.NewPointer(t.Go))
	ms := types.NewMethodSet(p.Go)
	for i := range ms.Len() {
		m := ms.At(i).Obj().(*types.Func)
		if own.Lookup(m.Pkg(), m.Name()) == nil && (m.Exported() || interpreted(m.Pkg())) {
			b.bindMethod(p, m)
		}
	}
}

func (b *builder) bindMethod(t *ir.Type, m *types.Func) {
	fn := b.methodFunc(t.Go, m.Pkg(), m.Name(), m.Pos())
	b.prog.Bindings = append(b.prog.Bindings, ir.Binding{Type: t, Name: m.Name(), Pkg: unexportedPkg(m), Func: fn})
	for _, r := range fn.Sig.Results { // a template may go on with them
		b.bind(r)
	}
}

// bindLate binds a method that was declared in a later cell than its type to all
// types that already are in interfaces.
func (b *builder) bindLate(m *types.Func) {
	late := map[*ir.Type]bool{}
	for t := range b.bound {
		if t.IsIface() {
			continue
		}
		late[t] = true
		if _, ok := t.Go.(*types.Named); ok { // see bindOfPointer
			late[b.types.of(types.NewPointer(t.Go))] = true
		}
	}
	for t := range late {
		sel := types.NewMethodSet(t.Go).Lookup(m.Pkg(), m.Name())
		if sel != nil && sel.Obj().(*types.Func).Origin() == m.Origin() {
			b.bindMethod(t, sel.Obj().(*types.Func))
		}
	}
}

// forget drops the instances of a method that is declared again and returns them,
// so that they can be replaced by new ones.
func (b *builder) forget(m *types.Func) map[string]*ir.Func {
	old := map[string]*ir.Func{}
	prefix := fmt.Sprintf("%p", m)
	for key, f := range b.funcs {
		if f != nil && (key == prefix || strings.HasPrefix(key, prefix+",")) {
			old[key] = f
		}
	}
	for key := range old {
		remember(b, b.funcs, key, nil)
	}
	return old
}
