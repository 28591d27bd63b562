package generate

// This file writes operations on the basic types.

func (b *body) boolean(t *typ, d int) (operand, bool) {
	if b.pick.chance(4) {
		x, y := b.varying(t, d-1), b.expr(t, d-1)
		return computed("(%s %s %s)", x, oneOf(b.pick, []string{"&&", "||", "==", "!="}), y), true
	}
	if b.pick.chance(5) {
		return computed("!%s", b.varying(t, d-1)), true
	}
	return b.comparison(t, d)
}

func (b *body) comparison(t *typ, d int) (operand, bool) {
	u, op := b.scalar(), oneOf(b.pick, []string{"==", "!=", "<", "<=", ">", ">="})
	if b.pick.chance(3) || !u.kind.isOrdered() {
		op = oneOf(b.pick, []string{"==", "!="})
		u = b.comparableType(2)
	}
	x := ""
	if u.kind.isBasic() {
		x = b.varying(u, d-1)
	} else {
		x = "(" + b.expr(u, d-1) + ")"
	}
	return computed("%s(%s %s (%s))", t.spell, x, op, b.expr(u, d-1)), true
}

func (b *body) integerExpr(t *typ, d int) (operand, bool) {
	switch b.pick(12) {
	case 0:
		return computed("len(%s)", b.varying(basic(kString), d-1)), t.spell == "int"
	case 1:
		from := b.integer()
		return computed("%s(%s)", t.spell, b.varying(from, d-1)), true
	case 2:
		from := basic(oneOf(b.pick, []kind{kFloat64, kFloat32}))
		return computed("%s(clamp(float64(%s)))", t.spell, b.varying(from, d-1)), true
	case 3:
		return computed("(%s%s)", oneOf(b.pick, []string{"-", "^", "+"}), b.varying(t, d-1)), true
	case 4:
		return b.shift(t, d)
	case 5:
		return b.division(t, d)
	case 6:
		return computed("%s(%s, %s)", oneOf(b.pick, []string{"min", "max"}), b.varying(t, d-1), b.expr(t, d-1)), true
	}
	op := oneOf(b.pick, []string{"+", "-", "*", "&", "|", "^", "&^"})
	if b.pick.chance(2) {
		return computed("(%s %s %s)", b.varying(t, d-1), op, b.expr(t, d-1)), true
	}
	return computed("(%s %s %s)", b.expr(t, d-1), op, b.varying(t, d-1)), true
}

func (b *body) shift(t *typ, d int) (operand, bool) {
	op := oneOf(b.pick, []string{"<<", ">>"})
	count := b.integer()
	switch {
	case b.pick.chance(3):
		return computed("(%s %s %d)", b.varying(t, d-1), op, b.pick(70)), true
	case b.risk():
		return computed("(%s %s %s)", b.varying(t, d-1), op, b.varying(count, d-1)), true
	}
	return computed("(%s %s (%s & 71))", b.varying(t, d-1), op, b.varying(count, d-1)), true
}

func (b *body) division(t *typ, d int) (operand, bool) {
	op := oneOf(b.pick, []string{"/", "%"})
	switch {
	case b.pick.chance(2):
		n := b.pick.between(1, 11)
		if t.kind.signed() && b.pick.chance(3) {
			n = -n
		}
		return computed("(%s %s %d)", b.varying(t, d-1), op, n), true
	case b.risk():
		return computed("(%s %s %s)", b.varying(t, d-1), op, b.varying(t, d-1)), true
	}
	return computed("(%s %s (%s | 1))", b.varying(t, d-1), op, b.varying(t, d-1)), true
}

// floatExpr avoids results of minus zero: on Yaegi they may lose the sign.
func (b *body) floatExpr(t *typ, d int) (operand, bool) {
	other := map[kind]kind{kFloat32: kFloat64, kFloat64: kFloat32, kComplex64: kComplex128, kComplex128: kComplex64}[t.kind]
	switch b.pick(8) {
	case 0:
		return computed("(%s(%s) + 0)", t.spell, b.varying(basic(other), d-1)), true
	case 1:
		if t.kind.complex() {
			return b.complexOf(t, d)
		}
		return computed("%s(%s)", t.spell, b.varying(b.integer(), d-1)), true
	case 2:
		if t.kind.complex() {
			return operand{}, false
		}
		return computed("%s(%s, %s)", oneOf(b.pick, []string{"min", "max"}), b.varying(t, d-1), b.expr(t, d-1)), true
	case 3:
		return computed("(-%s + 0)", b.varying(t, d-1)), true
	case 4:
		if t.kind == kFloat64 {
			return computed("%s(real(%s))", t.spell, b.varying(basic(kComplex128), d-1)), true
		}
		if t.kind == kFloat32 {
			return computed("%s(imag(%s))", t.spell, b.varying(basic(kComplex64), d-1)), true
		}
	case 5:
		return computed("(%s / (%s + 0) + 0)", b.expr(t, d-1), b.varying(t, d-1)), true
	}
	return computed("(%s %s %s + 0)", b.varying(t, d-1), oneOf(b.pick, []string{"+", "-", "*"}), b.expr(t, d-1)), true
}

func (b *body) complexOf(t *typ, d int) (operand, bool) {
	half := basic(kFloat64)
	if t.kind == kComplex64 {
		half = basic(kFloat32)
	}
	return computed("%s(complex(%s, %s))", t.spell, b.varying(half, d-1), b.varying(half, d-1)), true
}

func (b *body) stringExpr(t *typ, d int) (operand, bool) {
	str := basic(kString)
	switch b.pick(9) {
	case 0, 1:
		return computed("%s(cut(string(%s + %s)))", t.spell, b.varying(t, d-1), b.expr(t, d-1)), true
	case 2:
		return computed("%s(strconv.Itoa(%s))", t.spell, b.expr(basic(kInt), d-1)), true
	case 3:
		return computed("%s(rune(%s))", t.spell, b.varying(basic(kUint16), d-1)), true
	case 4:
		return computed("%s(cut(strings.Repeat(%s, %d)))", t.spell, b.expr(str, d-1), b.pick(4)), true
	case 5:
		u := b.flatType(2)
		return computed("%s(cut(fmt.Sprint(%s)))", t.spell, typed(u, b.expr(u, d-1))), true
	case 6:
		return computed("%s([]byte(%s))", t.spell, b.expr(str, d-1)), true
	case 7:
		return computed("%s([]rune(%s))", t.spell, b.expr(str, d-1)), true
	}
	return b.slicedString(t, d)
}

func (b *body) slicedString(t *typ, d int) (operand, bool) {
	vars := b.reads(t)
	if len(vars) == 0 {
		return operand{}, false
	}
	s, i := oneOf(b.pick, vars), b.varying(basic(kInt), d-1)
	switch {
	case b.risk():
		return computed("%s[%s:%s]", s, i, oneOf(b.pick, []string{"", b.varying(basic(kInt8), d-1)})), true
	case b.pick.chance(2):
		return computed("%s[:idx(%s, len(%s))]", s, i, s), true
	}
	return computed("%s[idx(%s, len(%s)):]", s, i, s), true
}
