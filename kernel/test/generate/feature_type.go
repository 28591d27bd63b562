package generate

// This file writes features about types and switches.

// valueSwitch switches on values of all sorts, interfaces included.
func (b *body) valueSwitch() {
	t := b.comparableType(1)
	l := b.name("#")
	b.p("for i, x := range []any{%s, 1, \"a\", nil, %s, 2.5, [2]int{1, 2}, struct{ A int }{3}, int8(1)} {\nswitch x {", typed(t, b.expr(t, 2)), typed(t, b.expr(t, 1)))
	cases := []string{"case 1, \"b\":", "case nil:", "case any(" + typed(t, b.expr(t, 1)) + "):", "case [2]int{1, 2}, int8(1):", "case struct{ A int }{3}:", "case 2.5:"}
	for i := range b.pick.between(1, len(cases)) {
		b.p("%s\nfmt.Print(i, \"c%d \")", cases[i], i)
		if b.pick.chance(4) {
			b.p("if i > 3 { break }\nfallthrough")
		}
	}
	b.p("default:\nfmt.Print(i, \"- \")\n}\n}\nfmt.Println(%q)", l)
}

// intSwitch has many cases, dense or far apart.
func (b *body) intSwitch() {
	t := b.integer()
	step := oneOf(b.pick, []int{1, 1, 3, 9})
	n := b.pick.between(2, 13)
	b.p("for i := range %s(%d) {\nswitch y := i * %d; y {", t.spell, min(n*step/3+3, 60), oneOf(b.pick, []int{1, 1, 2}))
	for k := range n {
		if k == n/2 && b.pick.chance(2) {
			b.p("default:\nfmt.Print(\"d\", y, \" \")")
		}
		b.p("case %d:\nfmt.Print(%d, \" \")", k*step, k)
		if b.pick.chance(5) {
			b.p("continue")
		}
	}
	b.p("}\nfmt.Print(\".\")\n}\nfmt.Println()")
}

// typeSwitches on types that look alike, interfaces and nil pointers.
func (b *body) typeSwitches() {
	if !b.need("alike") {
		b.declare(`type celsius float64
type kelvin float64
func (k kelvin) Get() string { return "kelvin" }
type ints []int
type pairOfInts struct{ A, B int }
type getter interface{ Get() string }
type ptrGetter struct{ n int }
func (p *ptrGetter) Get() string { if p == nil { return "nil getter" }; return fmt.Sprint("getter ", p.n) }
func kindOf[T any](x T) string {
	switch y := any(x).(type) {
	case nil: return "nil"
	case celsius, kelvin: return fmt.Sprintf("%T %v", y, y)
	case getter: return "getter " + y.Get()
	case ints: return fmt.Sprint("ints ", len(y))
	case []int: return fmt.Sprint("[]int ", len(y))
	case pairOfInts: return fmt.Sprint("pair ", y.A+y.B)
	case struct{ A, B int }: return fmt.Sprint("struct ", y.A-y.B)
	case func(int) int: return "func"
	case map[string]T: return "map of itself"
	case []T: return "slice"
	case *T: return "pointer"
	case error: return "error " + y.Error()
	}
	return fmt.Sprintf("other %T", x)
}
`)
	}
	t := b.flatType(1)
	values := []string{"celsius(1.5)", "kelvin(2)", "ints{1, 2}", "[]int{3}", "pairOfInts{4, 5}", "struct{ A, B int }{6, 7}", "func(n int) int { return n }", "(*ptrGetter)(nil)",
		"&ptrGetter{8}", "getter(kelvin(1))", "getter(nil)", "errors.New(\"e\")", "any(nil)", "any(ints(nil))", typed(t, b.expr(t, 2)), "[]any{}", "float64(celsius(2))", "ints([]int{1})",
		"pairOfInts(struct{ A, B int }{1, 1})", "new(any)", "map[string]any{}"}
	for range b.pick.between(1, 4) {
		b.p("fmt.Println(%q, kindOf(%s))", b.name("#"), oneOf(b.pick, values))
	}
}

// conversions goes from type to type and back.
func (b *body) conversions() {
	k1, k2 := b.integer(), b.integer()
	x := b.define(k1, b.expr(k1, 2))
	b.p("fmt.Println(%q, %s(%s), %s(%s(%s)), float32(%s), float64(%s), complex64(complex(float32(%s), 0)))", b.name("#"), k2.spell, x.name, k1.spell, k2.spell, x.name, x.name, x.name, x.name)
	f := basic(oneOf(b.pick, []kind{kFloat32, kFloat64}))
	y := b.define(f, b.expr(f, 2))
	b.p("if %s > -1e6 && %s < 1e6 {\nfmt.Println(int64(%s), int32(%s), float32(%s), float64(%s) == float64(float32(%s)))\n}", y.name, y.name, y.name, y.name, y.name, y.name, y.name)
	b.p("if %s >= 0 && %s < 60000 { fmt.Println(uint16(%s), uint64(%s*3e14+0), uint(%s)) }", y.name, y.name, y.name, y.name, y.name)
	b.p("fmt.Println(string([]rune{rune(uint16(%s)), 'x'}), []byte(fmt.Sprint(%s)), float64(uint64(%s)|1<<63), float32(uint64(%s)|1<<40))", x.name, x.name, x.name, x.name)
}

// odd has types without size, recursive types and blank fields.
func (b *body) odd() {
	if !b.need("forest") {
		b.declare(`type forest []forest
func (f forest) count() (n int) { for _, t := range f { n += 1 + t.count() }; return }
type step func(int) (int, step)
type dict map[string]dict
type blank struct { _ int; A int8; _ string; B [0]int; C struct{} }
`)
	}
	switch b.pick(5) {
	case 0:
		b.p("fmt.Println(%q, forest{{}, {{}, {{}}}, nil}.count(), len(forest(nil)))", b.name("#"))
	case 1:
		b.p("{\nvar up step\nup = func(n int) (int, step) { if n > %d { return n, nil }; return n * 2, up }\nfor n, f := up(1); f != nil; n, f = f(n + 1) { fmt.Print(n, \" \") }\nfmt.Println()\n}", b.pick(30))
	case 2:
		b.p("{\nd := dict{\"a\": {\"b\": nil}}\nd[\"a\"][\"c\"] = d[\"x\"][\"y\"]\nfmt.Println(%q, len(d[\"a\"]), d[\"a\"][\"b\"] == nil, d)\n}", b.name("#"))
	case 3:
		b.p("{\nx, y := blank{A: %s}, blank{A: 1}\nm := map[blank]int{x: 1}\nm[y]++\ns := make([]struct{}, 3)\ns = append(s, struct{}{}, x.C)\nfmt.Println(%q, x == y, len(m), len(s), len(x.B))\n}", b.expr(basic(kInt8), 1), b.name("#"))
	case 4:
		b.p("fmt.Println(len(map[struct{}]int{{}: 1}), [2]struct{}{} == [2]struct{}{})")
	}
}

// constrained has type parameters with methods and core types.
func (b *body) constrained() {
	if !b.need("setter") {
		b.declare(`type setter[T any] interface { *T; Set(string) }
type named struct{ s string }
func (n *named) Set(s string) { n.s = s + "!" }
type counted int
func (c *counted) Set(s string) { *c += counted(len(s)) }
func parsed[T any, P setter[T]](ss ...string) (out []T) {
	for _, s := range ss { var x T; P(&x).Set(s); out = append(out, x) }
	return
}
func doubled[S ~[]E, E any](s S) S { return append(s[:len(s):len(s)], s...) }
func keysOf[M ~map[K]V, K cmp.Ordered, V any](m M) []K { return slices.Sorted(maps.Keys(m)) }
func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(x A) C { return g(f(x)) } }
type option[T any] struct { v *T }
func some[T any](x T) option[T] { return option[T]{&x} }
func (o option[T]) or(x T) T { if o.v == nil { return x }; return *o.v }
func (o option[T]) then(f func(T) option[T]) option[T] { if o.v == nil { return o }; return f(*o.v) }
type ring[T any, N interface{ ~int | ~int8 }] struct { buf [3]T; at N }
func (r *ring[T, N]) add(xs ...T) { for _, x := range xs { r.buf[r.at%3] = x; r.at++ } }
type bag[K comparable] map[K]int
func (g bag[K]) put(ks ...K) bag[K] { for _, k := range ks { g[k]++ }; return g }
`)
	}
	t, k := b.flatType(1), b.comparableType(1)
	switch b.pick(6) {
	case 0:
		b.p("fmt.Println(%q, parsed[named](%s, \"b\"), parsed[counted](%s, \"x\"))", b.name("#"), b.expr(basic(kString), 1), b.expr(basic(kString), 2))
	case 1:
		s := sliceOf(t)
		b.p("fmt.Println(%q, doubled(%s))", b.name("#"), typed(s, b.expr(s, 2)))
	case 2:
		m := mapOf(basic(kString), t)
		b.p("fmt.Println(%q, keysOf(%s))", b.name("#"), typed(m, b.expr(m, 2)))
	case 3:
		u := b.flatType(1)
		b.p("fmt.Println(%q, compose(func(x %s) %s { return %s }, func(y %s) string { return fmt.Sprint(y) })(%s))", b.name("#"), t.spell, u.spell, b.expr(u, 2), u.spell, b.expr(t, 1))
	case 4:
		b.p("{\no := some(%s)\nvar none option[%s]\nf := func(x %s) option[%s] { return some(%s) }\nfmt.Printf(\"%%v %%v %%v %%T\\n\", o.then(f).or(%s), none.then(f).or(%s), o.or(%s), none)\n}", typed(t, b.expr(t, 2)), t.spell, t.spell, t.spell, b.expr(t, 1), b.expr(t, 1), b.expr(t, 1), b.expr(t, 1))
	case 5:
		b.p("{\nvar r ring[%s, int8]\nr.add(%s, %s, %s, %s)\nadd := r.add\nadd(%s)\nfmt.Println(%q, r, len(bag[%s]{}.put(%s, %s, %s)))\n}", t.spell, b.expr(t, 1), b.expr(t, 1), b.expr(t, 1), b.expr(t, 1), b.expr(t, 1),
			b.name("#"), k.spell, b.expr(k, 2), b.expr(k, 1), b.expr(k, 1))
	}
}

// initialized has package variables that need each other.
func (b *body) initialized() {
	t := b.integer()
	x, y, z, f := b.name("pv"), b.name("pv"), b.name("pv"), b.name("pf")
	b.declare("var %s = %s + %s\nvar %s = %s()\nvar %s, _ = func() (%s, string) { return %s, \"\" }()\nfunc %s() %s { return %s * 2 }\nfunc init() { %s++ }\n",
		x, y, z, y, f, z, t.spell, b.literal(t), f, t.spell, z, z)
	b.p("%s += %s\nfmt.Println(%q, %s, %s, %s())", x, y, b.name("#"), x, z, f)
}

// texts is about long sums, comparisons and conversions that the compiler treats in special ways.
func (b *body) texts() {
	s := b.define(basic(kString), b.expr(basic(kString), 2))
	t := b.define(basic(kString), b.expr(basic(kString), 2))
	b.p("fmt.Println(%q, %s+\"-\"+%s+%s+\"é\", %s < %s, %s >= %s, %s+%s == %s+%s, len(%s+%s))", b.name("#"), s.name, t.name, s.name, s.name, t.name, s.name, t.name, s.name, t.name, t.name, s.name, s.name, t.name)
	b.p("{\nbs := []byte(%s + %s)\nm := map[string]int{string(bs): 1}\nbs = append(bs, %s...)\nfor i := range bs { bs[i] ^= 1 }\nfmt.Println(m[string(bs)], m[%s+%s], string(bs) == %s, string(bs[:len(bs)/2]), copy(bs, %s))", s.name, t.name, t.name, s.name, t.name, s.name, t.name)
	b.p("for i, c := range []byte(%s) { bs = append(bs, c, byte(i)) }\nswitch string(bs) {\ncase %s: fmt.Println(\"same\")\ndefault: fmt.Println(bs)\n}\n}", s.name, s.name)
}
