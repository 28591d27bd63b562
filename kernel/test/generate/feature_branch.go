package generate

import "fmt"

// This file writes features about conditions of loops, results and assignments of calls.

// conditions loops while something holds of numbers of all kinds, strings, pointers, interfaces.
func (b *body) conditions() {
	l := b.name("#")
	switch b.pick(7) {
	case 0:
		t := basic(oneOf(b.pick, []kind{kFloat64, kFloat32, kInt8, kUint64, kUint16, kInt, kUint}))
		op := oneOf(b.pick, []string{"<", "<=", "!="})
		b.p("{\nn := 0\nfor x := %s(0); x %s %d && n < 30; x += %s {\nn++\nif x*2 %s x+%d { continue }\nfmt.Print(x, \" \")\n}\nfmt.Println(%q, n)\n}", t.spell, op, b.pick.between(1, 9), oneOf(b.pick, []string{"1", "2", "x + 1"}), oneOf(b.pick, []string{"<", ">=", "==", "!=", ">"}), b.pick(9), l)
	case 1:
		b.p("{\ns := \"\"\nfor s %s %q && len(s) < 7 { s += %q }\nfor t := s; t != \"\"; t = t[1:] { if t > \"m\" { break }; fmt.Print(t, \" \") }\nfmt.Println(%q, s)\n}", oneOf(b.pick, []string{"<", "<=", "!="}), oneOf(b.pick, texts), oneOf(b.pick, []string{"a", "g", "日"}), l)
	case 2:
		b.p("{\ntype cell struct { n int; next *cell }\nvar p *cell\nfor i := range %d { p = &cell{i, p} }\nq := p\nfor ; p != nil && p.n != %d; p = p.next { fmt.Print(p.n, \" \") }\nfor p == nil || q != p { if q == nil { break }; q = q.next; fmt.Print(\".\") }\nfmt.Println(%q, p == q)\n}", b.pick(6), b.pick(5), l)
	case 3:
		b.p("{\nvar e error\nvar x any = 0\nfor n := 0; e == nil && x != any(%d); n++ {\nx = n\nif n == %d { e = errors.New(\"stop\") }\n}\nfmt.Println(%q, e, x)\n}", b.pick(6), b.pick(6), l)
	case 4:
		b.p("{\ndone, n := false, 0\nfor !done { n++; done = n*n > %d }\nfor ok := true; ok; { n--; ok = n > 2 && !(n == 4) || n == 7 }\nfmt.Println(%q, done, n)\n}", b.pick(40), l)
	case 5:
		t := basic(oneOf(b.pick, []kind{kComplex64, kComplex128, kFloat32}))
		b.p("{\nvar z %s\nn := 0\nfor z == z && n < 12 { z = z*z + %s; n++; if real(complex128(complex(float64(n), 0))) > 8 { break } }\nfmt.Println(%q, n, z == z)\n}", t.spell, b.literal(t), l)
	case 6:
		b.p("{\na, b := [2]int{%d, 1}, [2]int{1, %d}\nn := 0\nfor a != b && n < 9 { a[0], b[1] = a[0]-1, b[1]+a[1]; n++ }\nfmt.Println(%q, a, b, n)\n}", b.pick(9), b.pick(4), l)
	}
}

// arithmetic is sums of products in places of all sorts, and functions of package math.
func (b *body) arithmetic() {
	t := basic(oneOf(b.pick, []kind{kFloat64, kInt, kFloat32, kInt64, kUint8}))
	x, y := b.expr(t, 1), b.expr(t, 1)
	b.p("{\na, b, c, s := %s, %s, %s, []%s{1, 2, 3}\np := &struct{ u, v %s }{u: 1}", typed(t, x), typed(t, y), b.literal(t), t.spell, t.spell)
	for range b.pick.between(2, 6) {
		b.p("%s", oneOf(b.pick, []string{"a = b + a*c", "a = c - a*b", "b = a*c + b", "s[1] -= a", "s[2] += b * c", "p.u -= s[0]", "p.v += a * b", "s[0] = p.u - b*c", "c = a + b - c", "for i := range s { s[i] -= b; a += s[i] * s[i] }", "a, b = b - a*b, a"}))
	}
	b.p("fmt.Println(%q, a, b, c, s, *p)", b.name("#"))
	if t.kind == kFloat64 {
		b.p("fmt.Println(math.Abs(a-b), math.Sqrt(math.Abs(a)), math.Floor(b*0.5), math.Max(a, b), math.Trunc(c/3) == 0, math.IsNaN(math.Sqrt(-1-math.Abs(c))))")
	}
	b.p("}")
}

// resultForms returns named results in another order, from calls, and after deferred changes.
func (b *body) resultForms() {
	t, u := b.flatType(1), b.flatType(1)
	f, g, h := b.name("f"), b.name("g"), b.name("h")
	b.p("{\n%s := func(n int) (x, y %s, z %s) {\nx, z = %s, %s", f, t.spell, u.spell, b.expr(t, 2), b.expr(u, 1))
	if b.pick.chance(2) {
		b.p("defer func() { if n > 1 { x, y = y, x }; n++ }()")
	}
	b.p("switch n {\ncase 0:\nreturn y, x, z\ncase 1:\nreturn\ncase 2:\nreturn x, x, %s\n}\ny = %s\nreturn y, y, z\n}", b.expr(u, 1), b.expr(t, 1))
	b.p("%s := func(n int) (%s, %s, %s) { return %s(n) }", g, t.spell, t.spell, u.spell, f)
	b.p("%s := func(n int) (a, b %s, c %s) { a, _, c = %s(n); func() { _, b, _ = %s(n + 1) }(); return }", h, t.spell, u.spell, g, f)
	b.p("var r struct { x [2]%s; z %s; m map[string]%s }\nr.m = map[string]%s{}", t.spell, u.spell, t.spell, t.spell)
	b.p("for i := range 4 {\nr.x[i&1], r.m[\"k\"], r.z = %s(i)\np := &r.x\n_, p[1], _ = %s(3 - i)\nfmt.Println(%q, r)\n}\n}", h, g, b.name("#"))
}

// commaOK puts the two values of the forms with ok into places of all sorts.
func (b *body) commaOK() {
	t := b.flatType(1)
	b.p("{\nm := map[int]%s{1: %s}\nvar r struct { v [2]%s; ok map[string]bool }\nr.ok = map[string]bool{}\nok := new(bool)", t.spell, b.expr(t, 2), t.spell)
	b.p("c := make(chan %s, 1)\nc <- %s\nvar x any = m[%d]", t.spell, b.expr(t, 1), b.pick(2))
	for range b.pick.between(1, 4) {
		v := oneOf(b.pick, []string{"r.v[1]", "r.v[0]", "_", "m[2]", "(*p)[0]"})
		o := oneOf(b.pick, []string{"*ok", "r.ok[\"a\"]", "_", "r.ok[\"b\"]"})
		from := oneOf(b.pick, []string{"m[1]", "m[7]", "x.(" + t.spell + ")", "any(nil).(" + t.spell + ")", "<-c"})
		if from == "<-c" {
			from = "<-c\nc <- r.v[0]"
		}
		b.p("{\np := &r.v\n_ = p\n%s, %s = %s\n}", v, o, from)
	}
	b.p("func() {\nv, ok2 := m[1]\nf := func() bool { ok2 = !ok2; v = r.v[0]; return ok2 }\nif v, ok := x.(string); ok { fmt.Print(len(v)) }\nfmt.Println(%q, f(), fmt.Sprint(v), ok2)\n}()\nfmt.Println(r, *ok, len(m))\n}", b.name("#"))
}

// capturedInRanges makes closures of the variables of ranges of all sorts.
func (b *body) capturedInRanges() {
	t := b.flatType(1)
	over := []struct{ over, key, elem string }{
		{"[]" + t.spell + "{" + b.literals(t, 3) + "}", "int", t.spell}, {"[2]" + t.spell + "{" + b.literals(t, 2) + "}", "int", t.spell},
		{"&[3]" + t.spell + "{}", "int", t.spell}, {`"aé\xff"`, "int", "rune"}, {"map[string]" + t.spell + `{"k": ` + b.literal(t) + "}", "string", t.spell},
		{"maps.All(map[int]" + t.spell + "{7: " + b.literal(t) + "})", "int", t.spell}, {"slices.All([]" + t.spell + "{" + b.literals(t, 2) + "})", "int", t.spell},
	}
	o := oneOf(b.pick, over)
	b.p("{\nvar fs []func() string\nfor k, v := range %s {\nfs = append(fs, func() string { k2 := k; k = *new(%s); return fmt.Sprint(k2, v) })", o.over, o.key)
	b.p("fs = append(fs, func() string { v = *new(%s); return fmt.Sprint(k) })\n}\nfor i, f := range fs { fmt.Print(i, f(), f(), \" \") }\nfmt.Println(%q)\n}", o.elem, b.name("#"))
}

// started starts goroutines with go in all its forms.
func (b *body) started() {
	if !b.need("runner") {
		b.declare(`type runner struct { out chan string; name string }
func (r runner) Run(n int, s ...string) { r.out <- fmt.Sprint(r.name, n, s) }
func (r *runner) Both(a, b any) { r.out <- fmt.Sprint(r.name, a, b) }
type running interface { Run(int, ...string) }
`)
	}
	t := b.flatType(1)
	forms := []string{
		"go r.Run(1)", "go r.Run(2, \"a\", \"b\")", "go running(r).Run(3, []string{\"c\"}...)", "go runner.Run(r, 4)", "go (*runner).Both(&r, 5, " + typed(t, b.expr(t, 1)) + ")",
		"f := r.Run\ngo f(6)", "go func(x " + t.spell + ", n int) { r.out <- fmt.Sprint(x, n) }(" + b.expr(t, 2) + ", 7)", "go func() { defer close(done); r.out <- \"8\" }()\n<-done\ndone = make(chan bool)",
		"var w running = &r\ngo w.Run(9)", "go r.Both(" + typed(t, b.expr(t, 1)) + ", nil)",
	}
	b.p("{\nr, done := runner{make(chan string, 1), \"r\"}, make(chan bool)\n_ = done")
	for range b.pick.between(1, 3) {
		b.p("{\n%s\nr.name += \"x\"\n}\nfmt.Print(len(<-r.out) > 0, \" \")", oneOf(b.pick, forms))
	}
	b.p("fmt.Println(%q)\n}", b.name("#"))
}

// compiledValues calls functions, methods and interfaces of compiled packages.
func (b *body) compiledValues() {
	s := b.expr(basic(kString), 2)
	forms := []string{
		"f := strings.ToUpper\nfmt.Println(f(%s), strings.NewReplacer(\"a\", \"b\").Replace(%[1]s))",
		"r := strings.NewReader(%s)\nbuf := make([]byte, 3)\nfor { n, err := r.Read(buf); fmt.Print(n, err, string(buf[:n]), \" \"); if err != nil { break } }\nfmt.Println()",
		"read := strings.NewReader(%s).ReadByte\nc, err := read()\nfmt.Println(c, err)",
		"var st fmt.Stringer = &strings.Builder{}\nst.(*strings.Builder).WriteString(%s)\n_, isW := st.(interface{ Write([]byte) (int, error) })\nfmt.Println(st.String(), isW, fmt.Stringer.String(st))",
		"sc := bufio.NewScanner(strings.NewReader(%s + \" b\\nc\"))\nsc.Split(func(data []byte, end bool) (int, []byte, error) { if len(data) == 0 { return 0, nil, nil }; return 1, data[:1], nil })\nfor sc.Scan() { fmt.Print(sc.Text(), \"|\") }\nfmt.Println(sc.Err())",
		"var m sync.Map\nm.Store(1, %s)\nm.Range(func(k, v any) bool { fmt.Println(k, v); return false })\nhooked := sync.Pool{New: func() any { return [2]int{1, 2} }}\nfmt.Println(hooked.Get().([2]int)[1])",
		"fmt.Println(sort.Search(20, func(i int) bool { return i*i > len(%s)*9 }), strings.TrimFunc(%[1]s, func(r rune) bool { return r < 'c' }), strings.ContainsFunc(%[1]s, func(r rune) bool { return r > 127 }))",
		"var in sort.Interface = sort.StringSlice{%s, \"b\", \"a\"}\nif in.Less(1, 2) == in.Less(2, 1) { fmt.Print(\"?\") }\nsort.Sort(sort.Reverse(in))\nfmt.Println(in.(sort.StringSlice)[2], in.Len())",
		"var err error = &strconv.NumError{Func: \"f\", Num: %s, Err: strconv.ErrRange}\nvar ne *strconv.NumError\nfmt.Println(err, errors.Is(err, strconv.ErrRange), errors.As(err, &ne) && ne.Func == \"f\", errors.Unwrap(err) == strconv.ErrRange)",
	}
	form := oneOf(b.pick, forms)
	b.p("{\n%s\n}", fmt.Sprintf(form, typed(basic(kString), s)))
}
