package generate

import "fmt"

// This file writes loops whose variables and limits change on the way, and assignments that
// read what they write.

// changingLoop changes the counter, the limit or the step of a loop in its body.
func (b *body) changingLoop() {
	t := basic(oneOf(b.pick, []kind{kInt, kInt, kInt64, kInt8, kUint8, kUint32}))
	i, n, step, l := b.name("i"), b.name("n"), b.name("d"), b.name("#")
	b.p("%s, %s := %s(%d), %s(%d)\n_, _ = %s, %s", n, step, t.spell, b.pick.between(3, 9), t.spell, b.pick.between(1, 3), n, step)
	post := oneOf(b.pick, []string{i + "++", i + " += " + step, i + " += 2", i + " += " + i + " + 1"})
	cond := oneOf(b.pick, []string{i + " < " + n, i + " <= " + n, n + " > " + i, i + " != " + n + " && " + i + " < 20"})
	b.p("for %s := %s(0); %s; %s {", i, t.spell, cond, post)
	if !b.top && b.pick.chance(3) {
		b.p("defer func() { fmt.Print(%s, \" \") }()", i)
	}
	for range b.pick.between(1, 3) {
		b.p("%s", oneOf(b.pick, []string{
			fmt.Sprintf("if %s == 2 { %s-- }", i, n),
			fmt.Sprintf("if %s%%3 == 1 { %s++; continue }", i, i),
			fmt.Sprintf("if %s > 4 { %s = %s }", i, n, i),
			fmt.Sprintf("%s += %s & 1", step, i),
			fmt.Sprintf("fmt.Print(%s, \" \")", i),
			fmt.Sprintf("func() { %s += %s & 1 }()", i, step),
		}))
	}
	b.p("fmt.Print(%s, %s, \" \")\n}\nfmt.Println(%q, %s, %s)", i, step, l, n, step)
}

// wrappingLoop counts until the counter wraps.
func (b *body) wrappingLoop() {
	switch b.pick(3) {
	case 0:
		b.p("for i := uint8(%d); i >= 250; i++ { fmt.Print(i, \" \") }", b.pick.between(250, 255))
	case 1:
		b.p("for i := int8(%d); i > 0; i += %d { fmt.Print(i, \" \") }", b.pick.between(100, 127), b.pick.between(1, 9))
	case 2:
		b.p("for i := int16(-32766); i < 0; i -= %d { fmt.Print(i, \" \") }", b.pick.between(1, 3))
	}
	b.p("fmt.Println()")
}

// changingSlice ranges over and counts along slices that change meanwhile.
func (b *body) changingSlice() {
	e := b.flatType(1)
	s, l := b.name("s"), b.name("#")
	b.p("%s := []%s{%s, %s, %s}", s, e.spell, b.expr(e, 2), b.expr(e, 1), b.expr(e, 1))
	change := func() string {
		return oneOf(b.pick, []string{
			fmt.Sprintf("%s = append(%s[:min(len(%s), 6)], %s)", s, s, s, b.expr(e, 1)),
			fmt.Sprintf("%s = %s[:len(%s)-len(%s)/2]", s, s, s, s),
			fmt.Sprintf("%s[len(%s)-1] = %s", s, s, b.expr(e, 1)),
			fmt.Sprintf("%s = nil", s),
			fmt.Sprintf("%s[0], %s[len(%s)-1] = %s[len(%s)-1], %s[0]", s, s, s, s, s, s),
		})
	}
	switch b.pick(3) {
	case 0:
		b.p("for i, x := range %s {\nif len(%s) > 0 && i < 3 { %s }\nfmt.Print(i, x, len(%s), \" \")\n}", s, s, change(), s)
	case 1:
		b.p("for i := 0; i < len(%s) && i < 8; i++ {\nif i == %d { %s }\nif i < len(%s) { fmt.Print(i, %s[i], \" \") }\n}", s, b.pick(3), change(), s, s)
	case 2:
		b.p("for i := range %s {\nif len(%s) > 0 { %s }\nif len(%s) > i { fmt.Print(i, %s[i], \" \") }\n}", s, s, change(), s, s)
	}
	b.p("fmt.Println(%q, %s)", l, s)
}

// selfAssign builds a value of parts of the variable it is assigned to.
func (b *body) selfAssign() {
	e := b.flatType(1)
	l := b.name("#")
	switch b.pick(6) {
	case 0:
		a := b.define(arrayOf(3, e), b.expr(arrayOf(3, e), 2))
		b.p("%s = [3]%s{%s[2], %s[0], %s[1]}\nfmt.Println(%q, %s)", a.name, e.spell, a.name, a.name, a.name, l, a.name)
		b.p("%s[0], %s[1], %s[2] = %s[1], %s[2], %s[0]\nfmt.Println(%s, %s)", a.name, a.name, a.name, a.name, a.name, a.name, a.name, b.comparison1(e, a.name))
	case 1:
		t := structOf([]field{{name: "A", t: e}, {name: "B", t: e}, {name: "C", t: arrayOf(2, e)}})
		x := b.define(t, b.expr(t, 2))
		b.p("%s = %s{A: %s.B, B: %s.A, C: [2]%s{%s.C[1], %s.A}}\nfmt.Println(%q, %s)", x.name, t.spell, x.name, x.name, e.spell, x.name, x.name, l, x.name)
		b.p("%s.A, %s = %s, %s{B: %s.A}\nfmt.Println(%s)", x.name, x.name, b.expr(e, 1), t.spell, x.name, x.name)
	case 2:
		s := b.define(sliceOf(e), fmt.Sprintf("[]%s{%s, %s}", e.spell, b.expr(e, 2), b.expr(e, 1)))
		i := b.name("i")
		b.p("%s := 0\n%s, %s[%s] = 1, %s\n%s[%s], %s = %s, 0\nfmt.Println(%q, %s, %s)", i, i, s.name, i, b.expr(e, 1), s.name, i, i, b.expr(e, 1), l, s.name, i)
	case 3:
		s, t := b.name("s"), b.name("s")
		b.p("%s, %s := []%s{%s}, []%s{%s, %s}\n%s, %s = %s[1:], append(%s, %s...)\nfmt.Println(%q, %s, %s)", s, t, e.spell, b.expr(e, 1), e.spell, b.expr(e, 1), b.expr(e, 1), s, t, t, s, t, l, s, t)
	case 4:
		b.p("{\ntype link struct { x %s; next *link }\nvar head *link\nfor i := range 4 {\nhead = &link{next: head}\nif i == 2 { head.x = %s }\n}", e.spell, b.expr(e, 1))
		b.p("var prev *link\nfor head != nil { head.next, prev, head = prev, head, head.next }\nfor p := prev; p != nil; p = p.next { fmt.Print(p.x, \" \") }\nfmt.Println()\n}")
	case 5:
		m := b.name("m")
		b.p("%s := map[string][2]%s{\"a\": {%s}}\n%s[\"b\"], %s[\"a\"] = %s[\"a\"], [2]%s{%s[\"a\"][1], %s[\"a\"][0]}\nfmt.Println(%q, %s)", m, e.spell, b.expr(e, 2), m, m, m, e.spell, m, m, l, m)
	}
}

// comparison1 compares two elements, if Go lets them be compared.
func (b *body) comparison1(t *typ, a string) string {
	if !t.comparable() {
		return fmt.Sprintf("[3]bool{len(fmt.Sprint(%s[0])) > 0, true, true}", a)
	}
	return fmt.Sprintf("[3]bool{%s[0] == %s[1], %s[1] == %s[2], %s != %s}", a, a, a, a, a, a)
}

// matrix works on slices of slices, of structs and of arrays, by index.
func (b *body) matrix() {
	t := basic(oneOf(b.pick, []kind{kInt, kFloat64, kInt32, kUint8, kUint64, kFloat32, kInt64, kComplex64}))
	m, n := b.name("m"), b.pick.between(1, 4)
	e := oneOf(b.pick, []string{t.spell, "struct{ a string; v " + t.spell + " }", "[2]" + t.spell})
	field := map[byte]string{t.spell[0]: "", 's': ".v", '[': "[1]"}[e[0]]
	if e == t.spell {
		field = ""
	}
	b.p("%s := make([][]%s, %d)\nfor i := range %s { %s[i] = make([]%s, %d) }", m, e, n, m, m, e, n+1)
	b.p("for i := 0; i < %d; i++ {\nfor j := 0; j < %d; j++ {\n%s[i][j]%s = %s(%s)\n%s[i][j]%s += %s\nif i > 0 { %s[i][j]%s -= %s[i-1][j]%s }", n, n+1, m, field, t.spell, conversion(t, "i*j+1"), m, field, b.literal(t), m, field, m, field)
	b.p("if j > 0 { %s[i][j]%s += %s[i][j-1]%s*%s[i][j]%s }\n}\n}\nfmt.Println(%q, %s)", m, field, m, field, m, field, b.name("#"), m)
	if b.pick.chance(2) {
		b.p("try(%q, func() {\nfor i := 0; i < %d; i++ {\n%s[i%%%d][i]%s += %s\n}\n})", b.name("#"), n+3, m, n+b.pick(2), field, b.literal(t))
	}
}

func conversion(t *typ, e string) string {
	if t.kind.complex() {
		return "complex(float32(" + e + "), 1)"
	}
	return e
}

// updates changes numbers behind pointers, in fields, maps and slices in one statement each.
func (b *body) updates() {
	t := basic(oneOf(b.pick, []kind{kInt, kFloat64, kInt8, kUint16, kInt64, kString, kFloat32, kComplex128}))
	x := b.name("x")
	b.p("%s := struct { n %s; p *%s; m map[string]%s; s []%s; a [3]%s; in struct{ b bool; n %s } }{p: new(%s), m: map[string]%s{}, s: make([]%s, 2)}",
		x, t.spell, t.spell, t.spell, t.spell, t.spell, t.spell, t.spell, t.spell, t.spell)
	b.p("q := &%s\n_ = q\nfor i := range 3 {\n_ = i", x)
	for range b.pick.between(2, 6) {
		place := oneOf(b.pick, []string{x + ".n", "*" + x + ".p", x + `.m["k"]`, x + ".s[1]", x + ".a[i]", x + ".in.n", "q.n", "*q.p", "q.a[2]", "q.in.n", `q.m["l"]`, "q.s[i&1]"})
		op := "+="
		if t.kind != kString {
			op = oneOf(b.pick, []string{"+=", "-=", "+="})
		}
		b.p("%s %s %s", place, op, b.cutIf(t, b.expr(t, 1)))
	}
	b.p("}\nfmt.Println(%q, %s.n, *%s.p, %s.m, %s.s, %s.a, %s.in)", b.name("#"), x, x, x, x, x, x)
}

func (b *body) updatesBlock() { b.p("{"); b.updates(); b.p("}") }

func (b *body) cutIf(t *typ, e string) string {
	if t.kind == kString {
		return "cut(" + e + ")"
	}
	return e
}
