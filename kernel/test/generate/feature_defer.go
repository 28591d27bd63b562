package generate

import "fmt"

// This file writes features about how calls end: deferred calls of all sorts, Goexit, panics
// through compiled functions and loops over functions.

// deferredCalls defers builtins, methods, methods of interfaces and compiled functions.
func (b *body) deferredCalls() {
	if !b.need("closer") {
		b.declare(`type closer struct { name string; log *[]string }
func (c closer) Close() error { *c.log = append(*c.log, c.name); return nil }
func (c *closer) Rename(s string) { c.name = s }
`)
	}
	b.p("{\nlog := []string{}\nfunc() {\nc := closer{%s, &log}\n_ = c\nm := map[int]int{1: 2, 3: 4}\nch := make(chan int, 1)", b.expr(basic(kString), 1))
	b.p("defer func() { x, ok := <-ch; log = append(log, fmt.Sprint(len(m), x, ok)) }()")
	for range b.pick.between(1, 6) {
		b.p("%s", oneOf(b.pick, []string{
			"defer c.Close()", "defer (&c).Close()", "defer interface{ Close() error }(c).Close()", "defer closer.Close(c)",
			"c.Rename(\"x\")", "defer c.Rename(\"late\")", "defer delete(m, 1)", "defer clear(m)", "defer func() { c.Close() }()",
			"for i := range 2 { defer closer{fmt.Sprint(i), &log}.Close() }",
			"defer fmt.Print()", "defer (*closer).Rename(&c, \"y\")",
		}))
	}
	b.p("defer close(ch)\n}()\nfmt.Println(%q, log)\n}", b.name("#"))
}

// exiting ends goroutines by runtime.Goexit, which runs deferred calls and is no panic.
func (b *body) exiting() {
	b.p("{\nout := make(chan string, 9)\nvar wg sync.WaitGroup\nfor i := range 3 {\nwg.Add(1)\ngo func() {\ndefer wg.Done()\nif i != 1 { return }\ndefer func() { out <- fmt.Sprint(\"r\", recover()) }()")
	if b.pick.chance(2) {
		b.p("defer func() { recover(); out <- \"d\" }()")
	}
	if b.pick.chance(2) {
		b.p("defer func() { panic(\"late\") }()")
	}
	if b.pick.chance(2) {
		b.p("for range func(yield func() bool) { defer func() { out <- \"seq\" }(); yield() } { runtime.Goexit() }")
	}
	b.p("func() { defer func() { out <- \"in\" }(); runtime.Goexit() }()\nout <- \"never\"\n}()\n}\nwg.Wait()\nclose(out)\nfor s := range out { fmt.Print(s, \" \") }\nfmt.Println()\n}")
}

// throughNative panics in functions that compiled functions call.
func (b *body) throughNative() {
	n := b.pick.between(1, 4)
	calls := []string{
		"sort.Slice(xs, func(i, j int) bool { calls++; if calls == %d { panic(fmt.Sprint(\"cmp \", calls)) }; return xs[i] < xs[j] })",
		"slices.SortFunc(xs, func(a, b int) int { calls++; if calls == %d { panic(errors.New(\"sort\")) }; return a - b })",
		"fmt.Println(strings.Map(func(r rune) rune { calls++; return rune(xs[calls*%d]) }, \"abc\"))",
		"fmt.Println(slices.IndexFunc(xs, func(x int) bool { calls++; return 10/(calls-%d) > 100 }))",
		"var once sync.Once\nfor range 2 {\ntry(\"once\", func() { once.Do(func() { calls++; panic(calls * %d) }) })\n}",
		"func() {\ndefer func() { fmt.Println(\"in\", recover()); panic(\"again\") }()\nslices.ContainsFunc(xs, func(x int) bool { calls += %d; panic(x) })\n}()",
	}
	b.p("try(%q, func() {\nxs, calls := []int{3, 1, 2}, 0\n_ = xs\ndefer func() { fmt.Print(calls > 0, \" \") }()\n%s\n})", b.name("#"), fmt.Sprintf(oneOf(b.pick, calls), n))
}

// brokenIterators are functions that do with yield what they must not.
func (b *body) brokenIterators() {
	iterators := []string{
		"func(yield func(int) bool) { yield(1); yield(2); yield(3) }",
		"func(yield func(int) bool) { defer func() { fmt.Print(\"rec \", recover(), \" \") }(); yield(1); yield(2) }",
		"func(yield func(int) bool) { for i := range 3 { func() { defer func() { recover() }(); yield(i) }() } }",
		"func(yield func(int) bool) { keep = yield; _ = yield(5) && yield(6) }",
		"func(yield func(int) bool) { defer yield(9); _ = yield(7) && yield(8) }",
		"func(yield func(int) bool) { if !yield(1) { panic(\"left\") }; yield(2) }",
		"func(yield func(int) bool) { for i := range 2 { if !yield(i) { return } }; fmt.Print(\"all \") }",
	}
	bodies := []string{"break", "continue", "if x > 1 { break }", "if x == 1 { panic(\"body\") }", "return", "defer fmt.Print(\"def \", x, \" \")", "x++", "fmt.Print(x, \" \"); if x == 6 { return }"}
	b.p("{\nvar keep func(int) bool\ntry(%q, func() {\nfor x := range %s {\nfmt.Print(x, \" \")\n%s\n}\nfmt.Print(\"end \")\n})", b.name("#"), oneOf(b.pick, iterators), oneOf(b.pick, bodies))
	b.p("try(%q, func() { if keep != nil { fmt.Println(keep(1)) } })\nfmt.Println()\n}", b.name("#"))
}

// exits leaves loops over functions, and deferred calls in them, by return through several levels.
func (b *body) exits() {
	t := b.flatType(1)
	f := b.name("f")
	b.p("{\nseq := func(n int) iter.Seq[int] { return func(yield func(int) bool) { defer fmt.Print(\"~\", n, \" \"); for i := range n { if !yield(i) { return } } } }")
	b.p("%s := func(when int) (r %s, err error) {\ndefer func() { if x := recover(); x != nil { err = fmt.Errorf(\"%%v\", x) } }()\nouter:\nfor i := range seq(3) {\nif i > 5 { break outer }\ndefer func() { fmt.Print(\"d\", i, \" \") }()", f, t.spell)
	b.p("for j := range seq(4) {\nswitch i*4 + j - when {\ncase 0:\n%s\ncase 1:\n%s\ncase 3:\n%s\n}\n}\n}\nreturn %s, errors.New(\"end\")\n}",
		b.exit(t), b.exit(t), b.exit(t), b.expr(t, 1))
	b.p("for at := range 6 {\nr, err := %s(at * 2)\nfmt.Println(%q, r, err)\n}\n}", f, b.name("#"))
}

func (b *body) exit(t *typ) string {
	return oneOf(b.pick, []string{
		"break outer", "continue outer", "return " + b.expr(t, 1) + ", nil", "return", "break", "panic(when)",
		"r = " + b.expr(t, 1) + "\nreturn", "defer func() { r = " + b.expr(t, 1) + " }()", "if i == 0 { continue outer }\nbreak outer",
	})
}
