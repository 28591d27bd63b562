package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// instance returns the lowered function for obj with the given type arguments
// (those of the receiver's type for a method). Its body is lowered when the
// builder gets to it; recursion therefore just finds the same *ir.Func.
//
//	func Map[T, U any](...)   Map[int, string]
//	->                        main.Map[int,string], a function without type parameters
func (b *builder) instance(obj *types.Func, targs []types.Type, at token.Pos) *ir.Func {
	obj = b.current(obj.Origin())
	key := b.instanceKey(obj, targs)
	if f := b.funcs[key]; f != nil {
		return f
	}
	d := b.source(obj, at)
	e := bindParams(d.fn, targs)
	r := &ir.Func{Pos: d.node.Pos(), End: d.node.End(), Name: b.funcName(obj, targs)}
	b.newFunc(r)
	remember(b, b.funcs, key, r)
	depth := b.nesting(targs, at)
	b.queue = append(b.queue, func() {
		b.depth = depth
		b.lowerDecl(r, d, e)
	})
	r.Sig = b.types.of(b.receiverFirst(d.fn.Signature(), e))
	return r
}

// maxNesting bounds how many instances may lead from one to the next. go/types
// finds endless instantiation within a package; across re-run functions nobody
// does: func f[T any]() { g[*T]() } and a later func g[T any]() { f[T]() }.
const maxNesting = 200

// nesting returns the depth of an instance that the function being lowered asks for.
func (b *builder) nesting(targs []types.Type, at token.Pos) int {
	if len(targs) == 0 {
		return b.depth
	}
	if b.depth >= maxNesting {
		fail(at, "instantiation cycle: every instance needs another one")
	}
	return b.depth + 1
}

// current follows re-runs of a function to its latest declaration.
func (b *builder) current(obj *types.Func) *types.Func {
	for b.newest[obj] != nil {
		obj = b.newest[obj]
	}
	return obj
}

func (b *builder) instanceKey(obj *types.Func, targs []types.Type) string {
	var key strings.Builder
	fmt.Fprintf(&key, "%p", obj)
	for _, t := range targs {
		fmt.Fprintf(&key, ",%d", b.types.of(t).ID)
	}
	return key.String()
}

// source finds the declaration of a function that runs from source.
func (b *builder) source(obj *types.Func, at token.Pos) *decl {
	if d := b.decls[obj]; d != nil {
		return d
	}
	if b.lib != nil {
		if node, info, fn, ok := b.lib.Func(obj); ok {
			d := &decl{node, info, fn}
			remember(b, b.decls, obj, d)
			return d
		}
	}
	fail(at, "%s is generic and not available in cells yet", obj.FullName())
	return nil
}

// bindParams maps the type parameters of fn, those of its receiver or its own, to targs.
func bindParams(fn *types.Func, targs []types.Type) env {
	sig := fn.Signature()
	params := sig.TypeParams()
	if sig.RecvTypeParams().Len() > 0 {
		params = sig.RecvTypeParams()
	}
	if params.Len() == 0 {
		return nil
	}
	e := env{}
	for i := range params.Len() {
		e[params.At(i)] = targs[i]
	}
	return e
}

// receiverFirst is the signature of a method as a plain function.
func (b *builder) receiverFirst(sig *types.Signature, e env) *types.Signature {
	var params []*types.Var
	if r := sig.Recv(); r != nil {
		params = append(params, types.NewParam(r.Pos(), r.Pkg(), r.Name(), b.subst(r.Type(), e)))
	}
	for v := range b.substTuple(sig.Params(), e).Variables() {
		params = append(params, v)
	}
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), b.substTuple(sig.Results(), e), sig.Variadic())
}

// funcName names a function as Go's tracebacks do: main.f, main.T.M, main.(*T).M.
func (b *builder) funcName(obj *types.Func, targs []types.Type) string {
	name := obj.Name() + b.argNames(targs)
	if r := obj.Signature().Recv(); r != nil {
		t := types.Unalias(r.Type())
		if p, ok := t.(*types.Pointer); ok {
			name = "(*" + recvName(p.Elem()) + b.argNames(targs) + ")." + obj.Name()
		} else {
			name = recvName(t) + b.argNames(targs) + "." + obj.Name()
		}
	}
	if obj.Pkg() == nil {
		return name
	}
	return obj.Pkg().Name() + "." + name
}

func recvName(t types.Type) string {
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Obj().Name()
	}
	return t.String()
}

func (b *builder) argNames(targs []types.Type) string {
	if len(targs) == 0 {
		return ""
	}
	names := make([]string, len(targs))
	for i, t := range targs {
		names[i] = b.types.of(t).Name
	}
	return "[" + strings.Join(names, ",") + "]"
}

// newFunc gives a function its identity and adds it to the program.
func (b *builder) newFunc(f *ir.Func) {
	b.lastFunc++
	f.ID = b.lastFunc
	b.prog.Funcs = append(b.prog.Funcs, f)
}

// lowerDecl lowers the body of a declared function into r.
func (b *builder) lowerDecl(r *ir.Func, d *decl, e env) {
	f := b.newFn(nil, d.info, e)
	f.ir = r
	f.esc = newEscape(f)
	f.esc.funcBody(d.node.Recv, d.node.Type, d.node.Body)
	f.function(d.fn.Signature(), d.node.Recv, d.node.Type, d.node.Body)
}

// replace tells the engine which functions this unit defines anew. Of a generic
// function every instance that exists is replaced.
func (b *builder) replace() {
	for obj, earlier := range b.unit.Replaces {
		if !isGeneric(obj) {
			if old := b.funcs[b.instanceKey(earlier.Origin(), nil)]; old != nil {
				b.prog.Replaced = append(b.prog.Replaced, ir.Replacement{Old: old, New: b.instance(obj, nil, obj.Pos())})
			}
			continue
		}
		b.replaceInstances(obj, earlier.Origin())
	}
}

func (b *builder) replaceInstances(obj, earlier *types.Func) {
	prefix := fmt.Sprintf("%p,", earlier)
	for key, old := range b.funcs {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			b.prog.Replaced = append(b.prog.Replaced, ir.Replacement{Old: old, New: b.instance(obj, b.typesByID(rest), obj.Pos())})
		}
	}
}

// typesByID is the inverse of the type part of instanceKey.
func (b *builder) typesByID(ids string) []types.Type {
	byID := map[string]types.Type{}
	b.types.byType.Iterate(func(t types.Type, v any) { byID[fmt.Sprint(v.(*ir.Type).ID)] = t })
	if ids == "" {
		return nil
	}
	var ts []types.Type
	for id := range strings.SplitSeq(ids, ",") {
		ts = append(ts, byID[id])
	}
	return ts
}

// calleeIdent finds the identifier that names a function in e, below
// parentheses, a package qualifier and explicit type arguments.
func calleeIdent(e ast.Expr) *ast.Ident {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return e.Sel
	case *ast.IndexExpr:
		return calleeIdent(e.X)
	case *ast.IndexListExpr:
		return calleeIdent(e.X)
	}
	return nil
}

// typeArgs returns the substituted type arguments that id was instantiated with.
func (f *fn) typeArgs(id *ast.Ident) []types.Type {
	inst, ok := f.info.Instances[id]
	if !ok {
		return nil
	}
	args := make([]types.Type, inst.TypeArgs.Len())
	for i := range args {
		args[i] = f.sub(inst.TypeArgs.At(i))
	}
	return args
}
