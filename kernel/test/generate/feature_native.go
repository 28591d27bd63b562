package generate

import "fmt"

// This file writes features about compiled packages that call back.

func (b *body) sorting() {
	t := b.flatType(1)
	s, l := b.name("s"), b.name("#")
	k := basic(oneOf(b.pick, []kind{kInt, kString, kFloat64, kUint8}))
	b.p("%s := []struct { k %s; x %s }{{%s, %s}, {%s, %s}, {%s, %s}, {%s, %s}}", s, k.spell, t.spell,
		b.expr(k, 2), b.expr(t, 1), b.expr(k, 2), b.expr(t, 1), b.expr(k, 1), b.expr(t, 1), b.expr(k, 1), b.expr(t, 1))
	switch b.pick(3) {
	case 0:
		b.p("sort.SliceStable(%s, func(i, j int) bool { return %s[i].k < %s[j].k })", s, s, s)
	case 1:
		b.p("slices.SortStableFunc(%s, func(x, y struct { k %s; x %s }) int { return cmp.Compare(y.k, x.k) })", s, k.spell, t.spell)
	case 2:
		b.p("slices.Reverse(%s)\ni := slices.IndexFunc(%s, func(x struct { k %s; x %s }) bool { return x.k == %s[1].k })\nfmt.Println(i)", s, s, k.spell, t.spell, s)
		b.p("_ = i")
	}
	b.p("fmt.Println(%q, %s)", l, s)
}

func (b *body) sortingBlock() { b.p("{"); b.sorting(); b.p("}") }

// sorter is a type with the methods that package sort calls.
func (b *body) sorter() {
	if !b.need("bylen") {
		b.declare(`type byLen struct { xs []string; swaps *int }
func (s byLen) Len() int { return len(s.xs) }
func (s byLen) Less(i, j int) bool { return len(s.xs[i]) < len(s.xs[j]) }
func (s byLen) Swap(i, j int) { s.xs[i], s.xs[j] = s.xs[j], s.xs[i]; *s.swaps++ }
`)
	}
	b.p("{\nn := 0\nw := byLen{[]string{%s, %s, %s}, &n}\nsort.Stable(w)\nfmt.Println(%q, w.xs, sort.IsSorted(sort.Reverse(w)), n > 3)\n}",
		b.expr(basic(kString), 2), b.expr(basic(kString), 2), b.expr(basic(kString), 1), b.name("#"))
}

func (b *body) textCallbacks() {
	s := b.expr(basic(kString), 2)
	b.p("fmt.Println(%q, strings.Map(func(r rune) rune { if r %% 2 == 0 { return -1 }; return r + %d }, %s), strings.FieldsFunc(%s, func(r rune) bool { return r == 'o' || r > 200 }))", b.name("#"), b.pick(9), s, s)
	b.p("fmt.Println(slices.Collect(strings.SplitSeq(%s, \"o\")), strings.IndexFunc(%s, func(r rune) bool { return r > 'f' }))", s, s)
	b.p("{\nvar w strings.Builder\nfor i, r := range %s { fmt.Fprintf(&w, \"%%d%%c\", i, r) }\nfmt.Println(w.Len(), w.String())\nn, err := strconv.Atoi(%s)\nfmt.Println(n, err)\n}", s, s)
}

// formatted is a type that fmt calls methods of, at any depth.
func (b *body) formatted() {
	if !b.need("shown") {
		b.declare(`type shown struct { n int; s string }
func (s shown) String() string { return fmt.Sprint("<", s.n, s.s, ">") }
type failed []int
func (f failed) Error() string { return fmt.Sprint("failed ", []int(f)) }
type secret int
func (s *secret) String() string { return "?" }
`)
	}
	t := b.flatType(1)
	x := b.name("x")
	b.p("%s := struct { A shown; B []shown; C map[string]failed; D %s; E *shown; F secret; G any }{A: shown{1, %s}, B: []shown{{2, \"b\"}}, C: map[string]failed{\"k\": {%d}}, D: %s, G: shown{}}",
		x, t.spell, b.expr(basic(kString), 1), b.pick(9), b.expr(t, 1))
	b.p("fmt.Printf(%q, %s, %s, %s.B, %s.F, %s.C)", fmt.Sprint(b.name("#"), " %v %+v %s %v %d\n"), x, x, x, x, x)
	b.p("var e%s error = failed{1}\n_, isF%s := e%s.(failed)\nfmt.Println(e%s, errors.Join(e%s, nil, errors.New(\"x\")), isF%s)", x, x, x, x, x, x)
}

// lazily chains iterators of the library with some of ours.
func (b *body) lazily() {
	t := basic(oneOf(b.pick, []kind{kInt, kInt8, kString, kFloat32}))
	b.p("{\nxs := []%s{%s, %s, %s, %s, %s}", t.spell, b.expr(t, 2), b.expr(t, 2), b.expr(t, 1), b.expr(t, 1), b.expr(t, 1))
	b.p("odd := func(in iter.Seq[%s]) iter.Seq[%s] {\nreturn func(yield func(%s) bool) {\nn := 0\nfor x := range in {\nn++\nif n%%2 == 1 && !yield(x) { return }\n}\n}\n}", t.spell, t.spell, t.spell)
	b.p("fmt.Println(%q, slices.Collect(odd(slices.Values(xs))), slices.Sorted(odd(odd(slices.Values(xs)))))", b.name("#"))
	b.p("for i, x := range slices.Backward(xs) { if i == %d { break }; fmt.Print(i, x, \" \") }\nfor c := range slices.Chunk(xs, 2) { fmt.Print(c, len(c)) }\nfmt.Println()\n}", b.pick(4))
}

// signatures calls functions of unusual signatures as values, deferred, in goroutines and through interfaces.
func (b *body) signatures() {
	var params []*typ
	for range b.pick.between(1, 6) {
		params = append(params, b.flatType(2))
	}
	result := b.flatType(2)
	var ps, args, names, print string
	for i, t := range params {
		n := fmt.Sprint("q", i)
		ps += n + " " + t.spell + ", "
		args += b.expr(t, 2) + ", "
		names += n + ", "
		print += ", " + n
	}
	f, l := b.name("f"), b.name("#")
	b.p("%s := func(%s) (r %s, n int) {\nfmt.Println(%q%s)\nr = %s\nreturn r, len(fmt.Sprint(%s))\n}", f, ps, result.spell, l, print, b.expr(result, 2), names)
	switch b.pick(5) {
	case 0:
		b.p("r, n := %s(%s)\nfmt.Println(r, n)", f, args)
		b.p("_, _ = r, n")
	case 1:
		b.p("func() {\ndefer %s(%s)\nfmt.Print(\"before \")\n}()", f, args)
	case 2:
		b.p("{\nc := make(chan int)\ngo func() {\n_, n := %s(%s)\nc <- n\n}()\nfmt.Println(<-c)\n}", f, args)
	case 3:
		b.p("for _, g := range []func(%s) (%s, int){%s} {\nr, _ := g(%s)\nfmt.Println(r)\n}", ps, result.spell, f, args)
	case 4:
		b.p("{\nc := make(chan bool)\nx := func(%s) { %s(%s); close(c) }\ngo x(%s)\n<-c\n}", ps, f, names, args)
	}
}

func (b *body) signaturesBlock() { b.p("{"); b.signatures(); b.p("}") }
