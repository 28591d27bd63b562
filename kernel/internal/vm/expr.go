package vm

import (
	"go/constant"
	"go/token"
	"math"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// expr emits an expression and returns the slot with its value: dst, unless that is 0. What it
// does with dst it does last, so that e may read what dst holds; see [compiler.scattered].
//
// A slot that is not a temporary is that of a variable or constant: it must not be written to.
func (c *compiler) expr(e ir.Expr, dst int32) int32 {
	before := c.at
	defer func() { c.at = before }()
	if e.Pos().IsValid() {
		c.at = e.Pos()
	}
	switch e := e.(type) {
	case *ir.Const:
		return c.moved(c.constantOf(e), dst, e)
	case *ir.Zero:
		return c.zeroOf(e, dst)
	case *ir.Local, *ir.GlobalRef, *ir.FieldOf, *ir.Deref:
		return c.loadFrom(c.placeOf(e), dst)
	case *ir.NativeRef:
		return c.nativeRef(e, dst)
	case *ir.Index:
		return c.indexed(e, dst)
	case *ir.Retype:
		return c.expr(e.X, dst)
	case *ir.Unary:
		return c.unary(e, dst)
	case *ir.Binary:
		x := c.expr(e.X, 0)
		if at, ok := c.fusedBinary(e.Op, e.T, x, e.Y, dst); ok {
			return at
		}
		return c.binary(e.Op, e.T, x, c.expr(e.Y, 0), dst)
	case *ir.Shift:
		return c.shift(e.Op, e.T, c.expr(e.X, 0), e.Y, dst)
	case *ir.Compare:
		return c.compare(e, dst)
	case *ir.Logic:
		return c.logic(e, dst)
	case *ir.AddrOf:
		return c.addrOf(e, dst)
	case *ir.SliceOf:
		return c.sliceOf(e, dst)
	case *ir.StructLit:
		return c.structLit(e, dst)
	case *ir.ArrayLit:
		return c.arrayLit(e, dst)
	case *ir.New:
		return c.newOf(e, dst)
	case *ir.Make:
		return c.makeOf(e, dst)
	case *ir.Call:
		return c.call(e, dst)
	case *ir.CallValue:
		return c.callValue(e, dst)
	case *ir.FuncRef:
		return c.funcRef(e, dst)
	case *ir.Closure:
		return c.closure(e, dst)
	case *ir.Builtin:
		return c.builtin(e, dst)
	case *ir.Convert:
		return c.convert(e, dst)
	}
	return c.more(e, dst)
}

// want returns dst, or a temporary for a value of type t.
func (c *compiler) want(dst int32, t *ir.Type) int32 {
	if dst != 0 {
		return dst
	}
	return c.temp(c.shape(t).words)
}

// moved is a value that is in src already.
func (c *compiler) moved(src, dst int32, e ir.Expr) int32 {
	if dst == 0 {
		return src
	}
	c.move(dst, src, c.shape(e.Type()))
	return dst
}

// scattered reports whether expr writes to its destination before it has read all
// operands.
func scattered(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Logic, *ir.StructLit, *ir.ArrayLit:
		return true
	case *ir.Retype:
		return scattered(e.X)
	case *ir.Builtin:
		return e.Name == "min" || e.Name == "max"
	}
	return false
}

// constantOf is the slot of a constant.
func (c *compiler) constantOf(e *ir.Const) int32 {
	switch k := e.T.Kind; {
	case k == ir.Bool:
		return c.word(truth(constant.BoolVal(e.Value)))
	case k.Integer():
		n, _ := intOf(e.Value)
		return c.word(n)
	case k == ir.Float64:
		v, _ := constant.Float64Val(constant.ToFloat(e.Value))
		return c.named(c.word(int64(math.Float64bits(v))), "", e.Value.String())
	case k == ir.Float32:
		v, _ := constant.Float32Val(constant.ToFloat(e.Value))
		return c.named(c.word(int64(math.Float32bits(v))), "", e.Value.String())
	case k == ir.Complex64:
		v := complexOf(e.Value)
		x := complex64(v)
		return c.word(*(*int64)(ptr(&x)))
	case k == ir.Complex128:
		v := complexOf(e.Value)
		return c.constant('2', v, func(p ptr) { *(*complex128)(p) = v })
	case k == ir.String:
		return c.text(constant.StringVal(e.Value))
	}
	c.unsupported(e.At, "a constant of type %s", e.T)
	return 0
}

func complexOf(v constant.Value) complex128 {
	v = constant.ToComplex(v)
	re, _ := constant.Float64Val(constant.Real(v))
	im, _ := constant.Float64Val(constant.Imag(v))
	return complex(re, im)
}

// intOf is the word of an integer constant.
func intOf(v constant.Value) (int64, bool) {
	v = constant.ToInt(v)
	if n, ok := constant.Int64Val(v); ok {
		return n, true
	}
	n, ok := constant.Uint64Val(v)
	return int64(n), ok
}

// constInt is the value of an expression that is an integer constant.
func constInt(e ir.Expr) (int64, bool) {
	if k, ok := e.(*ir.Const); ok && k.T.Kind.Integer() {
		return intOf(k.Value)
	}
	return 0, false
}

func (c *compiler) zeroOf(e *ir.Zero, dst int32) int32 {
	s := c.shape(e.T)
	if s.class != 'M' {
		return c.moved(c.zero(s.class), dst, e)
	}
	dst = c.want(dst, e.T)
	c.clear(dst, s)
	return dst
}

// suffix is the letter of the instructions for a type of numbers.
func suffix(k ir.Kind) string {
	switch {
	case k == ir.Float64:
		return "F"
	case k == ir.Float32:
		return "G"
	case k == ir.Complex128:
		return "X"
	case k == ir.Complex64:
		return "Y"
	case k == ir.String:
		return "S"
	case k.Unsigned():
		return "U"
	case k.Integer() || k == ir.Bool:
		return "I"
	}
	return "P"
}

// bits is the width of a narrow integer as the ext instructions are called; "" for the others.
func bits(k ir.Kind) string {
	switch k {
	case ir.Int8:
		return "8s"
	case ir.Int16:
		return "16s"
	case ir.Int32:
		return "32s"
	case ir.Uint8:
		return "8u"
	case ir.Uint16:
		return "16u"
	case ir.Uint32:
		return "32u"
	}
	return ""
}

// fit cuts an integer down to its type.
func (c *compiler) fit(k ir.Kind, at int32) {
	if w := bits(k); w != "" {
		c.ins("ext"+w, at, at, 0)
	}
}

func (c *compiler) unary(e *ir.Unary, dst int32) int32 {
	x := c.expr(e.X, 0)
	k := e.T.Kind
	if e.Op == token.ADD {
		return c.moved(x, dst, e)
	}
	dst = c.want(dst, e.T)
	switch {
	case e.Op == token.NOT:
		c.ins("notB", dst, x, 0)
	case e.Op == token.XOR:
		c.ins("notI", dst, x, 0)
		c.fit(k, dst)
	case k.Integer():
		c.ins("negI", dst, x, 0)
		c.fit(k, dst)
	default:
		c.ins("neg"+suffix(k), dst, x, 0)
	}
	return dst
}

// binary emits an operator on slots.
func (c *compiler) binary(op token.Token, t *ir.Type, x, y, dst int32) int32 {
	dst = c.want(dst, t)
	k := t.Kind
	if !k.Integer() {
		name := map[token.Token]string{token.ADD: "add", token.SUB: "sub", token.MUL: "mul", token.QUO: "div"}[op]
		c.ins(name+suffix(k), dst, x, y)
		return dst
	}
	switch op {
	case token.QUO:
		c.ins("div"+suffix(k), dst, x, y)
	case token.REM:
		c.ins("rem"+suffix(k), dst, x, y)
	default:
		c.emit(integerOp(op), 0, dst, x, y)
	}
	switch op {
	case token.ADD, token.SUB, token.MUL, token.QUO:
		c.fit(k, dst)
	}
	return dst
}

func integerOp(op token.Token) uint16 {
	switch op {
	case token.ADD:
		return opAddI
	case token.SUB:
		return opSubI
	case token.MUL:
		return opMulI
	case token.AND:
		return opAndI
	case token.OR:
		return opOrI
	case token.XOR:
		return opXorI
	case token.AND_NOT:
		return opAndnotI
	}
	panic("vm: operator " + op.String())
}

// shift emits x << y or x >> y.
func (c *compiler) shift(op token.Token, t *ir.Type, x int32, count ir.Expr, dst int32) int32 {
	y := c.expr(count, 0)
	if _, isConst := constInt(count); !isConst && count.Type().Kind.Signed() {
		c.ins("chkShift", 0, y, 0)
	}
	dst = c.want(dst, t)
	if op == token.SHL {
		c.ins("shlI", dst, x, y)
		c.fit(t.Kind, dst)
	} else {
		c.ins("shr"+suffix(t.Kind), dst, x, y)
	}
	return dst
}

// comparison is a comparison as the instructions have it: with the operands swapped, if
// need be.
func comparison(op token.Token, k ir.Kind) (name string, swap bool) {
	switch op {
	case token.GTR:
		op, swap = token.LSS, true
	case token.GEQ:
		op, swap = token.LEQ, true
	}
	name = map[token.Token]string{token.EQL: "eq", token.NEQ: "ne", token.LSS: "lt", token.LEQ: "le"}[op]
	s := suffix(k)
	if s == "U" && (op == token.EQL || op == token.NEQ) {
		s = "I"
	}
	return name + s, swap
}

func (c *compiler) compare(e *ir.Compare, dst int32) int32 {
	x, y := c.comparands(e)
	name, swap := comparison(e.Op, e.X.Type().Kind)
	if swap {
		x, y = y, x
	}
	dst = c.want(dst, e.T)
	c.ins(name, dst, x, y)
	return dst
}

// comparands evaluates the operands of a comparison. Slices and funcs are compared with
// nil only, for which their pointer counts.
func (c *compiler) comparands(e *ir.Compare) (x, y int32) {
	if e.X.Type().Kind != ir.Slice {
		return c.expr(e.X, 0), c.expr(e.Y, 0)
	}
	if _, ok := e.X.(*ir.Zero); ok {
		return c.zero('P'), c.expr(e.Y, 0)
	}
	return c.expr(e.X, 0), c.zero('P')
}

func (c *compiler) logic(e *ir.Logic, dst int32) int32 {
	dst = c.want(dst, e.T)
	end := newLabel()
	c.expr(e.X, dst)
	if e.Op == token.LAND {
		c.jump("jF", end, dst, 0)
	} else {
		c.jump("jT", end, dst, 0)
	}
	c.expr(e.Y, dst)
	c.place(end)
	return dst
}

// branch jumps to l if e is want.
func (c *compiler) branch(e ir.Expr, want bool, l *label) {
	mark := c.mark()
	defer c.release(mark)
	switch e := e.(type) {
	case *ir.Const:
		if constant.BoolVal(e.Value) == want {
			c.jump("jmp", l, 0, 0)
		}
		return
	case *ir.Unary:
		if e.Op == token.NOT {
			c.branch(e.X, !want, l)
			return
		}
	case *ir.Logic:
		c.branchLogic(e, want, l)
		return
	case *ir.Compare:
		if c.branchCompare(e, want, l) {
			return
		}
	}
	if x, ok := e.(*ir.Index); ok && x.X.Type().Kind == ir.Slice {
		s, i := c.expr(x.X, 0), c.index(x.I)
		c.at = x.At
		c.noteIndex(place{nosign: x.I.Type().Kind.Unsigned()})
		c.jump("jx"+map[bool]string{true: "T", false: "F"}[want], l, s, i)
		return
	}
	x := c.expr(e, 0)
	if want {
		c.jump("jT", l, x, 0)
	} else {
		c.jump("jF", l, x, 0)
	}
}

func (c *compiler) branchLogic(e *ir.Logic, want bool, l *label) {
	if (e.Op == token.LOR) == want {
		c.branch(e.X, want, l)
		c.branch(e.Y, want, l)
		return
	}
	skip := newLabel()
	c.branch(e.X, !want, skip)
	c.branch(e.Y, want, l)
	c.place(skip)
}

func (c *compiler) branchCompare(e *ir.Compare, want bool, l *label) bool {
	k, op := e.X.Type().Kind, e.Op
	if k.Complex() {
		return false
	}
	if e.Pos().IsValid() {
		c.at = e.Pos()
	}
	negate := false
	if !want {
		if k.Float() && op != token.EQL && op != token.NEQ {
			negate = true // !(x < y) is not x >= y
		} else {
			op = inverse(op)
		}
	}
	x, y := c.comparands(e)
	name, swap := comparison(op, k)
	if swap {
		x, y = y, x
	}
	if negate {
		name = "n" + name
	}
	c.jump("j"+name, l, x, y)
	return true
}

func inverse(op token.Token) token.Token {
	switch op {
	case token.EQL:
		return token.NEQ
	case token.NEQ:
		return token.EQL
	case token.LSS:
		return token.GEQ
	case token.LEQ:
		return token.GTR
	case token.GTR:
		return token.LEQ
	}
	return token.LSS
}
