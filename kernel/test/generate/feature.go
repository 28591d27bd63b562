package generate

import "fmt"

// This file writes small pieces of code, each about one feature of Go that statements chosen
// at random would rarely meet.

func (b *body) feature() {
	all := []func(){
		b.perTurn, b.sortedMap, b.deletingRange, b.workers, b.pipelineBlock, b.selecting, b.mutexed,
		b.iterator, b.iterator, b.pulled, b.genericStack, b.genericFuncs, b.genericPair, b.genericList,
		b.panicking, b.panicking, b.nestedPanics, b.recursion, b.methodValues, b.localType, b.constants,
		b.arrayCopies, b.aliasing, b.sliceToArray, b.multiCall, b.shadowing, b.mapOfStructs, b.anyEqual,
		b.deferLoop, b.embeddedIface, b.errorsChain, b.runes, b.wrapping, b.structKeys, b.labelled, b.funcTable,
		b.changingLoop, b.changingLoop, b.wrappingLoop, b.changingSlice, b.changingSlice, b.selfAssign, b.selfAssign, b.matrix, b.matrix, b.updatesBlock,
		b.updatesBlock, b.sortingBlock, b.sorter, b.textCallbacks, b.formatted, b.lazily, b.signaturesBlock, b.signaturesBlock,
		b.large, b.many, b.freshVariables, b.freshVariables, b.sharedCode, b.sharedVariables, b.sharedVariables, b.deferredCalls, b.deferredCalls, b.exiting,
		b.throughNative, b.brokenIterators, b.brokenIterators, b.exits, b.exits, b.valueSwitch, b.intSwitch, b.typeSwitches, b.conversions, b.odd,
		b.constrained, b.constrained, b.initialized, b.texts, b.synchronized, b.channels, b.channels,
		b.conditions, b.conditions, b.arithmetic, b.arithmetic, b.resultForms, b.resultForms, b.commaOK, b.commaOK, b.capturedInRanges, b.started, b.compiledValues, b.compiledValues,
	}
	if b.afford(30) {
		oneOf(b.pick, all)()
	}
}

// growing writes append, copy, clear, delete and changes of elements.
func (b *body) growing() {
	slices := b.find(func(v *variable) bool { return v.t.kind == kSlice && !v.fixed })
	maps := b.find(func(v *variable) bool { return v.t.kind == kMap && v.t.key.kind != kAny })
	if len(maps) > 0 && b.pick.chance(2) {
		m := oneOf(b.pick, maps)
		switch b.pick(4) {
		case 0:
			b.p("delete(%s, %s)", m.name, b.expr(m.t.key, 2))
		case 1:
			b.p("clear(%s)", m.name)
		default:
			b.p("if %s == nil {\n%s = %s{}\n}", m.name, m.name, m.t.spell)
			b.p("%s[%s] = %s", m.name, b.expr(m.t.key, 2), b.expr(m.t.elem, 2))
			if m.t.elem.kind.isBasic() && m.t.elem.kind != kBool && m.t.elem.kind != kString {
				b.p("%s[%s] += %s", m.name, b.expr(m.t.key, 1), b.expr(m.t.elem, 2))
			}
		}
		return
	}
	if len(slices) == 0 {
		t := sliceOf(b.typ(1))
		b.define(t, b.expr(t, 2))
		return
	}
	s := oneOf(b.pick, slices)
	switch b.pick(5) {
	case 0, 1:
		b.p("%s = append(%s[:min(len(%s), 9)], %s)", s.name, s.name, s.name, b.expr(s.t.elem, 2))
	case 2:
		b.p("%s = append(%s, %s[:min(len(%s), 3)]...)\n%s = %s[:min(len(%s), 9)]", s.name, s.name, s.name, s.name, s.name, s.name, s.name)
	case 3:
		b.p("fmt.Println(%q, copy(%s, %s))", b.name("#"), s.name, b.expr(s.t, 2))
	case 4:
		b.p("clear(%s[idx(%s, len(%s)):])", s.name, b.expr(basic(kInt), 2), s.name)
	}
}

// order calls functions that print in operands, indexes, arguments and assignments. Everything
// else in these statements is constant.
func (b *body) order() {
	n := 0
	t := func(e string) string {
		n++
		return fmt.Sprintf("trace(\"%d\", %s)", n, e)
	}
	x := b.scalar()
	lit := func() string { return t(b.literal(x)) }
	a := b.name("a")
	switch b.pick(7) {
	case 0:
		b.p("%s := [3]%s{}\n%s[%s], %s[%s] = %s, %s", a, x.spell, a, t("1"), a, t("2"), lit(), lit())
	case 1:
		b.p("%s := map[%s]%s{%s: %s}\n%s[%s] = %s", a, x.spell, x.spell, lit(), lit(), a, lit(), lit())
	case 2:
		b.p("%s := []%s{%s, %s}\n%s[%s], %s = %s, %s[%s:]", a, x.spell, lit(), lit(), a, t("1"), a, lit(), a, t("1"))
	case 3:
		b.p("%s := %s == %s && %s || %s", a, lit(), lit(), t("true"), t("false"))
	case 4:
		b.p("%s := fmt.Sprint(%s, []%s{%s, %s}, %s)", a, lit(), x.spell, lit(), lit(), t("func() int { return 3 }")+"()")
	case 5:
		b.p("%s := struct{ A, B %s }{B: %s, A: %s}\n*%s, *%s = %s, %s", a, x.spell, lit(), lit(), t("&"+a+".A"), t("&"+a+".A"), lit(), lit())
	case 6:
		b.p("%s := [2]map[string]%s{{}, {}}\n%s[%s][%s] = %s\nfor i := range %s { fmt.Print(i, \" \") }", a, x.spell, a, t("1"), t(`"k"`), lit(), t("2"))
	}
	b.p("fmt.Println(%q, %s)", b.name("#"), a)
}

// perTurn makes closures in a loop, each with variables of its own turn.
func (b *body) perTurn() {
	fs, i := b.name("fs"), b.name("i")
	b.p("var %s []func(int) int", fs)
	b.p("for %s := 0; %s < %d; %s++ {", i, i, b.pick.between(2, 4), i)
	b.p("fs := %s\n%s = append(fs, func(d int) int { %s += d; return %s * 10 })", fs, fs, i, i)
	if b.pick.chance(2) {
		b.p("if %s == 1 { %s++; continue }", i, i)
	}
	if b.pick.chance(2) {
		b.p("%s = append(%s, func(d int) int { %s -= d; return %s })", fs, fs, i, i)
	}
	b.p("}\nfor j, f := range %s { fmt.Print(j, f(j+1), f(%d), \" \") }\nfmt.Println()", fs, b.pick(5))
}

func (b *body) sortedMap() {
	k := basic(oneOf(b.pick, []kind{kInt, kString, kInt8, kFloat64, kUint16}))
	v := b.flatType(1)
	m := b.define(mapOf(k, v), b.expr(mapOf(k, v), 2))
	b.p("for _, k := range slices.Sorted(maps.Keys(%s)) { fmt.Print(k, %s[k], \" \") }\nfmt.Println(len(%s))", m.name, m.name, m.name)
}

// deletingRange changes a map while it is ranged over.
func (b *body) deletingRange() {
	m := b.define(mapOf(basic(kInt), basic(kInt)), "map[int]int{}")
	b.p("for i := range 12 { %s[i*i%%19] += i }", m.name)
	b.p("for k, v := range %s { if (k+v)%%%d == 0 { delete(%s, k) } else { %s[k] = v + 1 } }", m.name, b.pick.between(2, 4), m.name, m.name)
	b.p("fmt.Println(%q, %s)", b.name("#"), m.name)
}

func (b *body) arrayCopies() {
	e := b.flatType(1)
	t := arrayOf(b.pick.between(2, 4), e)
	v := b.define(t, b.expr(t, 2))
	b.p("for i, x := range %s {\n%s[%d] = x\nfmt.Print(i, x, \" \")\n}\nfmt.Println()", v.name, v.name, t.n-1)
	b.p("for i, x := range &%s {\n%s[%d] = %s[0]\nfmt.Print(i, x, \" \")\n}\nfmt.Println()", v.name, v.name, t.n-1, v.name)
	b.p("func(c %s) { c[0] = %s; fmt.Println(c) }(%s)", t.spell, b.expr(e, 1), v.name)
	w := b.name("w")
	b.p("%s := any(%s)\n%s[0] = %s\nfmt.Println(%q, %s, %s)", w, v.name, v.name, b.expr(e, 2), b.name("#"), w, v.name)
}

func (b *body) aliasing() {
	e := b.flatType(1)
	s := b.define(sliceOf(e), fmt.Sprintf("make([]%s, %d, %d)", e.spell, b.pick.between(1, 3), b.pick.between(3, 6)))
	c, d := b.name("s"), b.name("s")
	b.p("%s := append(%s, %s)\n%s := append(%s, %s)", c, s.name, b.expr(e, 2), d, s.name, b.expr(e, 2))
	b.p("%s[0] = %s\nfmt.Println(%q, %s, %s, %s, len(%s), cap(%s[1:]))", c, b.expr(e, 1), b.name("#"), s.name, c, d, d, s.name)
	b.p("copy(%s[1:], %s)\nfmt.Println(%q, %s, %s[:cap(%s)][:1])", c, c, b.name("#"), d, s.name, s.name)
}

func (b *body) shadowing() {
	t := b.flatType(1)
	v := b.define(t, b.expr(t, 2))
	b.p("{\n%s := %s", v.name, v.name)
	b.nested(1, func() {
		b.p("%s = %s", v.name, b.expr(t, 2))
		b.block(1)
		b.p("fmt.Println(%q, %s)", b.name("#"), v.name)
	})
	b.p("}\nfmt.Println(%q, %s)", b.name("#"), v.name)
}

func (b *body) mapOfStructs() {
	t := structOf([]field{{name: "N", t: b.integer()}, {name: "S", t: basic(kString)}, {name: "L", t: arrayOf(2, b.flatType(1))}})
	k := b.comparableType(1)
	m := b.define(mapOf(k, t), mapOf(k, t).spell+"{}")
	b.p("for i := range 3 {\nx := %s[%s]\nx.N++\nx.S += \"s\"\nx.L[i%%2] = %s\n%s[%s] = x\n}", m.name, b.expr(k, 2), b.expr(t.fields[2].t.elem, 2), m.name, b.expr(k, 2))
	b.p("fmt.Println(%q, len(%s), %s)", b.name("#"), m.name, b.hash(m.t, m.name))
}

// structKeys uses structs, arrays and interfaces as keys.
func (b *body) structKeys() {
	k1, k2 := b.comparableType(1), b.comparableType(1)
	m := b.name("m")
	b.p("%s := map[any]int{}", m)
	b.p("%s[struct{ A %s; B any }{%s, %s}]++", m, k1.spell, b.expr(k1, 2), typed(k2, b.expr(k2, 2)))
	b.p("%s[struct{ A %s; B any }{%s, %s}]++", m, k1.spell, b.expr(k1, 2), typed(k2, b.expr(k2, 2)))
	b.p("%s[[2]any{%s, %s}]++\n%s[%s]++\n%s[nil]++", m, typed(k1, b.expr(k1, 2)), typed(k2, b.expr(k2, 1)), m, typed(k1, b.expr(k1, 1)), m)
	b.p("fmt.Println(%q, len(%s), %s[%s])", b.name("#"), m, m, typed(k1, b.expr(k1, 1)))
	b.p("try(%q, func() { %s[%s]++ })", b.name("#"), m, "[]int{1}")
}

func (b *body) anyEqual() {
	t, u := b.flatType(2), b.flatType(1)
	x, y := b.define(anyType, typed(t, b.expr(t, 2))), b.define(anyType, typed(u, b.expr(u, 2)))
	b.p("try(%q, func() { fmt.Println(%s == %s, %s == any(%s), %s != %s) })", b.name("#"), x.name, y.name, x.name, typed(t, b.expr(t, 2)), x.name, x.name)
}

func (b *body) wrapping() {
	t := b.integer()
	x := b.define(t, b.expr(t, 3))
	b.p("for i := range 5 {\n%s = %s*%s + %s(i)\n%s ^= %s >> 3\nfmt.Print(%s, \" \")\n}\nfmt.Println(-%s, ^%s, %s/3, %s%%7)", x.name, x.name, b.literal(t), t.spell,
		x.name, x.name, x.name, x.name, x.name, x.name, x.name)
}

func (b *body) runes() {
	b.p("for i, r := range %s { fmt.Print(i, \":\", r, \" \") }\nfmt.Println()", b.expr(basic(kString), 3))
	s := b.define(basic(kString), b.expr(basic(kString), 2))
	b.p("for i := 0; i < len(%s); i++ { fmt.Print(%s[i], \" \") }\nfmt.Println([]rune(%s), []byte(%s))", s.name, s.name, s.name, s.name)
}

// labelled leaves and continues outer loops out of select, switch and range.
func (b *body) labelled() {
	l := b.name("L")
	b.p("%s:\nfor i := 0; i < 4; i++ {\nfor j := range 4 {\nswitch {", l)
	b.p("case (i+j)%%%d == 0:\ncontinue %s\ncase i*j > %d:\nbreak %s\ncase j == %d:\nbreak\n}", b.pick.between(2, 4), l, b.pick(7), l, b.pick(4))
	b.p("fmt.Print(i, j, \" \")\n}\n}\nfmt.Println()")
}

func (b *body) constants() {
	c, d, e := b.name("k"), b.name("k"), b.name("k")
	b.p("const (\n%s = iota*%d + 1\n%s\n%s = 1 << (iota * 3)\n)", c, b.pick(5), d, e)
	t := basic(oneOf(b.pick, []kind{kInt, kInt64, kFloat64, kUint32, kComplex128}))
	b.p("fmt.Println(%q, %s(%s)+%s*%s, %s/%s, %s)", b.name("#"), t.spell, b.varying(t, 1), d, e, b.varying(t, 1), d, c)
}

func (b *body) localType() {
	t, n := b.flatType(1), b.name("t")
	b.p("{\ntype %s struct {\nA %s\nB [2]%s\n}", n, t.spell, t.spell)
	x := b.name("x")
	b.p("%s := %s{%s, [2]%s{%s}}", x, n, b.expr(t, 2), t.spell, b.expr(t, 1))
	b.p("%s.B[1] = %s.A\nfmt.Printf(\"%%v %%T\\n\", %s, %s)\nvar e any = %s\n_, ok := e.(%s)\nfmt.Println(ok)\n}", x, x, x, x, x, n)
}
