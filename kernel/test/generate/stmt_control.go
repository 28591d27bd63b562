package generate

import (
	"fmt"
	"strconv"
)

// This file writes statements that other statements are in.

func (b *body) ifStmt() {
	cond := b.expr(basic(kBool), 3)
	if b.pick.chance(4) {
		t := b.scalar()
		v := b.name("v")
		b.p("if %s := %s; %s {", v, b.expr(t, 2), b.expr(basic(kBool), 2))
		b.nested(1, func() {
			b.p("_ = %s", v)
			b.add(v, t)
			b.block(b.pick.between(1, 3))
		})
	} else {
		b.p("if %s {", cond)
		b.nested(1, func() { b.block(b.pick.between(1, 3)) })
	}
	if b.pick.chance(2) {
		b.p("} else {")
		b.nested(1, func() { b.block(b.pick.between(1, 2)) })
	}
	b.p("}")
}

// loop writes a loop with this clause, which runs at most n times.
func (b *body) loop(n int, clause string, vars ...*variable) {
	label := ""
	if b.pick.chance(4) {
		label = b.name("L")
		b.p("%s:", label)
	}
	b.p("for %s {", clause)
	b.nested(n, func() {
		for _, v := range vars {
			b.p("_ = %s", v.name)
			b.vars = append(b.vars, v)
		}
		b.block(b.pick.between(1, 3))
		if label != "" {
			b.labels = append(b.labels, label)
			b.jump()
			b.block(1)
			b.labels = b.labels[:len(b.labels)-1]
			b.p("if %s { %s %s }", b.expr(basic(kBool), 2), oneOf(b.pick, []string{"continue", "break"}), label)
		} else if b.pick.chance(2) {
			b.jump()
		}
	})
	b.p("}")
}

// jump leaves a loop or goes to its next turn, in some cases.
func (b *body) jump() {
	target := ""
	if len(b.labels) > 0 && b.pick.chance(2) {
		target = " " + oneOf(b.pick, b.labels)
	}
	b.p("if %s { %s%s }", b.expr(basic(kBool), 2), oneOf(b.pick, []string{"continue", "break"}), target)
}

func (b *body) forStmt() {
	n := b.pick.between(1, 9)
	if !b.afford(n) {
		return
	}
	i, t := b.name("i"), b.integer()
	counter := &variable{name: i, t: t, fixed: true}
	switch b.pick(5) {
	case 0:
		b.loop(n, fmt.Sprintf("%s := %s(0); %s < %d; %s++", i, t.spell, i, n, i), counter)
	case 1:
		b.loop(n, fmt.Sprintf("%s := %s(%d); %s > 0; %s--", i, t.spell, n, i, i), counter)
	case 2:
		b.loop(n, fmt.Sprintf("%s, j := %s(1), %s; %s <= %d; %s, j = %s+1, j", i, t.spell, b.expr(basic(kInt), 1), i, n, i, i), counter)
	case 3:
		b.p("%s := %s(%d)", i, t.spell, n)
		b.loopWithCounter(n, counter)
	case 4:
		b.loop(n, fmt.Sprintf("%s := %s(0); %s != %d && !(%s); %s += 1", i, t.spell, i, n, b.expr(basic(kBool), 2), i), counter)
	}
}

func (b *body) loopWithCounter(n int, counter *variable) {
	b.p("for %s != 0 {\n%s--", counter.name, counter.name)
	labels := b.labels
	b.labels = nil
	b.nested(n, func() {
		b.vars = append(b.vars, counter)
		b.block(b.pick.between(1, 3))
		b.jump()
	})
	b.labels = labels
	b.p("}")
	b.vars = append(b.vars, counter)
}

// rangeStmt ranges over a variable or a number; over maps, whose order is not fixed, see
// mapFeature.
func (b *body) rangeStmt() {
	if b.pick.chance(3) {
		n, i := b.pick.between(1, 6), b.name("i")
		if b.afford(n) {
			b.loop(n, fmt.Sprintf("%s := range %d", i, n), &variable{name: i, t: basic(kInt)})
		}
		return
	}
	t := oneOf(b.pick, []*typ{basic(kString), sliceOf(b.typ(1)), arrayOf(b.pick.between(1, 4), b.typ(1))})
	if vars := b.find(func(v *variable) bool { return v.t.kind == kSlice || v.t.kind == kArray }); len(vars) > 0 && !b.pick.chance(4) {
		t = oneOf(b.pick, vars).t
	}
	if !b.afford(8) {
		return
	}
	i, x := b.name("i"), b.name("x")
	elem := basic(kInt32)
	e := "cut(" + b.expr(basic(kString), 2) + ")"
	if t.kind != kString {
		elem = t.elem
		e = typed(t, "("+b.expr(t, 2)+")")
	}
	if t.kind == kSlice {
		s := b.name("s")
		b.p("%s := %s\n%s = %s[:min(len(%s), 8)]", s, e, s, s, s)
		b.add(s, t)
		e = s
	}
	count := 8
	switch b.pick(3) {
	case 0:
		b.loop(count, fmt.Sprintf("%s := range %s", i, e), &variable{name: i, t: basic(kInt)})
	case 1:
		b.loop(count, fmt.Sprintf("_, %s := range %s", x, e), &variable{name: x, t: elem})
	case 2:
		b.p("for %s, %s := range %s {\n_, _ = %s, %s", i, x, e, i, x)
		b.nested(count, func() {
			b.add(i, basic(kInt))
			b.add(x, elem)
			b.block(b.pick.between(1, 3))
		})
		b.p("}")
	}
}

func (b *body) switchStmt() {
	switch b.pick(3) {
	case 0:
		t := b.integer()
		b.cases(b.varying(t, 3), []string{"0", "1", "2", "3, 4", "5", "100", "127"}, true)
	case 1:
		b.cases(b.varying(basic(kString), 3), []string{`""`, `"a", "go"`, `"é"`, `"xyz"`, `"0"`}, true)
	case 2:
		var conds []string
		for range b.pick.between(1, 3) {
			conds = append(conds, b.varying(basic(kBool), 2))
		}
		b.cases("", conds, true)
	}
}

func (b *body) cases(value string, cases []string, fall bool) {
	b.p("switch %s {", value)
	n := b.pick.between(1, len(cases))
	byDefault := b.pick(n + 2)
	for i := range n {
		if i == byDefault {
			b.p("default:")
			b.nested(1, func() { b.block(1) })
		}
		b.p("case %s:", cases[i])
		b.nested(1, func() { b.block(b.pick.between(0, 2)) })
		switch {
		case fall && i < n-1 && b.pick.chance(5):
			b.p("fallthrough")
		case b.pick.chance(6):
			b.p("if %s { break }", b.expr(basic(kBool), 1))
		}
	}
	b.p("}")
}

// typeSwitch switches on an interface; clauses with one type see the variable as that.
func (b *body) typeSwitch() {
	vars := b.find(func(v *variable) bool { return v.t.kind == kAny })
	if len(vars) == 0 {
		return
	}
	x := b.name("x")
	b.p("switch %s := %s.(type) {", x, oneOf(b.pick, vars).name)
	seen := map[string]bool{}
	for range b.pick.between(1, 4) {
		t := b.flatType(1)
		if t.kind == kAny || seen[t.spell] || t.spell == "int32" || t.spell == "uint8" {
			continue
		}
		seen[t.spell] = true
		b.p("case %s:\n_ = %s", t.spell, x)
		b.nested(1, func() {
			b.add(x, t)
			b.block(b.pick.between(1, 2))
		})
	}
	b.p("case nil, rune, byte:\n_ = %s", x)
	b.nested(1, func() {
		b.add(x, anyType)
		b.block(1)
	})
	b.p("default:\n_ = %s\n}", x)
}

// gotoLoop is a loop made of goto statements, and a jump forward.
func (b *body) gotoLoop() {
	n := b.pick.between(1, 4)
	if !b.afford(n) {
		return
	}
	i, again, end := b.name("i"), b.name("L"), b.name("L")
	b.p("{\n%s := 0\n%s:\nif %s == %s { goto %s }\n{", i, again, i, strconv.Itoa(n), end)
	b.nested(n, func() {
		b.vars = append(b.vars, &variable{name: i, t: basic(kInt), fixed: true})
		b.block(b.pick.between(1, 2))
	})
	b.p("}\n%s++\ngoto %s\n%s:\n_ = %s\n}", i, again, end, i)
}

func (b *body) earlyReturn() {
	if b.top {
		return
	}
	cond := b.expr(basic(kBool), 2)
	if b.namedResults && b.pick.chance(2) {
		b.p("if %s { return }", cond)
		return
	}
	b.p("if %s { return %s }", cond, b.values(b.results))
}
