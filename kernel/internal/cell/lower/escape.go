package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// escape finds, for one top-level function and all literals in it, the variables
// that need a heap cell. Bodies of loops over functions count as literals.
//
//	x is a cell  <=>  &x is taken (also by x.ptrMethod(), x[:] of an array), or
//	                  a literal captures x and x is assigned to after its declaration
//
// All others are captured by value, which a closure cannot tell from by reference.
type escape struct {
	f      *fn
	cells  map[*types.Var]bool
	defers map[*ast.BlockStmt]bool // function bodies that execute defer statements
	leaves map[ast.Node]bool       // functions left by a return inside a loop over a function

	gotos map[string]bool // labels that some goto names

	owner    map[*types.Var]int // nesting depth of the literal that declares the variable
	captured map[*types.Var]bool
	assigned map[*types.Var]bool
	bodies   []litBody
	bodyOf   map[*fn]ast.Node
}

// litBody is one enclosing function or loop body during the walk.
type litBody struct {
	node ast.Node
	body *ast.BlockStmt // nil for the body of a loop over a function
}

func newEscape(f *fn) *escape {
	return &escape{
		f: f, cells: map[*types.Var]bool{}, defers: map[*ast.BlockStmt]bool{}, leaves: map[ast.Node]bool{}, gotos: map[string]bool{},
		owner: map[*types.Var]int{}, captured: map[*types.Var]bool{}, assigned: map[*types.Var]bool{},
		bodyOf: map[*fn]ast.Node{},
	}
}

// at returns the syntax node of f's function.
func (e *escape) at(f *fn) ast.Node { return e.bodyOf[f] }

// funcBody analyses a declared function.
func (e *escape) funcBody(recv *ast.FieldList, typ *ast.FuncType, body *ast.BlockStmt) {
	e.bodyOf[e.f] = body
	e.inside(body, body, func() {
		if recv != nil {
			ast.Walk(e, recv)
		}
		ast.Walk(e, typ)
		e.results(typ)
		ast.Walk(e, body)
	})
	e.conclude()
}

// step analyses one step of a cell's body.
func (e *escape) step(st Step) {
	e.inside(nil, nil, func() {
		switch {
		case st.Stmt != nil:
			ast.Walk(e, st.Stmt)
		case st.Show != nil:
			ast.Walk(e, st.Show)
		case st.Init != nil:
			ast.Walk(e, st.Init.Rhs)
		}
	})
	e.conclude()
}

func (e *escape) inside(node ast.Node, body *ast.BlockStmt, walk func()) {
	e.bodies = append(e.bodies, litBody{node, body})
	walk()
	e.bodies = e.bodies[:len(e.bodies)-1]
}

func (e *escape) conclude() {
	for v := range e.captured {
		if e.assigned[v] {
			e.cells[v] = true
		}
	}
}

// Visit implements ast.Visitor.
func (e *escape) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.FuncLit:
		e.inside(n.Body, n.Body, func() {
			ast.Walk(e, n.Type)
			e.results(n.Type)
			ast.Walk(e, n.Body)
		})
		return nil
	case *ast.RangeStmt:
		return e.rangeStmt(n)
	case *ast.TypeSwitchStmt:
		for _, c := range n.Body.List {
			if v, ok := e.f.info.Implicits[c].(*types.Var); ok {
				e.owner[v] = len(e.bodies)
			}
		}
	case *ast.Ident:
		e.ident(n)
	case *ast.AssignStmt:
		for _, l := range n.Lhs {
			if !e.declares(l) {
				e.mark(e.assigned, l)
			}
		}
	case *ast.IncDecStmt:
		e.mark(e.assigned, n.X)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			e.mark(e.cells, n.X)
		}
	case *ast.SliceExpr:
		if _, ok := e.f.typeOf(n.X).Underlying().(*types.Array); ok {
			e.mark(e.cells, n.X)
		}
	case *ast.SelectorExpr:
		e.selector(n)
	case *ast.BranchStmt:
		if n.Tok == token.GOTO {
			e.gotos[n.Label.Name] = true
		}
	case *ast.DeferStmt:
		e.deferStmt()
	case *ast.ReturnStmt:
		e.returnStmt()
	}
	return e
}

func (e *escape) ident(id *ast.Ident) {
	if v, ok := e.f.info.Defs[id].(*types.Var); ok {
		e.owner[v] = len(e.bodies)
	}
	if v, ok := e.f.info.Uses[id].(*types.Var); ok {
		if depth, ok := e.owner[v]; ok && depth < len(e.bodies) {
			e.captured[v] = true
		}
	}
}

func (e *escape) declares(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && e.f.info.Defs[id] != nil
}

// mark adds the variable that the storage of x is part of.
func (e *escape) mark(set map[*types.Var]bool, x ast.Expr) {
	if v := e.root(x); v != nil {
		set[v] = true
	}
}

// root returns the variable that x is stored in, or nil if x lies behind a pointer.
func (e *escape) root(x ast.Expr) *types.Var {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		v, _ := e.f.objectOf(x).(*types.Var)
		return v
	case *ast.SelectorExpr:
		sel := e.f.info.Selections[x]
		if sel == nil || sel.Kind() != types.FieldVal || e.f.throughPointer(x) {
			return nil
		}
		return e.root(x.X)
	case *ast.IndexExpr:
		if _, ok := e.f.typeOf(x.X).Underlying().(*types.Array); ok {
			return e.root(x.X)
		}
	}
	return nil
}

// throughPointer reports whether selecting a field passes a pointer.
func (f *fn) throughPointer(x *ast.SelectorExpr) bool {
	t := f.typeOf(x.X)
	_, index, _ := types.LookupFieldOrMethod(t, true, f.pkgOf(x), x.Sel.Name)
	for _, i := range index {
		if _, ok := t.Underlying().(*types.Pointer); ok {
			return true
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			return false
		}
		t = st.Field(i).Type()
	}
	return false
}

// selector marks x in x.M() when M has a pointer receiver: that is (&x).M().
func (e *escape) selector(n *ast.SelectorExpr) {
	sel := e.f.info.Selections[n]
	if sel == nil || sel.Kind() != types.MethodVal {
		return
	}
	t := e.f.typeOf(n.X)
	if types.IsInterface(t) {
		return
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, e.f.pkgOf(n), n.Sel.Name)
	m, ok := obj.(*types.Func)
	if !ok || m.Signature().Recv() == nil {
		return
	}
	if _, ok := m.Signature().Recv().Type().Underlying().(*types.Pointer); ok && !e.f.methodThroughPointer(n) {
		e.mark(e.cells, n.X)
	}
}

// methodThroughPointer reports whether the embedded fields on the way to a
// promoted method, or the operand itself, are pointers.
func (f *fn) methodThroughPointer(n *ast.SelectorExpr) bool {
	t := f.typeOf(n.X)
	_, index, _ := types.LookupFieldOrMethod(t, true, f.pkgOf(n), n.Sel.Name)
	for _, i := range index[:len(index)-1] {
		if _, ok := t.Underlying().(*types.Pointer); ok {
			return true
		}
		t = t.Underlying().(*types.Struct).Field(i).Type()
	}
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// rangeStmt: the body of a loop over a function is a literal of its own.
func (e *escape) rangeStmt(n *ast.RangeStmt) ast.Visitor {
	if n.Tok == token.ASSIGN {
		for _, x := range []ast.Expr{n.Key, n.Value} {
			if x != nil {
				e.mark(e.assigned, x)
			}
		}
	}
	if _, ok := e.f.typeOf(n.X).Underlying().(*types.Signature); !ok {
		return e
	}
	ast.Walk(e, n.X)
	e.inside(n, nil, func() {
		for _, x := range []ast.Expr{n.Key, n.Value} {
			if x != nil {
				ast.Walk(e, x)
			}
		}
		ast.Walk(e, n.Body)
	})
	return nil
}

// deferStmt: a defer in the body of a loop belongs to the function around it.
func (e *escape) deferStmt() {
	for i := len(e.bodies) - 1; i >= 0; i-- {
		if body := e.bodies[i].body; body != nil {
			e.defers[body] = true
			return
		}
	}
	e.defers[nil] = true
}

// returnStmt: a return inside the body of a loop over a function assigns the
// results of the function around it from a literal.
func (e *escape) returnStmt() {
	last := len(e.bodies) - 1
	if e.bodies[last].body != nil {
		return
	}
	for i := last; i >= 0; i-- {
		if e.bodies[i].body != nil {
			e.leaves[e.bodies[i].node] = true
			return
		}
	}
}

// results marks named results as assigned: every return assigns to them.
func (e *escape) results(typ *ast.FuncType) {
	if typ.Results == nil {
		return
	}
	for _, field := range typ.Results.List {
		for _, id := range field.Names {
			if v, ok := e.f.info.Defs[id].(*types.Var); ok {
				e.assigned[v] = true
			}
		}
	}
}
