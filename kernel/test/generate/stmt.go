package generate

import (
	"fmt"
	"strings"
)

// stmt writes a statement of any sort.
func (b *body) stmt() {
	if !b.afford(1) {
		return
	}
	b.risks = 0
	if b.trying && b.pick.chance(2) {
		b.risks = 1
	}
	if b.depth > 4 || b.pick.chance(3) {
		b.simple()
		return
	}
	if b.pure || b.pick.chance(2) {
		b.control()
		return
	}
	b.effect()
}

// simple writes a statement without statements in it.
func (b *body) simple() {
	switch b.pick(9) {
	case 0, 1, 2:
		t := b.typ(2)
		b.define(t, b.expr(t, 3))
	case 3, 4:
		b.assign()
	case 5, 6:
		b.update()
	case 7:
		b.exchange()
	case 8:
		b.pairs()
	}
}

// control writes a statement that other statements are in.
func (b *body) control() {
	switch b.pick(10) {
	case 0, 1:
		b.ifStmt()
	case 2, 3:
		b.forStmt()
	case 4, 5:
		b.rangeStmt()
	case 6:
		b.switchStmt()
	case 7:
		b.typeSwitch()
	case 8:
		b.gotoLoop()
	case 9:
		b.earlyReturn()
	}
}

// effect writes a statement that pure functions must not have.
func (b *body) effect() {
	switch b.pick(19) {
	case 0:
		if vars := b.find(func(*variable) bool { return true }); len(vars) > 0 {
			v := oneOf(b.pick, vars)
			b.show(v.name, v.t)
		}
	case 1, 2:
		b.callStmt()
	case 3, 4:
		b.try()
	case 5, 13:
		b.defineClosure()
	case 6, 14:
		b.callClosure()
	case 7:
		b.pointerMethod()
	case 8:
		b.ifaceMethod()
	case 9:
		b.growing()
	case 10:
		b.order()
	case 11:
		b.deferStmt()
	case 12:
		b.printing()
	default:
		b.feature()
	}
}

// A place is what can be assigned.
type place struct {
	text string
	t    *typ
}

// places are the variables and their parts; what is behind a pointer or in a slice only where effects
// are allowed.
func (b *body) places() []place {
	var out []place
	vars := b.vars
	if !b.pure && (len(vars) == 0 || b.pick.chance(4)) {
		vars = append(vars[:len(vars):len(vars)], b.globals...)
	}
	for _, v := range vars {
		if !v.fixed {
			out = append(out, b.placesIn(v.name, v.t, v.solid, 2)...)
		}
	}
	return out
}

func (b *body) placesIn(e string, t *typ, solid bool, d int) []place {
	var out []place
	if !solid {
		out = append(out, place{e, t})
	}
	if d == 0 {
		return out
	}
	switch {
	case t.kind == kStruct:
		for _, f := range t.fields {
			out = append(out, b.placesIn(e+"."+f.name, f.t, false, d-1)...)
		}
	case t.kind == kArray:
		out = append(out, b.placesIn(fmt.Sprintf("%s[%d]", e, b.pick(t.n)), t.elem, false, d-1)...)
		out = append(out, b.placesIn(fmt.Sprintf("%s[uint(gint)%%%d]", e, t.n), t.elem, false, d-1)...)
	case t.kind == kPointer && !b.pure && (solid || b.risks > 0):
		out = append(out, b.placesIn("(*"+e+")", t.elem, false, d-1)...)
	case t.kind == kSlice && !b.pure && b.risks > 0:
		out = append(out, b.placesIn(fmt.Sprintf("%s[%d]", e, b.pick(3)), t.elem, false, d-1)...)
	}
	return out
}

// target chooses a place; if it can panic, nothing else in the statement may.
func (b *body) target(want func(*typ) bool) (place, bool) {
	var fits []place
	for _, p := range b.places() {
		if want(p.t) {
			fits = append(fits, p)
		}
	}
	if len(fits) == 0 {
		return place{}, false
	}
	p := oneOf(b.pick, fits)
	if strings.ContainsAny(p.text, "*[") {
		b.risks = 0
	}
	return p, true
}

func (b *body) assign() {
	if p, ok := b.target(func(*typ) bool { return true }); ok {
		b.p("%s = %s", p.text, b.expr(p.t, 3))
	}
}

// update writes x op= y, x++ or x--.
func (b *body) update() {
	p, ok := b.target(func(t *typ) bool { return t.kind.isBasic() && t.kind != kBool })
	if !ok {
		return
	}
	switch {
	case p.t.kind == kString:
		b.p("%s += %s", p.text, p.t.spell+"(cut(string("+b.expr(p.t, 2)+")))")
		b.p("%s = %s(cut(string(%s)))", p.text, p.t.spell, p.text)
	case b.pick.chance(4):
		b.p("%s%s", p.text, oneOf(b.pick, []string{"++", "--"}))
	case p.t.kind.integer():
		b.updateInteger(p)
	default:
		b.p("%s %s %s", p.text, oneOf(b.pick, []string{"+=", "-="}), b.expr(p.t, 2))
	}
}

func (b *body) updateInteger(p place) {
	switch b.pick(4) {
	case 0:
		b.p("%s %s (%s & 67)", p.text, oneOf(b.pick, []string{"<<=", ">>="}), b.varying(b.integer(), 1))
	case 1:
		b.p("%s %s (%s | 1)", p.text, oneOf(b.pick, []string{"/=", "%="}), b.varying(p.t, 1))
	default:
		b.p("%s %s %s", p.text, oneOf(b.pick, []string{"+=", "-=", "*=", "&=", "|=", "^=", "&^="}), b.expr(p.t, 2))
	}
}

// exchange assigns several places at once.
func (b *body) exchange() {
	b.risks = 0
	first, ok := b.target(func(*typ) bool { return true })
	if !ok {
		return
	}
	second, ok := b.target(func(t *typ) bool { return t.spell == first.t.spell })
	if !ok {
		second = first
	}
	if b.pick.chance(2) {
		b.p("%s, %s = %s, %s", first.text, second.text, second.text, first.text)
		return
	}
	third, ok := b.target(func(*typ) bool { return true })
	if !ok {
		third = first
	}
	b.p("%s, %s, %s = %s, %s, %s", first.text, second.text, third.text,
		b.expr(first.t, 2), first.text, b.expr(third.t, 2))
}

// pairs writes the forms with ok.
func (b *body) pairs() {
	ok := b.name("ok")
	maps := b.find(func(v *variable) bool { return v.t.kind == kMap && v.t.key.kind != kAny })
	anys := b.find(func(v *variable) bool { return v.t.kind == kAny || v.t.kind == kIface })
	switch {
	case len(maps) > 0 && b.pick.chance(2):
		m := oneOf(b.pick, maps)
		v := b.name("v")
		b.p("%s, %s := %s[%s]\n_, _ = %s, %s", v, ok, m.name, b.expr(m.t.key, 2), v, ok)
		b.add(v, m.t.elem)
	case len(anys) > 0:
		t, v, x := b.typ(1), b.name("v"), oneOf(b.pick, anys)
		if x.t.kind == kIface {
			t = nil
			for _, u := range b.named {
				if implements(u, x.t, false) {
					t = u
				}
			}
			if t == nil {
				return
			}
		}
		b.p("%s, %s := %s.(%s)\n_, _ = %s, %s", v, ok, x.name, t.spell, v, ok)
		b.add(v, t)
	default:
		return
	}
	b.add(ok, basic(kBool))
}
