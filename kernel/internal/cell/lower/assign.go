package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// assign lowers = := and op=.
//
//	a, b = b, a          ->   t1 := b; t2 := a; a = t1; b = t2
//	v, ok := m[k]        ->   AssignPair
//	x, err := f()        ->   AssignCall, then a Define or Assign for each
//	a[i()] += 1          ->   AssignOp; operands of the left side evaluated once
func (f *fn) assign(s *ast.AssignStmt) {
	switch {
	case s.Tok != token.ASSIGN && s.Tok != token.DEFINE:
		f.assignOp(s)
	case len(s.Lhs) == 1:
		f.assignOne(s.Lhs[0], s.Rhs[0], s)
	case len(s.Rhs) == 1:
		f.assignMany(s.Lhs, s.Rhs[0], s.Pos())
	default:
		f.assignParallel(s)
	}
}

func (f *fn) assignOp(s *ast.AssignStmt) {
	op := s.Tok - token.ADD_ASSIGN + token.ADD
	l, r := f.two(func() ir.Expr { return f.expr(s.Lhs[0]) }, func() ir.Expr {
		if op == token.SHL || op == token.SHR {
			return f.shiftCount(s.Rhs[0])
		}
		return f.exprTo(s.Rhs[0], f.typeOf(s.Lhs[0]))
	})
	f.emit(&ir.AssignOp{At: ir.At(s.TokPos), L: l, Op: op, R: r})
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// defined returns the variable that l declares in a := statement.
func (f *fn) defined(l ast.Expr) *types.Var {
	if id, ok := l.(*ast.Ident); ok {
		v, _ := f.info.Defs[id].(*types.Var)
		return v
	}
	return nil
}

func (f *fn) assignOne(l, r ast.Expr, s *ast.AssignStmt) {
	switch v := f.defined(l); {
	case isBlank(l):
		f.drop(r)
	case v != nil:
		f.define(v, f.exprTo(r, v.Type()), l.Pos())
	default:
		loc, val := f.two(f.place(l), func() ir.Expr { return f.exprTo(r, f.typeOf(l)) })
		f.emit(&ir.Assign{At: ir.At(s.TokPos), L: at(loc), R: val})
	}
}

// drop evaluates r for its effects only.
func (f *fn) drop(r ast.Expr) {
	if val := f.dropped(r); val != nil {
		f.save(val)
	}
}

// dropped lowers an expression that is assigned to nothing; nil if there is nothing to
// evaluate.
func (f *fn) dropped(r ast.Expr) ir.Expr {
	tv := f.info.Types[r]
	if tv.IsNil() || tv.Value != nil {
		return nil
	}
	return f.exprTo(r, f.defaultType(r))
}

// define declares v with a first value; a nil value means zero. Notebook
// variables are storage that exists already.
func (f *fn) define(v *types.Var, init ir.Expr, at token.Pos) {
	if f.b.isGlobal(v) {
		g := f.b.global(v)
		if init == nil {
			init = &ir.Zero{Node: node(at, g.Type)}
		}
		f.emit(&ir.Assign{At: ir.At(at), L: &ir.GlobalRef{Node: node(at, g.Type), Global: g}, R: init})
		return
	}
	f.emit(&ir.Define{At: ir.At(at), Var: f.declare(v), Init: init})
}

// assignMany lowers x, y = r where r has several values.
func (f *fn) assignMany(lhs []ast.Expr, r ast.Expr, at token.Pos) {
	locs := f.operands(f.places(lhs)...)
	mark := len(*f.out)
	vals, ts := f.values(r, len(lhs))
	f.pinAt(mark, locs)
	locs = f.fixedAll(locs)
	for i, l := range lhs {
		if isBlank(l) {
			continue
		}
		val := f.local(vals[i], r.Pos())
		if v := f.defined(l); v != nil {
			f.define(v, f.convertTo(val, ts[i], f.sub(v.Type())), l.Pos())
			continue
		}
		f.emit(&ir.Assign{At: ir.At(at), L: locs[i], R: f.convertTo(val, ts[i], f.typeOf(l))})
	}
}

// places are the targets of a multiple assignment as operands; those that are blank
// or declared by it give nil.
func (f *fn) places(lhs []ast.Expr) []func() ir.Expr {
	thunks := make([]func() ir.Expr, len(lhs))
	for i, l := range lhs {
		thunks[i] = func() ir.Expr { return nil }
		if !isBlank(l) && f.defined(l) == nil {
			thunks[i] = f.place(l)
		}
	}
	return thunks
}

// fixedAll fixes the places that operands made by places stand for.
func (f *fn) fixedAll(places []ir.Expr) []ir.Expr {
	locs := make([]ir.Expr, len(places))
	for i, p := range places {
		if p != nil {
			locs[i] = f.fixed(at(p))
		}
	}
	return locs
}

// values evaluates an expression with n values into temporaries.
func (f *fn) values(r ast.Expr, n int) ([]*ir.Var, []types.Type) {
	r = ast.Unparen(r)
	if call, ok := r.(*ast.CallExpr); ok {
		var ts []types.Type
		for v := range f.typeOf(call).(*types.Tuple).Variables() {
			ts = append(ts, f.sub(v.Type()))
		}
		return f.multiCall(call), ts
	}
	pair := f.commaOK(r)
	boolT := types.Typ[types.Bool]
	a, b := f.temp(pair.Type()), f.temp(f.irType(boolT))
	f.emit(&ir.AssignPair{At: ir.At(r.Pos()), A: a, B: b, X: pair})
	return []*ir.Var{a, b}, []types.Type{pair.Type().Go, boolT}
}

// commaOK lowers an assertion, a map index or a receive in its two-value form.
func (f *fn) commaOK(r ast.Expr) ir.Expr {
	switch r := r.(type) {
	case *ast.TypeAssertExpr:
		return f.assertion(r, true)
	case *ast.IndexExpr:
		return f.index(r, true)
	case *ast.UnaryExpr:
		ch := f.expr(r.X)
		return &ir.Recv{Node: node(r.OpPos, ch.Type().Elem), Ch: ch, CommaOK: true}
	}
	fail(r.Pos(), "expression does not have two values")
	return nil
}

// assignParallel lowers x, y = a, b: first all operands, then the assignments.
func (f *fn) assignParallel(s *ast.AssignStmt) {
	thunks := f.places(s.Lhs)
	for i, r := range s.Rhs {
		thunks = append(thunks, func() ir.Expr { return f.assigned(s.Lhs[i], r) })
	}
	all := f.operands(thunks...)
	locs, vals := f.fixedAll(all[:len(s.Lhs)]), all[len(s.Lhs):]
	for i := range vals {
		vals[i] = f.freeze(vals[i])
	}
	for i, l := range s.Lhs {
		if isBlank(l) {
			continue
		}
		if v := f.defined(l); v != nil {
			f.define(v, vals[i], l.Pos())
			continue
		}
		f.emit(&ir.Assign{At: ir.At(s.TokPos), L: locs[i], R: vals[i]})
	}
}

// assigned lowers a value for its target; nil for one that needs no evaluation.
func (f *fn) assigned(l, r ast.Expr) ir.Expr {
	switch v := f.defined(l); {
	case isBlank(l):
		return f.dropped(r)
	case v != nil:
		return f.exprTo(r, v.Type())
	}
	return f.exprTo(r, f.typeOf(l))
}

// declStmt lowers var declarations; constants are folded and types need no code.
func (f *fn) declStmt(s *ast.DeclStmt) {
	d, ok := s.Decl.(*ast.GenDecl)
	if !ok || d.Tok != token.VAR {
		return
	}
	for _, spec := range d.Specs {
		f.valueSpec(spec.(*ast.ValueSpec))
	}
}

func (f *fn) valueSpec(spec *ast.ValueSpec) {
	var lhs []ast.Expr
	for _, id := range spec.Names {
		lhs = append(lhs, id)
	}
	switch {
	case len(spec.Values) == 0:
		for _, id := range spec.Names {
			if v, ok := f.info.Defs[id].(*types.Var); ok && id.Name != "_" {
				f.define(v, nil, id.Pos())
			}
		}
	case len(spec.Values) == 1 && len(lhs) > 1:
		f.assignMany(lhs, spec.Values[0], spec.Pos())
	default:
		f.assign(&ast.AssignStmt{Lhs: lhs, Rhs: spec.Values, Tok: token.DEFINE, TokPos: spec.Pos()})
	}
}

// initVars lowers the initialisation of package variables.
func (f *fn) initVars(init *types.Initializer) {
	at := init.Rhs.Pos()
	if len(init.Lhs) == 1 {
		v := init.Lhs[0]
		if v.Name() == "_" {
			f.drop(init.Rhs)
			return
		}
		f.define(v, f.exprTo(init.Rhs, v.Type()), at)
		return
	}
	vals, ts := f.values(init.Rhs, len(init.Lhs))
	for i, v := range init.Lhs {
		if v.Name() != "_" {
			f.define(v, f.convertTo(f.local(vals[i], at), ts[i], v.Type()), at)
		}
	}
}
