package generate

import (
	"fmt"
	"strings"
)

// This file declares types, package variables, methods and functions.

// declareTypes declares named types of every sort, and the methods that they will have.
func (g *gen) declareTypes() {
	for range g.pick.between(0, 2) {
		g.declareIface()
	}
	for range g.pick.between(1, 6) {
		g.declareType()
	}
}

func (g *gen) declareIface() {
	t := &typ{kind: kIface, spell: g.name("I"), named: true}
	var asks []string
	for range g.pick.between(1, 2) {
		m := g.newMethod(oneOf(g.pick, []string{"Get", "Put", "Mix"}), false)
		if t.method(m.name) == nil {
			t.methods = append(t.methods, m)
			asks = append(asks, fmt.Sprintf("%s(%s) %s", m.name, m.param.spell, m.result.spell))
		}
	}
	g.ifaces = append(g.ifaces, t)
	g.declare("type %s interface { %s }\n", t.spell, strings.Join(asks, "; "))
}

func (t *typ) method(name string) *method {
	for _, m := range t.allMethods() {
		if m.name == name {
			return m
		}
	}
	return nil
}

func (g *gen) newMethod(name string, pointer bool) *method {
	return &method{name: name, param: g.scalar(), result: g.scalar(), pointer: pointer}
}

// declareType declares a type; most have the methods of an interface.
func (g *gen) declareType() {
	var t *typ
	switch g.pick(7) {
	case 0, 1, 2:
		t = g.structType()
	case 3:
		t = g.scalar()
	case 4:
		t = arrayOf(g.pick.between(1, 4), g.typ(1))
	case 5:
		t = sliceOf(g.typ(1))
	case 6:
		t = mapOf(g.keyType(1), g.typ(1))
	}
	under := t.spell
	u := *t
	u.spell, u.named = g.name("T"), true
	g.chooseMethods(&u)
	g.declare("type %s %s\n", u.spell, under)
	g.named = append(g.named, &u)
}

func (g *gen) structType() *typ {
	var fields []field
	var embedded *typ
	for i := range g.pick.between(1, 4) {
		f := field{name: string(rune('A' + i)), t: g.typ(2)}
		if g.pick.chance(3) && embedded == nil && f.t.named && f.t.kind == kStruct {
			embedded = f.t
			f.name, f.embedded = f.t.spell, true
		}
		fields = append(fields, f)
	}
	return structOf(fields)
}

func (g *gen) chooseMethods(t *typ) {
	t.methods = nil
	if len(g.ifaces) > 0 && !g.pick.chance(4) {
		pointer := g.pick.chance(3)
		for _, m := range oneOf(g.pick, g.ifaces).methods {
			t.methods = append(t.methods, &method{name: m.name, param: m.param, result: m.result, pointer: pointer})
		}
	}
	if g.pick.chance(2) {
		t.methods = append(t.methods, g.newMethod(g.name("M"), g.pick.chance(2)))
	}
	for _, m := range t.methods {
		for _, f := range t.fields {
			if f.name == m.name {
				t.methods = nil
				return
			}
		}
	}
}

// declareGlobals declares a variable of each basic type, which any expression can use
// where Go wants no constant, and some more.
func (g *gen) declareGlobals() {
	for k := kBool; k <= kString; k++ {
		t := basic(k)
		name := "g" + t.spell
		v := &variable{name: name, t: t}
		g.declare("var %s %s = %s", name, t.spell, g.literal(t))
		g.globals = append(g.globals, v)
	}
	for range g.pick(3) {
		t := g.typ(2)
		v := &variable{name: g.name("g"), t: t}
		g.declare("var %s %s", v.name, t.spell)
		g.globals = append(g.globals, v)
	}
	g.declare("")
}

// methodBodies writes the methods of all types.
func (g *gen) methodBodies() {
	for _, t := range g.named {
		for _, m := range t.methods {
			g.methodBody(t, m)
		}
	}
	g.methods = true
}

func (g *gen) methodBody(t *typ, m *method) {
	b := g.newBody(!m.pointer, []*typ{m.result})
	b.limit = 60
	receiver := t
	if m.pointer {
		receiver = pointerTo(t)
		b.add("recv", receiver).solid = true
	} else {
		b.add("recv", t)
	}
	b.add("arg", m.param)
	b.block(g.pick.between(0, 2))
	b.finish()
	m.ready, m.cost = true, b.cost
	g.declare("func (recv %s) %s(arg %s) %s {\n%s}\n", receiver.spell, m.name, m.param.spell, m.result.spell, b.text())
}

// declareFunc declares a function.
func (g *gen) declareFunc(pure bool) {
	f := g.newFunction(pure)
	b := g.newBody(pure, f.results)
	params := b.paramList(f)
	b.namedResults = !pure && len(f.results) > 0 && g.pick.chance(2)
	results := b.resultList()
	b.block(g.pick.between(1, 5))
	b.finish()
	f.cost, f.plain = b.cost, !b.callsValues
	g.declare("func %s(%s) (%s) {\n%s}\n", f.name, params, results, b.text())
	g.funcs = append(g.funcs, f)
}

func (g *gen) newFunction(pure bool) *function {
	f := &function{name: g.name("f"), pure: pure}
	for range g.pick(4) {
		f.params = append(f.params, g.typ(2))
	}
	n := g.pick(4)
	if pure {
		n = 1
	}
	for range n {
		f.results = append(f.results, g.typ(2))
	}
	if last := len(f.params) - 1; !pure && last >= 0 {
		f.variadic = f.params[last].kind == kSlice && !f.params[last].named
	}
	return f
}

// paramList declares the parameters of the body's function.
func (b *body) paramList(f *function) string {
	var list []string
	for i, t := range f.params {
		name, spell := fmt.Sprint("p", i), t.spell
		b.add(name, t)
		if f.variadic && i == len(f.params)-1 {
			spell = "..." + t.elem.spell
		}
		list = append(list, name+" "+spell)
	}
	return strings.Join(list, ", ")
}

// resultList declares the results of the body's function, with or without names.
func (b *body) resultList() string {
	var list []string
	for i, t := range b.results {
		if b.namedResults {
			name := fmt.Sprint("r", i)
			b.add(name, t)
			list = append(list, name+" "+t.spell)
		} else {
			list = append(list, t.spell)
		}
	}
	return strings.Join(list, ", ")
}

// piece declares a function that main calls.
func (g *gen) piece(i int) {
	b := g.newBody(false, nil)
	b.block(g.pick.between(4, 10))
	b.showAll()
	g.declare("func piece%d() {\n%s}\n", i, b.text())
}
