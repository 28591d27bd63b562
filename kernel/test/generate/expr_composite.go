package generate

import "strings"

// This file writes expressions of composite types.

func (b *body) composite(t *typ, d int) (operand, bool) {
	switch t.kind {
	case kArray:
		if b.risk() {
			return computed("%s(%s)", t.spell, b.expr(sliceOf(t.elem), d-1)), true
		}
		return computed("%s{%s}", t.spell, b.elements(t.elem, t.n, d-1)), true
	case kSlice:
		return b.slice(t, d)
	case kStruct:
		return computed("%s{%s}", t.spell, b.fieldValues(t, d-1)), true
	case kPointer:
		return b.pointer(t, d)
	case kMap:
		return b.mapExpr(t, d)
	case kFunc:
		return b.funcValue(t)
	case kAny:
		u := b.flatType(2)
		return computed("any(%s)", typed(u, b.expr(u, d-1))), true
	case kIface:
		return b.implementation(t, d)
	}
	return operand{}, false
}

func (b *body) elements(t *typ, n, d int) string {
	var es []string
	for range b.pick.between(0, n) {
		es = append(es, b.expr(t, d))
	}
	return strings.Join(es, ", ")
}

func (b *body) fieldValues(t *typ, d int) string {
	var es []string
	for _, f := range t.fields {
		if !b.pick.chance(4) {
			es = append(es, f.name+": "+b.expr(f.t, d))
		}
	}
	return strings.Join(es, ", ")
}

func (b *body) slice(t *typ, d int) (operand, bool) {
	switch b.pick(7) {
	case 0:
		return computed("%s{%s}", t.spell, b.elements(t.elem, 4, d-1)), true
	case 1:
		return computed("append(%s(nil), %s)", t.spell, b.expr(t.elem, d-1)), true
	case 2:
		return computed("make(%s, %d, %d)", t.spell, b.pick(4), b.pick.between(4, 8)), true
	case 3:
		if t.elem.spell == "uint8" || t.elem.spell == "int32" {
			return computed("%s(cut(%s))", t.spell, b.expr(basic(kString), d-1)), true
		}
		return computed("%s{%d: %s}", t.spell, b.pick(3), b.expr(t.elem, d-1)), true
	case 4:
		return computed("slices.Clone(%s)", typed(t, b.expr(t, d-1))), true
	}
	return b.sliced(t, d)
}

// sliced is a part of a slice or an array variable, which it shares the elements with.
func (b *body) sliced(t *typ, d int) (operand, bool) {
	arrays := b.find(func(v *variable) bool { return v.t.kind == kArray && v.t.elem.spell == t.elem.spell && !b.pure })
	if len(arrays) > 0 && b.pick.chance(2) {
		a := oneOf(b.pick, arrays)
		i := b.pick.between(0, a.t.n)
		return computed("%s(%s[%d:%d])", t.spell, a.name, i, b.pick.between(i, a.t.n)), true
	}
	vars := b.reads(t)
	if len(vars) == 0 {
		return operand{}, false
	}
	s := oneOf(b.pick, vars)
	switch {
	case b.risk():
		return computed("%s[%s:%s]", s, b.varying(b.integer(), d-1), b.varying(basic(kUint8), d-1)), true
	case b.risk():
		return computed("%s[:%s:%s]", s, b.varying(basic(kUint8), d-1), b.varying(basic(kUint8), d-1)), true
	case b.pick.chance(2):
		return computed("%s[idx(%s, len(%s)):]", s, b.expr(basic(kInt), d-1), s), true
	}
	return computed("%s[:idx(%s, len(%s))]", s, b.expr(basic(kInt), d-1), s), true
}

func (b *body) pointer(t *typ, d int) (operand, bool) {
	vars := b.find(func(v *variable) bool { return v.t.spell == t.elem.spell && !v.fixed })
	switch {
	case len(vars) > 0 && !b.pure && b.pick.chance(2):
		return computed("&%s", oneOf(b.pick, vars).name), true
	case t.elem.kind == kStruct || t.elem.kind == kArray:
		return computed("&%s{}", t.elem.spell), true
	}
	return computed("ptr[%s](%s)", t.elem.spell, b.expr(t.elem, d-1)), true
}

func (b *body) mapExpr(t *typ, d int) (operand, bool) {
	switch {
	case b.pick.chance(3):
		return computed("make(%s)", t.spell), true
	case t.key.kind == kAny:
		return operand{text: b.literal(t)}, true
	}
	return computed("%s{%s: %s}", t.spell, b.expr(t.key, d-1), b.expr(t.elem, d-1)), true
}

// funcValue is a function that calls no other func values, so that calls come to an end.
func (b *body) funcValue(t *typ) (operand, bool) {
	for _, f := range b.funcs {
		if f.pure && f.plain && f.cost < 15 && len(f.params) == 1 && f.params[0].spell == t.params[0].spell && f.results[0].spell == t.result.spell {
			return operand{text: f.name}, true
		}
	}
	for _, v := range b.find(func(v *variable) bool { return v.t.kind != kIface && v.t.kind != kPointer }) {
		for _, m := range v.t.allMethods() {
			if m.ready && !m.pointer && m.cost < 15 && m.param.spell == t.params[0].spell && m.result.spell == t.result.spell {
				return computed("%s.%s", v.name, m.name), true
			}
		}
	}
	if b.depth > 3 {
		return operand{}, false
	}
	noCalls := b.noCalls
	b.noCalls = true
	defer func() { b.noCalls = noCalls }()
	cost := b.cost
	f := b.literalFunc(true, t.params, []*typ{t.result}, func(inner *body) {
		inner.times, inner.limit = 1, 15
		inner.block(b.pick(2))
	})
	b.cost = cost
	return operand{text: f}, true
}

// implementation is a value of an interface type with methods.
func (b *body) implementation(t *typ, d int) (operand, bool) {
	for _, u := range b.named {
		for _, pointer := range []bool{false, true} {
			if implements(u, t, pointer) && b.pick.chance(2) {
				if pointer {
					return computed("%s(%s)", t.spell, b.expr(pointerTo(u), d-1)), !b.pure
				}
				return computed("%s(%s)", t.spell, b.expr(u, d-1)), true
			}
		}
	}
	return operand{}, false
}

// implements reports whether u, or a pointer to it, has the methods of t.
func implements(u, t *typ, pointer bool) bool {
	if u.kind == kPointer {
		return false
	}
	for _, want := range t.methods {
		m := u.method(want.name)
		if m == nil || m.pointer && !pointer || m.param.spell != want.param.spell || m.result.spell != want.result.spell {
			return false
		}
	}
	return true
}
