package generate

// This file writes features about goroutines, channels, iterators and generics.

func (b *body) workers() {
	n := b.pick.between(1, 4)
	t := b.integer()
	out := b.name("out")
	b.p("%s := make([]%s, %d)\nvar wg%s sync.WaitGroup\nfor i := range %d {", out, t.spell, n, out, n)
	if b.pick.chance(2) {
		b.p("wg%s.Go(func() { %s[i] = %s(i)*3 + %s })", out, out, t.spell, b.literal(t))
	} else {
		b.p("wg%s.Add(1)\ngo func(k %s) {\ndefer wg%s.Done()\ndefer func() { recover() }()\n%s[i] = 10 / (k - 1)\n}(%s(i))", out, t.spell, out, out, t.spell)
	}
	b.p("}\nwg%s.Wait()\nfmt.Println(%q, %s)", out, b.name("#"), out)
}

func (b *body) mutexed() {
	m, n := b.name("mu"), b.pick.between(2, 5)
	b.p("var %s struct { sync.Mutex; n int; seen map[int]int }\n%s.seen = map[int]int{}\nvar wg%s sync.WaitGroup", m, m, m)
	b.p("for i := range %d {\nwg%s.Add(1)\ngo func() {\ndefer wg%s.Done()\nfor j := range 4 {\n%s.Lock()\n%s.n += i * j\n%s.seen[j] += i\n%s.Unlock()\n}\n}()\n}", n, m, m, m, m, m, m)
	b.p("wg%s.Wait()\nfmt.Println(%q, %s.n, %s.seen)", m, b.name("#"), m, m)
}

// pipeline sends values through channels and ranges over the last.
func (b *body) pipeline() {
	t := b.flatType(1)
	c := b.name("ch")
	size := b.pick(3)
	b.p("%s := make(chan %s, %d)\ngo func() {\ndefer close(%s)\nfor range %d { %s <- %s }\n%s <- %s\n}()", c, t.spell, size, c, b.pick(4), c, b.literal(t), c, b.literal(t))
	if b.pick.chance(2) {
		d := b.name("ch")
		b.p("%s := make(chan struct{ N int; X %s })\ngo func(in <-chan %s, out chan<- struct{ N int; X %s }) {\nn := 0\nfor x := range in { n++; out <- struct{ N int; X %s }{n, x} }\nclose(out)\n}(%s, %s)",
			d, t.spell, t.spell, t.spell, t.spell, c, d)
		c = d
	}
	b.p("for x := range %s { fmt.Print(x, \" \") }\nx, ok := <-%s\nfmt.Println(x, ok, len(%s), cap(%s))", c, c, c, c)
	b.p("_, _ = x, ok")
}

func (b *body) pipelineBlock() { b.p("{"); b.pipeline(); b.p("}") }

// selecting tries channels, of which one at most is ready.
func (b *body) selecting() {
	t := b.flatType(1)
	c, d := b.name("ch"), b.name("ch")
	b.p("%s, %s := make(chan %s, 1), make(chan int, 2)", c, d, t.spell)
	b.p("var nil%s chan int\nfor i := range %d {", c, b.pick.between(1, 5))
	b.p("_ = i\nselect {\ncase %s <- %s:\nfmt.Print(\"sent \")", c, b.literal(t))
	if b.pick.chance(2) {
		b.p("if i > 1 { break }\n%s <- i", d)
	}
	b.p("case x, ok := <-nil%s:\nfmt.Print(x, ok)", c)
	switch b.pick(3) {
	case 0:
		b.p("default:\nfmt.Print(<-%s, \" \")", c)
	case 1:
		b.p("default:\nselect {\ncase x, ok := <-%s:\nfmt.Print(x, ok, \" \")\n}", c)
	case 2:
		b.p("default:\nx := <-%s\nfmt.Print(x, len(%s), \" \")\ncontinue", c, d)
	}
	b.p("}\n}\nclose(%s)\nfor x := range %s { fmt.Print(x) }\nfmt.Println(len(%s))", d, d, c)
}

// iterator ranges over a function, and leaves early in one of the ways there are.
func (b *body) iterator() {
	t := b.flatType(1)
	seq, n := b.name("seq"), b.pick.between(1, 5)
	b.p("%s := func(yield func(int, %s) bool) {", seq, t.spell)
	if b.pick.chance(2) {
		b.p("defer fmt.Print(\"done \")")
	}
	b.p("x := %s\nfor i := range %d {\nif !yield(i, x) { return }\nif i == 1 { x = %s }\n}\n}", typed(t, b.expr(t, 2)), n, b.expr(t, 2))
	f, i, x := b.name("f"), b.name("i"), b.name("x")
	b.p("%s := func(stop int) (r int) {", f)
	if b.pick.chance(2) {
		b.p("defer func() { r += 1000 }()")
	}
	b.p("outer:\nfor %s, %s := range %s {\n_ = %s", i, x, seq, i)
	b.inFunc(func() {
		b.add(i, basic(kInt)).fixed = true
		b.add(x, t)
		b.block(b.pick(2))
	})
	b.p("for j := range %s {\nr += %s*10 + j", seq, i)
	end := ""
	switch b.pick(6) {
	case 0:
		b.p("if j == stop { return r }")
	case 1:
		b.p("if %s+j == stop { continue outer }", i)
	case 2:
		b.p("if %s+j == stop { break outer }", i)
	case 3:
		b.p("if j == stop { break }")
	case 4:
		b.p("defer func() { r += j }()")
	case 5:
		b.p("if %s == stop { goto end }", i)
		end = "end:\n"
	}
	b.p("}\n_ = %s\nif %s < 0 { continue outer }\n}\n%sreturn r\n}", x, i, end)
	b.p("try(%q, func() { for i := range 3 { fmt.Print(%s(i), \" \") } })\nfmt.Println()", b.name("#"), f)
}

func (b *body) pulled() {
	t := b.flatType(1)
	next, stop := b.name("next"), b.name("stop")
	b.p("%s, %s := iter.Pull(func(yield func(%s) bool) {\ndefer fmt.Print(\"pulled \")\nfor range %d { if !yield(%s) { return } }\nyield(%s)\n})", next, stop, t.spell, b.pick(4), b.literal(t), b.literal(t))
	b.p("for range %d {\nx, ok := %s()\nfmt.Print(x, ok, \" \")\n}\n%s()\n%s()\nfmt.Println(%s())", b.pick.between(1, 5), next, stop, stop, next)
}

func (b *body) genericStack() {
	if !b.need("stack") {
		b.declare(`type stack[T any] struct { items []T; pushed int }
func (s *stack[T]) push(xs ...T) *stack[T] { s.items = append(s.items, xs...); s.pushed += len(xs); return s }
func (s *stack[T]) pop() (x T, ok bool) {
	if len(s.items) == 0 { return }
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}
func (s stack[T]) all() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		for i, x := range s.items { if !yield(i, x) { return } }
	}
}
`)
	}
	t, s := b.flatType(2), b.name("s")
	b.p("%s := (&stack[%s]{}).push(%s).push(%s, %s)", s, t.spell, b.expr(t, 2), b.expr(t, 1), b.expr(t, 1))
	b.p("for i, x := range %s.all() { if i == %d { break }; fmt.Print(i, x, \" \") }", s, b.pick(4))
	b.p("for range 4 {\nx, ok := %s.pop()\nfmt.Print(x, ok, \" \")\n}\nfmt.Printf(\"%%d %%T\\n\", %s.pushed, *%s)", s, s, s)
}

func (b *body) genericFuncs() {
	if !b.need("mapped") {
		b.declare(`type number interface { ~int | ~int8 | ~int64 | ~uint8 | ~uint32 | ~float64 | ~float32 }
func mapped[A, B any](xs []A, f func(A) B) (out []B) {
	for _, x := range xs { out = append(out, f(x)) }
	return
}
func fold[A, B any](xs []A, b B, f func(B, A) B) B {
	for _, x := range xs { b = f(b, x) }
	return b
}
func sum[T number](xs ...T) (s T) {
	for _, x := range xs { s += x }
	return s + 0
}
func largest[T cmp.Ordered](x T, xs ...T) T {
	for _, y := range xs { if y > x { x = y } }
	return x
}
func convert[A, B number](x A) B { return B(x/A(4) + 0) }
func index[K comparable, T any](xs []T, key func(T) K) map[K][]T {
	m := map[K][]T{}
	for _, x := range xs { m[key(x)] = append(m[key(x)], x) }
	return m
}
`)
	}
	t, u := b.flatType(1), b.flatType(1)
	n := basic(oneOf(b.pick, []kind{kInt, kInt8, kInt64, kUint8, kUint32}))
	o := basic(oneOf(b.pick, []kind{kString, kInt16, kFloat32, kInt}))
	xs := b.define(sliceOf(t), b.expr(sliceOf(t), 2))
	switch b.pick(4) {
	case 0:
		b.p("fmt.Println(%q, mapped(%s, func(x %s) %s { return %s }))", b.name("#"), xs.name, t.spell, u.spell, b.expr(u, 2))
	case 1:
		b.p("fmt.Println(%q, fold(%s, %s, func(y string, x %s) string { return cut(fmt.Sprint(x, y)) }))", b.name("#"), xs.name, typed(basic(kString), b.expr(basic(kString), 2)), t.spell)
	case 2:
		b.p("fmt.Println(%q, sum(%s, %s), largest(%s, %s), convert[%s, int8](%s %% 100))", b.name("#"), typed(n, b.expr(n, 2)), typed(n, b.expr(n, 2)), typed(o, b.expr(o, 2)), typed(o, b.expr(o, 2)), n.spell, b.varying(n, 1))
	case 3:
		k := b.comparableType(1)
		b.p("fmt.Println(%q, index(%s, func(x %s) %s { return %s }))", b.name("#"), xs.name, t.spell, k.spell, b.expr(k, 2))
	}
}

func (b *body) genericPair() {
	if !b.need("pair") {
		b.declare(`type pair[A comparable, B any] struct { a A; b B }
func (p pair[A, B]) swap() pairOf[B, A] { return pairOf[B, A]{p.b, p.a} }
func (p *pair[A, B]) set(a A, b B) { p.a, p.b = a, b }
func (p pair[A, B]) same(a A) bool { return p.a == a }
type pairOf[A, B any] struct { first A; second B }
`)
	}
	k, t, p := b.comparableType(1), b.flatType(1), b.name("p")
	b.p("%s := pair[%s, %s]{%s, %s}\n%s.set(%s, %s)", p, k.spell, t.spell, b.expr(k, 2), b.expr(t, 2), p, b.expr(k, 2), b.expr(t, 2))
	b.p("fmt.Printf(\"%%v %%T %%+v\\n\", %s, %s, %s.swap())", p, p, p)
	b.p("fmt.Println(%q, %s.same(%s))\nvar e%s any = %s\n_, ok%s := e%s.(pair[%s, %s])\nfmt.Println(ok%s)", b.name("#"), p, b.expr(k, 1), p, p, p, p, k.spell, t.spell, p)
}

func (b *body) genericList() {
	if !b.need("node") {
		b.declare(`type node[T any] struct { value T; next, prev *node[T] }
func list[T any](xs ...T) (head *node[T]) {
	for _, x := range xs {
		n := &node[T]{value: x, next: head}
		if head != nil { head.prev = n }
		head = n
	}
	return
}
func (n *node[T]) each(f func(T) bool) { for ; n != nil; n = n.next { if !f(n.value) { return } } }
func (n *node[T]) values() iter.Seq[T] { return n.each }
type tree[K cmp.Ordered] struct { key K; n int; kids [2]*tree[K] }
func (t *tree[K]) insert(k K) *tree[K] {
	if t == nil { return &tree[K]{key: k, n: 1} }
	switch c := cmp.Compare(k, t.key); {
	case c == 0: t.n++
	case c < 0: t.kids[0] = t.kids[0].insert(k)
	default: t.kids[1] = t.kids[1].insert(k)
	}
	return t
}
func (t *tree[K]) walk(yield func(K, int) bool) bool {
	return t == nil || t.kids[0].walk(yield) && yield(t.key, t.n) && t.kids[1].walk(yield)
}
`)
	}
	if b.pick.chance(2) {
		t, l := b.flatType(1), b.name("l")
		b.p("%s := list(%s, %s, %s)\nfor x := range %s.values() { fmt.Print(x, \" \"); if %s { break } }\nfmt.Println(%s.next.prev == %s)", l, typed(t, b.expr(t, 2)), typed(t, b.expr(t, 2)), typed(t, b.expr(t, 1)),
			l, b.expr(basic(kBool), 1), l, l)
		return
	}
	k := basic(oneOf(b.pick, []kind{kInt, kString, kInt8, kFloat64}))
	t := b.name("t")
	b.p("var %s *tree[%s]\nfor _, k := range []%s{%s, %s, %s, %s} { %s = %s.insert(k) }", t, k.spell, k.spell, b.expr(k, 2), b.expr(k, 2), b.expr(k, 1), b.expr(k, 1), t, t)
	b.p("%s.walk(func(k %s, n int) bool { fmt.Print(k, \"x\", n, \" \"); return true })\nfmt.Println()", t, k.spell)
}
