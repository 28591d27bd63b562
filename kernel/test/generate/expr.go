package generate

import (
	"fmt"
	"strings"
)

// An operand is an expression; Go has rules of its own for constant ones.
type operand struct {
	text     string
	constant bool
}

func computed(format string, args ...any) operand {
	return operand{text: fmt.Sprintf(format, args...)}
}

// expr writes an expression of the type, with operations nested up to d deep.
func (b *body) expr(t *typ, d int) string { return b.operand(t, d).text }

func (b *body) operand(t *typ, d int) operand {
	if d <= 0 {
		return b.leaf(t)
	}
	for range 4 {
		if e, ok := b.anyExpr(t, d); ok {
			return e
		}
	}
	return b.leaf(t)
}

// leaf is a variable, a part of one, or a literal.
func (b *body) leaf(t *typ) operand {
	if !b.pick.chance(4) {
		if places := b.reads(t); len(places) > 0 {
			return operand{text: oneOf(b.pick, places)}
		}
	}
	return operand{text: b.literal(t), constant: t.kind.isBasic()}
}

// varying is an expression that is no constant.
func (b *body) varying(t *typ, d int) string {
	e := b.operand(t, d)
	if !e.constant {
		return e.text
	}
	return t.spell + "(g" + basicNames[t.kind] + ")"
}

// reads are the expressions for parts of variables that have the type and cannot panic.
func (b *body) reads(t *typ) []string {
	var out []string
	for _, v := range b.find(func(v *variable) bool { return len(parts(v.name, v.t, t, 2)) > 0 }) {
		out = append(out, parts(v.name, v.t, t, 2)...)
	}
	return out
}

func parts(e string, from, want *typ, d int) []string {
	var out []string
	if from.spell == want.spell {
		out = append(out, e)
	}
	if d == 0 {
		return out
	}
	switch from.kind {
	case kStruct:
		for _, f := range from.fields {
			out = append(out, parts(e+"."+f.name, f.t, want, d-1)...)
		}
	case kArray:
		for i := range from.n {
			out = append(out, parts(fmt.Sprintf("%s[%d]", e, i), from.elem, want, d-1)...)
		}
	}
	return out
}

// anyExpr writes an operation of one sort, if there is one of this sort for the type.
func (b *body) anyExpr(t *typ, d int) (operand, bool) {
	switch b.pick(16) {
	case 0:
		return b.leaf(t), true
	case 1:
		return b.element(t, d)
	case 2:
		return b.callPure(t, d)
	case 3:
		return b.callMethod(t, d)
	case 4:
		return b.conditional(t, d)
	case 5:
		return b.assertion(t, d)
	case 6:
		return b.deref(t, d)
	case 7:
		return b.converted(t, d)
	case 8:
		return b.callLiteral(t, d)
	case 9:
		return b.callValue(t, d)
	}
	switch {
	case t.kind == kBool:
		return b.boolean(t, d)
	case t.kind.integer():
		return b.integerExpr(t, d)
	case t.kind.float(), t.kind.complex():
		return b.floatExpr(t, d)
	case t.kind == kString:
		return b.stringExpr(t, d)
	}
	return b.composite(t, d)
}

// element reads an element of a slice, map or array.
func (b *body) element(t *typ, d int) (operand, bool) {
	vars := b.find(func(v *variable) bool {
		return (v.t.kind == kSlice || v.t.kind == kMap || v.t.kind == kArray) && v.t.elem.spell == t.spell
	})
	if len(vars) == 0 {
		return operand{}, false
	}
	v := oneOf(b.pick, vars)
	switch {
	case v.t.kind == kMap && v.t.key.kind == kAny:
		return computed("%s[%s]", v.name, b.literal(v.t.key)), true
	case v.t.kind == kMap:
		return computed("%s[%s]", v.name, b.expr(v.t.key, d-1)), true
	case b.risk():
		return computed("%s[%s]", v.name, b.varying(b.integer(), d-1)), true
	case v.t.kind == kArray:
		return computed("%s[uint(%s)%%%d]", v.name, b.varying(basic(kInt), d-1), v.t.n), true
	}
	return computed("at(%s, %s)", v.name, b.expr(basic(kInt), d-1)), true
}

func (b *body) callPure(t *typ, d int) (operand, bool) {
	var fits []*function
	for _, f := range b.funcs {
		if f.pure && f.results[0].spell == t.spell && (f.plain || !b.noCalls) {
			fits = append(fits, f)
		}
	}
	if len(fits) == 0 {
		return operand{}, false
	}
	f := oneOf(b.pick, fits)
	if !b.afford(f.cost + 1) {
		return operand{}, false
	}
	b.callsValues = b.callsValues || !f.plain
	return computed("%s(%s)", f.name, b.args(f.params, d-1)), true
}

func (b *body) args(params []*typ, d int) string {
	var es []string
	for _, t := range params {
		es = append(es, b.expr(t, d))
	}
	return strings.Join(es, ", ")
}

// callMethod calls a method of a value.
func (b *body) callMethod(t *typ, d int) (operand, bool) {
	type call struct {
		v *variable
		m *method
	}
	var calls []call
	for _, v := range b.find(func(v *variable) bool { return v.t.kind != kIface && v.t.kind != kPointer }) {
		for _, m := range v.t.allMethods() {
			if m.ready && !m.pointer && m.result.spell == t.spell {
				calls = append(calls, call{v, m})
			}
		}
	}
	if len(calls) == 0 {
		return operand{}, false
	}
	c := oneOf(b.pick, calls)
	if !b.afford(c.m.cost + 1) {
		return operand{}, false
	}
	if b.pick.chance(4) {
		return computed("%s.%s(%s, %s)", c.v.t.spell, c.m.name, c.v.name, b.expr(c.m.param, d-1)), true
	}
	return computed("%s.%s(%s)", c.v.name, c.m.name, b.expr(c.m.param, d-1)), true
}

func (b *body) conditional(t *typ, d int) (operand, bool) {
	return computed("iff[%s](%s, %s, %s)", t.spell, b.expr(basic(kBool), d-1), b.expr(t, d-1), b.expr(t, d-1)), true
}

// assertion gets a value out of an interface; it may panic.
func (b *body) assertion(t *typ, d int) (operand, bool) {
	vars := b.find(func(v *variable) bool { return v.t.kind == kAny })
	if len(vars) == 0 || t.kind == kAny || t.kind == kIface || !b.risk() {
		return operand{}, false
	}
	return computed("%s.(%s)", oneOf(b.pick, vars).name, t.spell), true
}

// deref follows a pointer; it may panic.
func (b *body) deref(t *typ, d int) (operand, bool) {
	var out []string
	for _, v := range b.find(func(v *variable) bool { return v.t.kind == kPointer }) {
		if v.solid {
			out = append(out, parts("(*"+v.name+")", v.t.elem, t, 2)...)
		}
	}
	if len(out) == 0 && b.risk() {
		for _, v := range b.find(func(v *variable) bool { return v.t.kind == kPointer }) {
			out = append(out, parts("(*"+v.name+")", v.t.elem, t, 2)...)
		}
	}
	if len(out) == 0 {
		return operand{}, false
	}
	return operand{text: oneOf(b.pick, out)}, true
}

// converted converts from another type with the same structure.
func (b *body) converted(t *typ, d int) (operand, bool) {
	for _, u := range b.named {
		if u.spell != t.spell && u.kind == t.kind && t.kind.isBasic() && b.pick.chance(2) {
			return computed("%s(%s)", t.spell, b.varying(u, d-1)), true
		}
	}
	return operand{}, false
}

// callLiteral calls a function literal at once.
func (b *body) callLiteral(t *typ, d int) (operand, bool) {
	if d < 2 || b.depth > 3 || !b.afford(3) {
		return operand{}, false
	}
	param := b.scalar()
	f := b.literalFunc(true, []*typ{param}, []*typ{t}, func(inner *body) { inner.block(b.pick(2)) })
	return computed("%s(%s)", f, b.expr(param, d-1)), true
}

// callValue calls a variable that holds a function, if it is not nil.
func (b *body) callValue(t *typ, d int) (operand, bool) {
	vars := b.find(func(v *variable) bool { return v.t.kind == kFunc && v.t.result.spell == t.spell })
	if len(vars) == 0 || b.noCalls || !b.methods || !b.risk() || !b.afford(20) {
		return operand{}, false
	}
	b.callsValues = true
	v := oneOf(b.pick, vars)
	return computed("%s(%s)", v.name, b.args(v.t.params, d-1)), true
}
