package lower

import (
	"go/ast"
	"go/token"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// A jump is an enclosing statement that break or continue may name.
type jump struct {
	name              string // its label, if any
	to                *ir.Label
	breaks, continues bool // what an unlabelled statement in it means
}

func (f *fn) inside(j *jump, build func()) {
	f.jumps = append(f.jumps, j)
	build()
	f.jumps = f.jumps[:len(f.jumps)-1]
}

// target finds the enclosing statement of this function that a branch means.
func (f *fn) target(tok token.Token, name string) *jump {
	for i := len(f.jumps) - 1; i >= 0; i-- {
		j := f.jumps[i]
		if name != "" && j.name == name || name == "" && (tok == token.BREAK && j.breaks || tok == token.CONTINUE && j.continues) {
			return j
		}
	}
	return nil
}

// labeled lowers a labelled statement. The label becomes a node only if a goto
// needs it; break and continue know the statement itself.
func (f *fn) labeled(s *ast.LabeledStmt) {
	name := s.Label.Name
	if f.esc.gotos[name] {
		f.emit(&ir.LabelStmt{At: ir.At(s.Pos()), Label: f.label(name)})
	}
	f.control(s.Stmt, name)
}

func (f *fn) label(name string) *ir.Label {
	if f.labels[name] == nil {
		f.labels[name] = &ir.Label{Name: name}
	}
	return f.labels[name]
}

func (f *fn) labeledBlock(s *ast.BlockStmt, label string) {
	b := &ir.Block{At: ir.At(s.Pos()), Label: &ir.Label{Name: label}}
	f.inside(&jump{name: label, to: b.Label}, func() {
		b.List = f.block(func() { f.stmts(s.List) })
	})
	f.emit(b)
}

func (f *fn) branchStmt(s *ast.BranchStmt) {
	if s.Tok == token.FALLTHROUGH {
		return // the switch has seen it
	}
	name := ""
	if s.Label != nil {
		name = s.Label.Name
	}
	f.branch(s.Tok, name, s.Pos())
}

// branch lowers break, continue and goto, out of the bodies of loops over
// functions if need be.
func (f *fn) branch(tok token.Token, name string, at token.Pos) {
	if tok == token.GOTO {
		if f.loop != nil && !f.loop.labels[name] {
			f.leave(exit{tok: tok, name: name}, at)
			return
		}
		f.emit(&ir.Branch{At: ir.At(at), Tok: tok, To: f.label(name)})
		return
	}
	if j := f.target(tok, name); j != nil {
		f.emit(&ir.Branch{At: ir.At(at), Tok: tok, To: j.to})
		return
	}
	if f.loop == nil {
		fail(at, "%s is not in a loop", tok)
	}
	if name == "" || name == f.loop.label {
		f.endBody(tok == token.CONTINUE, at)
		return
	}
	f.leave(exit{tok: tok, name: name}, at)
}

// returnStmt lowers return. In the body of a loop over a function it sets the
// results of the function around the loop, which are cells, and leaves the loop.
func (f *fn) returnStmt(s *ast.ReturnStmt) {
	vals := f.returnValues(s)
	if f.loop == nil {
		f.emit(&ir.Return{At: ir.At(s.Pos()), Values: vals})
		return
	}
	for i := range vals {
		vals[i] = f.freeze(vals[i])
	}
	owner := f.frame()
	for i, v := range vals {
		r := f.capture(owner, owner.ir.Results[i])
		f.emit(&ir.Assign{At: ir.At(s.Pos()), L: f.local(r, s.Pos()), R: v})
	}
	f.leave(exit{tok: token.RETURN}, s.Pos())
}

func (f *fn) returnValues(s *ast.ReturnStmt) []ir.Expr {
	results := f.frame().ir.Results
	if len(s.Results) == 1 && len(results) > 1 {
		vals, ts := f.values(s.Results[0], len(results))
		out := make([]ir.Expr, len(vals))
		for i, v := range vals {
			out[i] = f.convertTo(f.local(v, s.Pos()), ts[i], results[i].Type.Go)
		}
		return out
	}
	var thunks []func() ir.Expr
	for i, e := range s.Results {
		thunks = append(thunks, func() ir.Expr { return f.exprTo(e, results[i].Type.Go) })
	}
	return f.operands(thunks...)
}
