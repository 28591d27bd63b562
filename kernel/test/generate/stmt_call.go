package generate

import (
	"fmt"
	"strings"
)

// This file writes calls of functions with effects, closures, deferred calls, and what recovers.

// callStmt calls a function with effects.
func (b *body) callStmt() {
	var fits []*function
	for _, f := range b.funcs {
		if !f.pure {
			fits = append(fits, f)
		}
	}
	if len(fits) == 0 || b.noCalls || b.top {
		return
	}
	f := oneOf(b.pick, fits)
	if !b.afford(f.cost + 1) {
		return
	}
	b.callsValues = b.callsValues || !f.plain
	b.results2(f.name+"("+b.arguments(f)+")", f.results)
}

func (b *body) arguments(f *function) string {
	b.quiet++
	defer func() { b.quiet-- }()
	params := f.params
	var es []string
	if f.variadic {
		params = params[:len(params)-1]
	}
	for _, t := range params {
		es = append(es, b.expr(t, 2))
	}
	if f.variadic {
		last := f.params[len(params)]
		if b.pick.chance(3) {
			es = append(es, b.expr(last, 2)+"...")
		} else {
			for range b.pick(3) {
				es = append(es, b.expr(last.elem, 2))
			}
		}
	}
	return strings.Join(es, ", ")
}

// results2 keeps the results of a call in variables.
func (b *body) results2(call string, results []*typ) {
	if len(results) == 0 || b.pick.chance(6) {
		b.p("%s", call)
		return
	}
	var names []string
	any := false
	for range results {
		if b.pick.chance(5) {
			names = append(names, "_")
		} else {
			names = append(names, b.name("v"))
			any = true
		}
	}
	if !any {
		b.p("%s = %s", strings.Join(names, ", "), call)
		return
	}
	b.p("%s := %s", strings.Join(names, ", "), call)
	for i, t := range results {
		if names[i] != "_" {
			b.p("_ = %s", names[i])
			b.add(names[i], t)
		}
	}
}

// try runs statements that may panic.
func (b *body) try() {
	label := b.name("#")
	b.p("try(%q, func() {", label)
	b.inFunc(func() { b.block(b.pick.between(1, 4)) })
	b.p("})")
}

// inFunc writes the body of a function literal without parameters that is called where it stands.
func (b *body) inFunc(f func()) {
	old := *b
	b.results, b.namedResults, b.labels, b.trying, b.top = nil, false, nil, true, false
	b.nested(1, f)
	b.results, b.namedResults, b.labels, b.trying, b.top = old.results, old.namedResults, old.labels, old.trying, old.top
}

// defineClosure makes a function that changes what is around it.
func (b *body) defineClosure() {
	if b.depth > 2 {
		return
	}
	c := &closure{name: b.name("c")}
	for range b.pick(3) {
		c.params = append(c.params, b.typ(1))
	}
	for range b.pick(3) {
		c.results = append(c.results, b.typ(1))
	}
	cost := b.cost
	var inner *body
	text := b.literalFunc(false, c.params, c.results, func(in *body) {
		inner = in
		in.times, in.limit = 1, 60
		in.block(b.pick.between(1, 4))
	})
	b.cost, c.cost, c.plain = cost, inner.cost, !inner.callsValues
	b.p("%s := %s\n_ = %s", c.name, text, c.name)
	b.closures = append(b.closures, c)
}

func (b *body) callClosure() {
	if len(b.closures) == 0 || b.noCalls || b.top {
		return
	}
	c := oneOf(b.pick, b.closures)
	if !b.afford(c.cost + 1) {
		return
	}
	if b.pick.chance(4) {
		b.p("defer %s(%s)", c.name, b.arguments(&c.function))
		return
	}
	b.results2(c.name+"("+b.arguments(&c.function)+")", c.results)
}

// pointerMethod calls a method that changes its receiver.
func (b *body) pointerMethod() {
	for _, v := range b.vars {
		for _, m := range v.t.allMethods() {
			if b.top || v.t.kind == kIface || v.fixed || !m.ready || !m.pointer || b.pick.chance(3) || !b.afford(m.cost+1) {
				continue
			}
			b.quiet++
			b.results2(fmt.Sprintf("%s.%s(%s)", v.name, m.name, b.expr(m.param, 2)), []*typ{m.result})
			b.quiet--
			return
		}
	}
}

// ifaceMethod calls a method of an interface value.
func (b *body) ifaceMethod() {
	if b.top || len(b.ifaces) == 0 || !b.methods || b.noCalls || !b.afford(70) {
		return
	}
	t := oneOf(b.pick, b.ifaces)
	m := oneOf(b.pick, t.methods)
	v := b.define(t, b.expr(t, 2))
	b.quiet++
	call := fmt.Sprintf("%s.%s(%s)", v.name, m.name, b.expr(m.param, 2))
	b.quiet--
	if !b.trying {
		b.p("if %s != nil {", v.name)
		b.nested(1, func() { b.results2(call, []*typ{m.result}) })
		b.p("}")
		return
	}
	b.results2(call, []*typ{m.result})
}

// deferStmt defers statements, some of which recover or set results.
func (b *body) deferStmt() {
	if b.depth > 2 || b.times > 4 || b.top {
		return
	}
	switch b.pick(3) {
	case 0:
		b.p("defer fmt.Println(%q, %s)", b.name("#"), b.expr(b.scalar(), 2))
	case 1:
		b.p("defer func() {")
		b.inFunc(func() { b.block(b.pick.between(1, 3)) })
		b.p("}()")
	case 2:
		b.p("defer func() {\nif r := recover(); r != nil {\nfmt.Println(%q, r)", b.name("#"))
		b.inFunc(func() { b.block(b.pick.between(0, 2)) })
		b.p("}\n}()")
		if b.depth == 0 {
			b.trying = true
		}
	}
}

// printing prints values in several forms.
func (b *body) printing() {
	t := b.flatType(2)
	verb := oneOf(b.pick, []string{"%v", "%+v", "%T", "%d", "%q", "%x", "%5v"})
	if !t.kind.isBasic() {
		verb = oneOf(b.pick, []string{"%v", "%+v", "%T", "%#v"})
	}
	b.p("fmt.Printf(\"%s %s\\n\", %s)", b.name("#"), verb, typed(t, b.expr(t, 3)))
}
