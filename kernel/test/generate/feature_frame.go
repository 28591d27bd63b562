package generate

import (
	"fmt"
	"strings"
)

// This file writes features about where values live: large and many variables, variables that are
// new in each turn, closures that share code or variables.

// large has values that do not fit anywhere.
func (b *body) large() {
	t := basic(oneOf(b.pick, []kind{kInt, kUint8, kFloat32, kString, kInt16}))
	n := oneOf(b.pick, []int{40, 300, 9000})
	f, l := b.name("f"), b.name("#")
	b.p("{\nvar before, after [3]%s\nvar a [%d]%s\nbefore[1], after[2] = %s, %s", t.spell, n, t.spell, b.expr(t, 1), b.expr(t, 1))
	b.p("%s := func(x [%d]%s, i int) (int, [%d]%s) { x[i] = %s; return i + 1, x }", f, n, t.spell, n, t.spell, b.expr(t, 1))
	b.p("i := %d\na[i] = before[1]\ni, c := %s(a, i)\na[%d], c[i] = c[i-1], a[i-1]\nafter[0] = c[i]", b.pick(n-2), f, n-1)
	b.p("fmt.Println(%q, a == c, a[i], c[i-1], before, after, len(c))\n}", l)
}

// many has more variables, parameters and results than there are registers.
func (b *body) many() {
	n := b.pick.between(5, 24)
	var ps, rs, xs, sum, lits []string
	for i := range n {
		t := b.scalar()
		ps = append(ps, fmt.Sprintf("p%d %s", i, t.spell))
		rs = append(rs, t.spell)
		xs = append(xs, fmt.Sprintf("x%d", i))
		sum = append(sum, fmt.Sprintf("p%d", i))
		lits = append(lits, b.expr(t, 1))
	}
	f := b.name("f")
	b.p("{\n%s := func(%s) (%s) { fmt.Print(%s, \" \"); return %s }", f, strings.Join(ps, ", "), strings.Join(rs, ", "), sum[b.pick(n)], strings.Join(sum, ", "))
	b.p("%s := %s(%s)\n%s = %s(%s)\nfmt.Println(%q, %s)\n}", strings.Join(xs, ", "), f, strings.Join(lits, ", "), strings.Join(xs, ", "), f, strings.Join(xs, ", "), b.name("#"), strings.Join(xs, ", "))
}

// freshVariables declares variables in a loop and a recursion, which are zero each time.
func (b *body) freshVariables() {
	t, u := b.flatType(2), b.flatType(2)
	f := b.name("f")
	b.p("{\nvar %s func(n int)\n%s = func(n int) {\nfor i := range 2 {\nvar x %s\nvar y %s\nvar keep func()", f, f, t.spell, u.spell)
	b.p("fmt.Print(x, y, keep == nil, \" \")\nx, y = %s, %s", b.expr(t, 2), b.expr(u, 2))
	if b.pick.chance(2) {
		b.p("keep = func() { x = %s }\nkeep()", b.expr(t, 1))
	}
	b.p("if n > i { %s(n - 1 - i) }\nif i == 0 { continue }\nfmt.Print(x, y, \" \")\n_ = keep\n}\n}\n%s(%d)\nfmt.Println()\n}", f, f, b.pick.between(0, 3))
}

// sharedCode calls closures of the same code with different variables in turn, and from each other.
func (b *body) sharedCode() {
	t := b.flatType(1)
	mk, l := b.name("mk"), b.name("#")
	b.p("{\nvar %s func(n int, x %s, next func(int) string) func(int) string", mk, t.spell)
	b.p("%s = func(n int, x %s, next func(int) string) func(int) string {\nreturn func(d int) string {\nn += d\nif next == nil || d > 3 { return fmt.Sprint(n, x) }", mk, t.spell)
	if b.pick.chance(2) {
		b.p("x = %s", b.expr(t, 1))
	}
	b.p("return fmt.Sprint(n, \"(\", next(d+1), \")\", next(d+2), x)\n}\n}")
	b.p("a := %s(1, %s, nil)\nb := %s(10, %s, a)\nc := %s(100, %s, b)\nfmt.Println(%q, a(1), b(2), c(1), a(1), b(0))\n}", mk, b.expr(t, 2), mk, b.expr(t, 1), mk, b.expr(t, 1), l)
}

// sharedVariables has closures, pointers and the function itself change the same variables.
func (b *body) sharedVariables() {
	t := b.flatType(1)
	a := arrayOf(2, t)
	b.p("{\nx, arr, n := %s, %s, 0\np, q := &x, &arr[1]", typed(t, b.expr(t, 2)), typed(a, b.expr(a, 2)))
	steps := []string{
		"x = " + b.expr(t, 1), "*p = " + b.expr(t, 1), "*q = x", "arr[0], x = x, arr[1]", "arr = " + a.spell + "{x, *q}",
		"func() { x, n = arr[0], n+1 }()", "set(*q)", "p, q = q, p", "n++", "y := x; defer func() { x = y }()", "both(&n, p)",
	}
	b.p("set := func(v %s) { arr[1], n = v, n*2 }\nboth := func(i *int, v *%s) { *i += 3; *v = arr[0] }\n_, _, _ = set, both, q", t.spell, t.spell)
	b.p("func() {")
	for range b.pick.between(2, 6) {
		step := oneOf(b.pick, steps)
		if strings.HasPrefix(step, "y :=") {
			step = "{ " + step + " }"
		}
		b.p("%s", step)
	}
	b.p("}()\nfmt.Println(%q, x, arr, n, fmt.Sprint(*p) == fmt.Sprint(x))\n}", b.name("#"))
}
