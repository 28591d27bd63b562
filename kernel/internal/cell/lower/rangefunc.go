package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// funcLoop is the state of a loop over a function while its body is lowered.
type funcLoop struct {
	label  string
	labels map[string]bool // labels that the body itself declares
	state  *ir.Var         // cell of the function around: where the loop is in its life
	exit   *ir.Var         // cell of the function around: how the body wants to leave
	exits  []exit
}

// An exit is one way out of the body, other than ending it or breaking its loop.
type exit struct {
	tok  token.Token // BREAK, CONTINUE, GOTO or RETURN
	name string      // label
}

// rangeFunc lowers a loop over a function. The body becomes a literal that
// returns whether the iteration goes on; everything that leaves it sets the
// variable exit first, and after the call the function around acts on it:
//
//	for v := range seq { if v > 9 { return v }; use(v) }
//	->
//	state, exit := 0, 0
//	RangeFunc seq(func(v T) bool {
//		check(state, Enter)
//		if v > 9 { result = v; exit = 1; check(state, Stop); return false }
//		use(v)
//		check(state, Next); return true
//	})
//	After: check(state, Done); if exit == 1 { return }
func (f *fn) rangeFunc(s *ast.RangeStmt, label string) {
	sig := f.typeOf(s.X).Underlying().(*types.Signature)
	yield := sig.Params().At(0).Type().Underlying().(*types.Signature)
	intT := types.Typ[types.Int]
	loop := &funcLoop{label: label, labels: labelsIn(s.Body), state: f.cellTemp(intT), exit: f.cellTemp(intT)}
	fn := f.freeze(f.expr(s.X))
	at := s.For
	f.emit(&ir.Define{At: ir.At(at), Var: loop.state})
	f.emit(&ir.Define{At: ir.At(at), Var: loop.exit})
	body := f.loopBody(s, yield, loop)
	r := &ir.RangeFunc{At: ir.At(at), Fn: fn, Body: body, State: loop.state}
	r.After = f.block(func() { f.afterLoop(loop, at) })
	f.emit(r)
}

// loopBody lowers the body of the loop to a literal.
func (f *fn) loopBody(s *ast.RangeStmt, yield *types.Signature, loop *funcLoop) *ir.Closure {
	g := f.nested(s.Body.Pos())
	g.loop = loop
	g.ir.Name = f.frame().ir.Name
	g.ir.RangeBody = true
	g.ir.End = s.Body.End()
	g.ir.Sig = f.irType(yield)
	for v := range yield.Params().Variables() {
		g.ir.Params = append(g.ir.Params, &ir.Var{Type: f.irType(v.Type()), Index: g.count()})
	}
	g.ir.Results = []*ir.Var{{Type: f.irType(types.Typ[types.Bool]), Index: g.count()}}
	at := s.Body.Lbrace
	g.check(ir.RangeEnter, at)
	g.bodyVars(s)
	g.stmts(s.Body.List)
	g.endBody(true, s.Body.Rbrace)
	g.ir.Body = *g.out
	return &ir.Closure{Node: node(s.For, g.ir.Sig), Func: g.ir}
}

// bodyVars passes the body's parameters on to the variables that the learner wrote,
// one after the other: the compiler, here and only here, sets the first target before
// it evaluates the operands of the second.
func (g *fn) bodyVars(s *ast.RangeStmt) {
	for i, e := range []ast.Expr{s.Key, s.Value} {
		if e == nil || isBlank(e) {
			continue
		}
		var loc ir.Expr
		if s.Tok == token.ASSIGN {
			loc = g.expr(e)
		}
		g.passOn(e, g.defined(e), loc, g.ir.Params[i])
	}
}

// check emits a check of the loop's state, seen from its body.
func (g *fn) check(op ir.RangeOp, at token.Pos) {
	g.emit(&ir.RangeCheck{At: ir.At(at), State: g.capture(g.outer, g.loop.state), Op: op})
}

// endBody ends the current call of the body: with true for the next value, with
// false to stop the loop.
func (g *fn) endBody(more bool, at token.Pos) {
	op := ir.RangeStop
	if more {
		op = ir.RangeNext
	}
	g.check(op, at)
	g.emit(&ir.Return{At: ir.At(at), Values: []ir.Expr{g.boolConst(more, at)}})
}

// leave stops the loop and asks the function around to act on e.
func (g *fn) leave(e exit, at token.Pos) {
	exitVar := g.local(g.capture(g.outer, g.loop.exit), at)
	g.emit(&ir.Assign{At: ir.At(at), L: exitVar, R: g.intConst(g.loop.code(e), at)})
	g.endBody(false, at)
}

// code returns the number of an exit, from 1.
func (l *funcLoop) code(e exit) int64 {
	for i, known := range l.exits {
		if known == e {
			return int64(i + 1)
		}
	}
	l.exits = append(l.exits, e)
	return int64(len(l.exits))
}

// afterLoop acts on the way in which the body was left.
func (f *fn) afterLoop(loop *funcLoop, at token.Pos) {
	f.emit(&ir.RangeCheck{At: ir.At(at), State: loop.state, Op: ir.RangeDone})
	boolT := f.irType(types.Typ[types.Bool])
	for i, e := range loop.exits {
		code := f.local(loop.exit, at)
		want := &ir.Const{Node: node(at, code.Type()), Value: constant.MakeInt64(int64(i + 1))}
		cond := &ir.Compare{Node: node(at, boolT), Op: token.EQL, X: code, Y: want}
		f.emit(&ir.If{At: ir.At(at), Cond: cond, Then: f.block(func() { f.act(e, at) })})
	}
}

// act continues an exit in the function around the loop, which may itself be the
// body of a loop over a function.
func (f *fn) act(e exit, at token.Pos) {
	switch {
	case e.tok != token.RETURN:
		f.branch(e.tok, e.name, at)
	case f.loop != nil:
		f.leave(e, at)
	default:
		f.emit(&ir.Return{At: ir.At(at)})
	}
}

// labelsIn collects the labels declared in a body, without those of literals.
func labelsIn(body *ast.BlockStmt) map[string]bool {
	labels := map[string]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.LabeledStmt:
			labels[n.Label.Name] = true
		}
		return true
	})
	return labels
}
