package generate

import "fmt"

// This file writes features about calls: panics, methods, recursion.

// panicking panics, by itself or by a fault of each sort.
func (b *body) panicking() {
	t := b.flatType(1)
	n := b.pick.between(3, 9)
	faults := []string{
		fmt.Sprintf("panic(%s)", typed(t, b.expr(t, 2))),
		fmt.Sprintf("panic(fmt.Errorf(\"wrapped: %%w\", errors.New(%q)))", oneOf(b.pick, texts)),
		fmt.Sprintf("s := make([]%s, %d)\nn := %d\n_ = s[n]", t.spell, b.pick(3), n),
		fmt.Sprintf("s := make([]%s, %d)\nn := %d\nfmt.Println(len(s[n:]))", t.spell, b.pick(3), n),
		fmt.Sprintf("s := make([]%s, %d, 8)\nn := %d\nfmt.Println(len(s[n:%d]))", t.spell, b.pick(3), n, b.pick(3)),
		fmt.Sprintf("s := make([]%s, 2, 4)\nn := %d\nfmt.Println(len(s[:1:n]), cap(s[:n:n]))", t.spell, n),
		fmt.Sprintf("s := %q\nn := %d\nfmt.Println(s[:n], s[n])", oneOf(b.pick, texts), n),
		fmt.Sprintf("var p *struct{ A, B %s }\nfmt.Println(p.B)", t.spell),
		fmt.Sprintf("var p *[3]%s\nfor i := range p { fmt.Print(i) }\np[1] = %s", t.spell, b.expr(t, 1)),
		fmt.Sprintf("var m map[int]%s\nfmt.Println(m[1], len(m))\nm[1] = %s", t.spell, b.expr(t, 1)),
		"var f func(int)\nf(1)",
		"var e error\nfmt.Println(e.Error())",
		fmt.Sprintf("var x any = %s\nfmt.Println(x.(fmt.Stringer))", typed(t, b.expr(t, 1))),
		fmt.Sprintf("var x any\nfmt.Println(x.(%s))", t.spell),
		fmt.Sprintf("n := -%d\n_ = make([]%s, n)", n, t.spell),
		fmt.Sprintf("n := -%d\nfmt.Println(1 << n)", n),
		"var c chan int\nclose(c)",
		"c := make(chan int)\nclose(c)\nclose(c)",
		"c := make(chan int, 1)\nclose(c)\nc <- 1",
		fmt.Sprintf("s := make([]%s, 2)\nfmt.Println(*(*[%d]%s)(s))", t.spell, n, t.spell),
		"var e error\npanic(e)",
		"x := any([]int{1})\nfmt.Println(x == x)",
		"var a [4]int\nfor i := 1; i < 8; i++ { a[i] = a[i-1] + i }",
	}
	b.p("try(%q, func() {\n%s\n})", b.name("#"), oneOf(b.pick, faults))
}

// nestedPanics replaces panics, recovers in deferred calls of deferred calls, and panics again.
func (b *body) nestedPanics() {
	f := b.name("np")
	l := b.name("#")
	b.p("%s := func(n int) (r int, err error) {", f)
	b.p("defer func() {\nif x := recover(); x != nil { err = fmt.Errorf(\"got %%v\", x); r += 100 }\n}()")
	if b.pick.chance(2) {
		b.p("defer func() {\ndefer func() { fmt.Println(%q, \"inner\", recover()) }()\nif n > 1 { panic(\"second\") }\nr++\n}()", l)
	}
	if b.pick.chance(2) {
		b.p("defer func() {\nif n%%2 == 0 { panic(fmt.Sprint(\"replaced \", n)) }\n}()")
	}
	if b.pick.chance(2) {
		b.p("defer func() {\nfunc() { fmt.Println(%q, \"too deep\", recover()) }()\n}()", l)
	}
	if b.pick.chance(2) {
		b.p("for i := range n { defer func() { r = r*2 + i }() }")
	}
	b.p("if n > %d { panic(n) }\nreturn n * 7, nil\n}", b.pick(4))
	b.p("for i := range 5 {\nr, err := %s(i)\nfmt.Println(%q, i, r, err)\n}", f, l)
}

func (b *body) deferLoop() {
	t := b.flatType(1)
	x := b.define(t, b.expr(t, 2))
	b.p("func() {\nfor i := range %d {\ndefer fmt.Print(i, %s, \" \")\nif i == %d { %s = %s }\n}\nfmt.Print(\"deferred: \")\n}()\nfmt.Println()", b.pick.between(1, 12), x.name, b.pick(4), x.name, b.expr(t, 2))
}

func (b *body) recursion() {
	t := b.integer()
	f := b.name("rec")
	b.p("var %s func(n int, x %s) %s", f, t.spell, t.spell)
	b.p("%s = func(n int, x %s) %s {\nif n < 2 { return x + %s(n) }", f, t.spell, t.spell, t.spell)
	if b.pick.chance(2) {
		b.p("defer func() { n++ }()")
	}
	b.p("return %s(n-1, x*3) ^ %s(n-2, x+%s)\n}\nfmt.Println(%q, %s(%d, %s))", f, f, b.literal(t), b.name("#"), f, b.pick.between(2, 7), b.expr(t, 2))
}

// methodValues binds methods to values, which are copied, and to pointers, which are not.
func (b *body) methodValues() {
	if b.top {
		return
	}
	for _, u := range b.named {
		for _, m := range u.allMethods() {
			if !m.ready || b.pick.chance(3) || u.kind == kPointer {
				continue
			}
			x, f, g := b.define(u, b.expr(u, 2)), b.name("f"), b.name("f")
			expr := u.spell
			self := x.name
			if m.pointer {
				expr, self = "(*"+u.spell+")", "&"+x.name
			}
			b.p("%s, %s := %s.%s, %s.%s", f, g, x.name, m.name, expr, m.name)
			b.p("%s = %s", x.name, b.expr(u, 2))
			b.p("_, _ = %s, %s", f, g)
			b.quiet++
			call1, call2 := fmt.Sprintf("%s(%s)", f, b.expr(m.param, 1)), fmt.Sprintf("%s(%s, %s)", g, self, b.expr(m.param, 1))
			b.quiet--
			b.results2(call1, []*typ{m.result})
			b.results2(call2, []*typ{m.result})
			return
		}
	}
}

func (b *body) multiCall() {
	t, u := b.flatType(1), b.flatType(1)
	f, g := b.name("f"), b.name("f")
	b.p("%s := func(n int) (%s, %s) {\nif n > 2 { return %s, %s }\nreturn %s, %s\n}", f, t.spell, u.spell, b.expr(t, 1), b.expr(u, 1), b.expr(t, 2), b.expr(u, 2))
	b.p("%s := func(x %s, y ...%s) int { fmt.Print(x, y, \" \"); return len(y) }", g, t.spell, u.spell)
	b.p("fmt.Println(%q, %s(%s(1)), %s(%s(5)))\nfmt.Println(%s(2))", b.name("#"), g, f, g, f, f)
}

func (b *body) embeddedIface() {
	if !b.need("speaker") {
		b.declare(`type speaker interface { speak(n int) string }
type loud struct{ s string; n int }
func (l loud) speak(n int) string { return fmt.Sprint(l.s, n, l.n) }
type counter struct{ calls int }
func (c *counter) speak(n int) string { c.calls += n; return fmt.Sprint("c", c.calls) }
type both struct { speaker; *counter; extra [2]int }
func (b both) speak(n int) string { return b.speaker.speak(n+1) + b.counter.speak(n) }
type deep struct { both; name string }
`)
	}
	x := b.name("x")
	b.p("%s := deep{both{speaker: loud{%s, %s}, counter: &counter{}}, \"d\"}", x, b.expr(basic(kString), 1), b.expr(basic(kInt), 1))
	b.p("for i, s := range []speaker{%s, &%s, %s.both, %s.counter, %s.speaker} { fmt.Print(i, s.speak(i), \" \") }", x, x, x, x, x)
	b.p("fmt.Println(%s.calls, speaker(%s) == speaker(%s))", x, x, x)
	b.p("try(%q, func() { var d deep; fmt.Println(d.speak(1)) })", b.name("#"))
}

func (b *body) errorsChain() {
	if !b.need("fault") {
		b.declare(`type fault struct{ code int; why string }
func (f fault) Error() string { return fmt.Sprint("fault ", f.code, f.why) }
type pfault struct{ fault; err error }
func (f *pfault) Error() string { return "p" + f.fault.Error() }
func (f *pfault) Unwrap() error { return f.err }
`)
	}
	e := b.name("e")
	b.p("var %s error = fault{%d, %q}", e, b.pick(9), oneOf(b.pick, texts))
	b.p("for i := range %d { %s = &pfault{fault{i, \"in\"}, fmt.Errorf(\"at %%d: %%w\", i, %s)} }", b.pick(3), e, e)
	b.p("{\nvar f fault\nvar p *pfault\nfmt.Println(%s, errors.As(%s, &f), f, errors.As(%s, &p), errors.Is(%s, fault{1, \"a\"}))", e, e, e, e)
	b.p("switch x := %s.(type) {\ncase fault:\nfmt.Println(x.code)\ncase interface{ Unwrap() error }:\nfmt.Println(x.Unwrap())\n}\n}", e)
}

// need reports whether a helper has been declared, and notes that it is now.
func (g *gen) need(name string) bool {
	if g.features == nil {
		g.features = map[string]bool{}
	}
	had := g.features[name]
	g.features[name] = true
	return had
}

func (b *body) sliceToArray() {
	t := b.flatType(1)
	s := b.define(sliceOf(t), b.expr(sliceOf(t), 2))
	n := b.pick(4)
	b.p("try(%q, func() {\np := (*[%d]%s)(%s)\na := [%d]%s(%s)", b.name("#"), n, t.spell, s.name, n, t.spell, s.name)
	if n > 0 {
		b.p("p[%d] = %s", n-1, b.expr(t, 1))
	}
	b.p("fmt.Println(p != nil, a, %s)\n})", s.name)
}

func (b *body) funcTable() {
	t := basic(oneOf(b.pick, []kind{kInt8, kUint16, kInt, kFloat32}))
	m := b.name("ops")
	b.p("%s := map[string]func(x, y %s) %s{\n\"add\": func(x, y %s) %s { return x + y },\n\"mul\": func(x, y %s) %s { return x*y + 0 },\n}", m, t.spell, t.spell, t.spell, t.spell, t.spell, t.spell)
	b.p("%s[\"both\"] = func(x, y %s) %s { return %s[\"add\"](%s[\"mul\"](x, y), y) }", m, t.spell, t.spell, m, m)
	b.p("fmt.Println(%q, %s[\"both\"](%s, %s), %s[\"none\"] == nil)", b.name("#"), m, b.expr(t, 2), b.expr(t, 2), m)
}
