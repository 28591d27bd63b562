package vm

import (
	"reflect"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file makes loops over notebook variables as fast as loops over local ones. A loop that lets no
// other code run borrows the variables: it has their values in its frame, and gives them
// back when it is left. Should a panic or a stop leave it, unwind does that (see loan).

// loan says where instructions have variables in the frame that have changed.
type loan struct {
	from, to int32 // instructions
	vars     []borrowed
}

// borrowed is a variable and its place in the frame.
type borrowed struct {
	at   int32
	home ptr
	t    reflect.Type
}

// giveBack stores what the code at f.ip has borrowed.
func (f *frame) giveBack() {
	if len(f.fn.loans) == 0 {
		return
	}
	n := f.fn.index(f.ip)
	for _, l := range f.fn.loans {
		if l.from <= n && n < l.to {
			for _, v := range l.vars {
				typedmemmove(typeWord(v.t), v.home, at(f, v.at)) // a slot can be read as memory
			}
		}
	}
}

// borrowing emits a loop with the notebook variables in it borrowed, if it may be.
func (c *compiler) borrowing(s ir.Stmt, emit func()) {
	b := c.mayBorrow(s)
	if b == nil {
		emit()
		return
	}
	c.borrowed = map[*ir.Global]int32{}
	homes := map[*ir.Global]place{}
	for _, g := range b.globals {
		homes[g] = c.globalPlace(g)
		at := c.slot(c.shape(g.Type).words)
		c.named(at, "", g.Name)
		c.loadTo(homes[g], at)
		c.borrowed[g] = at
	}
	l := loan{from: int32(len(c.code))}
	emit()
	l.to = int32(len(c.code))
	for _, g := range b.globals {
		if b.changed[g] {
			l.vars = append(l.vars, borrowed{c.borrowed[g], c.m.opts.Variable(g).Addr().UnsafePointer(), homes[g].t})
			c.store(homes[g], c.borrowed[g])
		}
	}
	c.borrowed = nil
	if len(l.vars) > 0 {
		c.loans = append(c.loans, l)
	}
}

func (c *compiler) globalPlace(g *ir.Global) place {
	p := c.m.opts.Variable(g).Addr().UnsafePointer()
	return place{kind: inMem, base: c.named(c.pointer(p), "&", g.Name), t: c.rep(g.Type)}
}

// borrower looks whether a loop may borrow, and what.
type borrower struct {
	c       *compiler
	globals []*ir.Global
	changed map[*ir.Global]bool
	labels  map[*ir.Label]bool
	pointed map[reflect.Type]bool // what pointers in the loop may lead to
	exempt  map[*ir.Global]bool
	refused bool
}

// mayBorrow returns nil if the loop may not, or need not, borrow anything. Functions are left alone:
// they may run on goroutines that wait for each other without more ado.
func (c *compiler) mayBorrow(s ir.Stmt) *borrower {
	if c.borrowed != nil || !c.f.CellBody {
		return nil
	}
	b := &borrower{
		c: c, changed: map[*ir.Global]bool{}, labels: map[*ir.Label]bool{},
		pointed: map[reflect.Type]bool{}, exempt: map[*ir.Global]bool{},
	}
	ir.EachStmt([]ir.Stmt{s}, b.label)
	ir.EachStmt([]ir.Stmt{s}, b.stmt)
	b.globals = slices.DeleteFunc(b.globals, func(g *ir.Global) bool {
		s := c.shape(g.Type)
		return b.exempt[g] || b.pointed[s.t] || s.class == 'M'
	})
	if b.refused || len(b.globals) == 0 {
		return nil
	}
	return b
}

// label notes the labels of the loop.
func (b *borrower) label(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.For:
		b.labels[s.Label] = true
	case *ir.Range:
		b.labels[s.Label] = true
	case *ir.Block:
		b.labels[s.Label] = true
	case *ir.Switch:
		b.labels[s.Label] = true
	case *ir.LabelStmt:
		b.labels[s.Label] = true
	}
}

// stmt refuses what lets other code run or leaves the loop, and notes what is assigned to.
func (b *borrower) stmt(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.Assign:
		b.assigned(s.L)
	case *ir.AssignOp:
		b.assigned(s.L)
	case *ir.For:
		b.refused = b.refused || waits(s)
	case *ir.Range:
		_, isGlobal := s.X.(*ir.GlobalRef)
		b.refused = b.refused || isGlobal || s.X.Type().Kind == ir.Chan
	case *ir.Branch:
		b.refused = b.refused || !b.labels[s.To]
	case *ir.Define, *ir.AssignPair, *ir.Block, *ir.If, *ir.Switch, *ir.LabelStmt, *ir.ExprStmt:
	default:
		b.refused = true
	}
	for _, e := range ir.Exprs(s) {
		ir.EachExpr(e, b.expr)
	}
}

func (b *borrower) assigned(e ir.Expr) {
	if g, ok := e.(*ir.GlobalRef); ok {
		b.changed[g.Global] = true
	}
}

// waits reports whether nothing in a loop changes what its end depends on: then another goroutine is
// to do that, and must be seen.
func waits(s *ir.For) bool {
	ends := []ir.Expr{s.Cond}
	if s.Cond == nil {
		ends = conditions(s.Body)
	}
	set := assignedIn(append(s.Body[:len(s.Body):len(s.Body)], s.Post...))
	looks, changes := false, false
	for _, end := range ends {
		ir.EachExpr(end, func(e ir.Expr) {
			switch e := e.(type) {
			case *ir.GlobalRef:
				looks, changes = true, changes || set[e.Global]
			case *ir.Local:
				changes = changes || set[e.Var]
			}
		})
	}
	return looks && !changes
}

// conditions are those of the ifs and switches in a loop.
func conditions(list []ir.Stmt) (all []ir.Expr) {
	ir.EachStmt(list, func(s ir.Stmt) {
		switch s.(type) {
		case *ir.If, *ir.Switch:
			all = append(all, ir.Exprs(s)...)
		}
	})
	return all
}

// assignedIn are the variables, local and global, that statements assign to.
func assignedIn(list []ir.Stmt) map[any]bool {
	set := map[any]bool{}
	target := func(e ir.Expr) {
		switch e := e.(type) {
		case *ir.GlobalRef:
			set[e.Global] = true
		case *ir.Local:
			set[e.Var] = true
		}
	}
	ir.EachStmt(list, func(s ir.Stmt) {
		switch s := s.(type) {
		case *ir.Define:
			set[s.Var] = true
		case *ir.Assign:
			target(s.L)
		case *ir.AssignOp:
			target(s.L)
		case *ir.AssignPair:
			set[s.A], set[s.B] = true, true
		}
	})
	return set
}

// expr refuses calls, and keeps variables that pointers may lead to where they are.
func (b *borrower) expr(e ir.Expr) {
	switch e := e.(type) {
	case *ir.GlobalRef:
		if !slices.Contains(b.globals, e.Global) {
			b.globals = append(b.globals, e.Global)
		}
	case *ir.AddrOf:
		if g, ok := e.X.(*ir.GlobalRef); ok {
			b.exempt[g.Global] = true
		}
	case *ir.Deref:
		b.pointed[b.c.rep(e.T)] = true
	case *ir.Builtin:
		b.refused = b.refused || e.Name == "print" || e.Name == "println"
	case *ir.CallNative:
		b.refused = b.refused || !b.c.harmless(e)
	case *ir.Call, *ir.CallValue, *ir.CallIface, *ir.Closure, *ir.MethodValue, *ir.Recover, *ir.Recv:
		b.refused = true
	}
}

// harmless reports whether a compiled function, or method, does nothing but compute.
func (c *compiler) harmless(e *ir.CallNative) bool {
	pkg := e.Pkg
	if e.Recv != nil {
		t := c.rep(e.Recv.Type())
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		pkg = t.PkgPath()
	}
	switch pkg {
	case "math", "math/bits", "math/cmplx", "strings", "strconv", "unicode", "unicode/utf8", "unicode/utf16":
	default:
		return false
	}
	for _, p := range e.Sig.Params {
		if p.Kind == ir.FuncKind || p.Kind == ir.Interface || p.Kind == ir.Pointer {
			return false
		}
	}
	return e.Recv == nil || !e.Recv.Type().IsIface()
}

// slotOf is the place of an expression that is a variable in the frame.
func (c *compiler) slotOf(e ir.Expr) (int32, bool) {
	switch e := e.(type) {
	case *ir.Local:
		return c.variable(e.Var).off, !e.Var.Cell
	case *ir.GlobalRef:
		at, ok := c.borrowed[e.Global]
		return at, ok
	}
	return 0, false
}

// sameVariable reports whether two expressions are one variable.
func sameVariable(x, y ir.Expr) bool {
	if x, ok := x.(*ir.Local); ok {
		y, ok := y.(*ir.Local)
		return ok && x.Var == y.Var
	}
	if x, ok := x.(*ir.GlobalRef); ok {
		y, ok := y.(*ir.GlobalRef)
		return ok && x.Global == y.Global
	}
	return false
}
