package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// A Session remembers what the cells lowered so far have made: types, function
// instances and variables. It is not safe for concurrent use.
type Session struct {
	lib     Library
	types   *interner
	decls   map[*types.Func]*decl
	funcs   map[string]*ir.Func
	globals map[*types.Var]*ir.Global
	bound   map[*ir.Type]bool
	newest  map[*types.Func]*types.Func // re-run function -> its successor

	lastFunc, lastGlobal int
}

// A decl is the source of a function: its declaration and the types found in it.
type decl struct {
	node *ast.FuncDecl
	info *types.Info
	fn   *types.Func // whose signature the parameters of node have
}

// NewSession returns an empty session that takes the bodies of generic library
// functions from lib; lib may be nil.
func NewSession(lib Library) *Session {
	return &Session{
		lib:     lib,
		types:   newInterner(),
		decls:   map[*types.Func]*decl{},
		funcs:   map[string]*ir.Func{},
		globals: map[*types.Var]*ir.Global{},
		bound:   map[*ir.Type]bool{},
		newest:  map[*types.Func]*types.Func{},
	}
}

// Alias makes later another name for the variable earlier: both have one
// storage. Package cell calls it with the package-level variable that later cells
// will see and the one that the cell's statements declared.
func (s *Session) Alias(later, earlier *types.Var) {
	if g := s.globals[earlier]; g != nil {
		s.globals[later] = g
	}
}

// Type returns the session's ir.Type for t, which must not mention type parameters.
func (s *Session) Type(t types.Type) *ir.Type { return s.types.of(t) }

// Types calls f with every type that later units can come across in what the
// session keeps; some have type parameters, some come more than once.
func (s *Session) Types(f func(types.Type)) {
	s.types.byType.Iterate(func(t types.Type, _ any) { f(t) })
	infos := map[*types.Info]bool{}
	for _, d := range s.decls {
		if infos[d.info] {
			continue
		}
		infos[d.info] = true
		for _, tv := range d.info.Types {
			f(tv.Type)
		}
	}
}

// DropInstances makes the session instantiate generic types anew. Package cell calls
// it when a generic type has got or lost a method.
func (s *Session) DropInstances() { s.types.ctx = types.NewContext() }

// GlobalOf returns the storage of a notebook variable, or nil if no cell that was
// lowered has declared it.
func (s *Session) GlobalOf(v *types.Var) *ir.Global { return s.globals[v] }

// An Unsupported error says that a cell is valid Go which the kernel cannot run yet.
type Unsupported struct {
	Pos token.Pos
	Msg string
}

func (e *Unsupported) Error() string { return e.Msg }

// builder lowers one unit.
type builder struct {
	*Session
	unit  *Unit
	prog  *ir.Program
	queue []func() // functions whose bodies are still to be lowered
	depth int      // how many instances of generic functions led to the one being lowered

	undo []func() // takes back what this unit changed in the session

	locals map[localKey]*types.Named // types declared in generic functions, per instance
}

// Lower lowers a unit. The error is an *Unsupported; the session is then unchanged.
func (s *Session) Lower(u *Unit) (prog *ir.Program, err error) {
	b := &builder{
		Session: s,
		unit:    u,
		prog:    &ir.Program{Name: u.Name, Files: u.Fset},
		locals:  map[localKey]*types.Named{},
	}
	defer func() {
		if r := recover(); r != nil {
			u, ok := r.(*Unsupported)
			if !ok {
				panic(r)
			}
			b.rollback()
			prog, err = nil, u
		}
	}()
	b.types.number(u)
	b.declare()
	b.replace()
	b.body()
	b.drain()
	return b.prog, nil
}

func (b *builder) rollback() {
	for i := len(b.undo) - 1; i >= 0; i-- {
		b.undo[i]()
	}
}

// remember sets m[k] = v in a table of the session, to be undone on failure.
func remember[K comparable, V any](b *builder, m map[K]V, k K, v V) {
	old, had := m[k]
	b.undo = append(b.undo, func() {
		if had {
			m[k] = old
		} else {
			delete(m, k)
		}
	})
	m[k] = v
}

// fail abandons the unit.
func fail(pos token.Pos, format string, args ...any) {
	panic(&Unsupported{Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

// drain lowers queued functions until none is left; each may queue more.
func (b *builder) drain() {
	for len(b.queue) > 0 {
		next := b.queue[0]
		b.queue = b.queue[1:]
		next()
	}
}

// declare notes the unit's functions and methods, and lowers those that are not
// generic, so that later cells find them.
func (b *builder) declare() {
	var objs []*types.Func
	for _, file := range b.unit.Files {
		for _, n := range file.Decls {
			if fd, ok := n.(*ast.FuncDecl); ok && fd.Body != nil {
				if obj, ok := b.unit.Info.Defs[fd.Name].(*types.Func); ok && obj.Name() != "_" {
					objs = append(objs, obj)
					remember(b, b.decls, obj, &decl{fd, b.unit.Info, obj})
				}
			}
		}
	}
	for obj, earlier := range b.unit.Replaces {
		remember(b, b.newest, earlier.Origin(), obj.Origin())
	}
	for _, obj := range objs {
		if !isGeneric(obj) {
			b.instance(obj, nil, obj.Pos())
		}
	}
	for obj, fd := range b.unit.LateMethods {
		b.lateMethod(obj, fd)
	}
}

// lateMethod notes a method that was added to, or replaced in, the type of an
// earlier cell.
func (b *builder) lateMethod(obj *types.Func, fd *ast.FuncDecl) {
	fn, _ := b.unit.Info.Defs[fd.Name].(*types.Func)
	old := b.forget(obj)
	remember(b, b.decls, obj, &decl{fd, b.unit.Info, fn})
	for key, f := range old {
		targs := b.typesByID(strings.TrimPrefix(strings.TrimPrefix(key, fmt.Sprintf("%p", obj)), ","))
		b.prog.Replaced = append(b.prog.Replaced, ir.Replacement{Old: f, New: b.instance(obj, targs, obj.Pos())})
	}
	if !isGeneric(obj) {
		b.instance(obj, nil, obj.Pos())
	}
	b.bindLate(obj)
}

func isGeneric(obj *types.Func) bool {
	sig := obj.Signature()
	return sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0
}

// body lowers the unit's steps into one function without parameters.
func (b *builder) body() {
	f := b.newFn(nil, b.unit.Info, nil)
	f.ir.Name = b.unit.Name
	f.ir.Sig = b.types.of(types.NewSignatureType(nil, nil, nil, nil, nil, false))
	f.esc = newEscape(f)
	for _, st := range b.unit.Steps {
		f.esc.step(st)
	}
	f.ownDefers(nil)
	for _, st := range b.unit.Steps {
		f.step(st)
	}
	f.ir.Body, f.ir.CellBody = *f.out, true
	b.prog.Body = f.ir
}

// step lowers one step of the cell.
func (f *fn) step(st Step) {
	switch {
	case st.Stmt != nil:
		if f.ir.Pos == token.NoPos {
			f.ir.Pos = st.Stmt.Pos()
		}
		f.stmt(st.Stmt)
	case st.Init != nil:
		f.initVars(st.Init)
	case st.Call != nil:
		fn := f.b.instance(st.Call, nil, st.Call.Pos())
		f.emit(&ir.ExprStmt{At: ir.At(st.Call.Pos()), X: &ir.Call{Node: ir.Node{At: st.Call.Pos()}, Func: fn}})
	case st.Show != nil:
		f.show(st.Show)
	}
}

// show hands the values of the cell's last expression to the front.
func (f *fn) show(e ast.Expr) {
	at := ir.At(e.Pos())
	anyT := types.Universe.Lookup("any").Type()
	tup, ok := f.typeOf(e).(*types.Tuple)
	if !ok {
		f.emit(&ir.Show{At: at, Values: []ir.Expr{f.exprTo(e, anyT)}})
		return
	}
	if tup.Len() == 0 {
		f.emit(&ir.ExprStmt{At: at, X: f.expr(e)})
		return
	}
	var vals []ir.Expr
	for i, v := range f.multiCall(e) {
		vals = append(vals, f.convertTo(f.local(v, e.Pos()), tup.At(i).Type(), anyT))
	}
	f.emit(&ir.Show{At: at, Values: vals})
}
