package generate

import (
	"fmt"
	"strings"
)

// A variable is one that expressions can use.
type variable struct {
	name  string
	t     *typ
	fixed bool // must not be assigned: it counts a loop
	solid bool // a pointer that is not nil
}

// A closure is a variable that holds a function with effects.
type closure struct {
	name string
	function
}

// body is the body of a function that is being written.
type body struct {
	*gen
	w        *strings.Builder
	vars     []*variable
	closures []*closure
	pure     bool // no effects, no panics

	limit  int  // of the cost
	cost   int  // statements executed at most
	times  int  // how often this place is executed at most
	depth  int  // of blocks
	risks  int  // how many operations of the statement may panic
	quiet  int  // > 0: nothing may panic
	trying bool // panics are recovered
	top    bool // in main, between marks

	results      []*typ
	namedResults bool
	callsValues  bool
	noCalls      bool // a func value, which may be called from anywhere
	labels       []string
}

func (g *gen) newBody(pure bool, results []*typ) *body {
	return &body{gen: g, w: &strings.Builder{}, pure: pure, results: results, times: 1, limit: limit}
}

func (b *body) p(format string, args ...any) { fmt.Fprintf(b.w, format+"\n", args...) }
func (b *body) text() string                 { return b.w.String() }

func (b *body) add(name string, t *typ) *variable {
	v := &variable{name: name, t: t}
	b.vars = append(b.vars, v)
	return v
}

// define declares a variable with a value.
func (b *body) define(t *typ, value string) *variable {
	name := b.name("v")
	if b.pick.chance(3) {
		b.p("var %s %s = %s", name, t.spell, value)
	} else {
		b.p("%s := %s", name, typed(t, value))
	}
	b.p("_ = %s", name)
	return b.add(name, t)
}

// typed makes an expression that alone has this type.
func typed(t *typ, e string) string {
	if strings.HasPrefix(t.spell, "*") || strings.HasPrefix(t.spell, "func") {
		return "(" + t.spell + ")(" + e + ")"
	}
	if t.kind.isBasic() || t.kind == kAny || t.kind == kIface || e == "nil" {
		return t.spell + "(" + e + ")"
	}
	return e
}

// nested writes what f writes, as the inside of a block that runs at most n times for each
// time of this one; the variables it declares are gone afterwards.
func (b *body) nested(n int, f func()) {
	vars, closures, times := len(b.vars), len(b.closures), b.times
	b.times *= n
	b.depth++
	f()
	b.depth--
	b.vars, b.closures, b.times = b.vars[:vars], b.closures[:closures], times
}

// block writes up to n statements.
func (b *body) block(n int) {
	for range n {
		b.stmt()
	}
}

// afford reports whether something that costs n may stand here, and counts it.
func (b *body) afford(n int) bool {
	if b.cost+n*b.times > b.limit {
		return false
	}
	b.cost += n * b.times
	return true
}

// finish writes the return statement at the end.
func (b *body) finish() {
	if len(b.results) > 0 {
		b.p("return %s", b.values(b.results))
	}
}

// values are expressions of the types, that do not panic.
func (b *body) values(types []*typ) string {
	var es []string
	b.quiet++
	for _, t := range types {
		es = append(es, b.expr(t, 2))
	}
	b.quiet--
	return strings.Join(es, ", ")
}

// literalFunc writes a function literal with the body's variables in scope.
func (b *body) literalFunc(pure bool, params, results []*typ, fill func(*body)) string {
	inner := b.newBody(pure, results)
	inner.vars, inner.closures = b.vars[:len(b.vars):len(b.vars)], b.closures[:len(b.closures):len(b.closures)]
	inner.noCalls, inner.depth, inner.times, inner.limit = b.noCalls, b.depth+1, b.times, b.limit-b.cost
	var ps, rs []string
	for _, t := range params {
		name := b.name("a")
		inner.add(name, t)
		ps = append(ps, name+" "+t.spell)
	}
	for _, t := range results {
		rs = append(rs, t.spell)
	}
	fill(inner)
	inner.finish()
	b.cost += inner.cost
	b.callsValues = b.callsValues || inner.callsValues
	return fmt.Sprintf("func(%s) (%s) {\n%s}", strings.Join(ps, ", "), strings.Join(rs, ", "), inner.text())
}

// showAll prints the variables.
func (b *body) showAll() {
	for _, v := range b.vars {
		b.show(v.name, v.t)
	}
}

// show prints a value.
func (b *body) show(e string, t *typ) {
	label := b.name("#")
	switch {
	case !t.flat():
		b.p("fmt.Println(%q, %s)", label, b.hash(t, e))
	case b.pick.chance(6):
		b.p("fmt.Printf(\"%s %%T %%+v\\n\", %s, %s)", label, e, e)
	case b.pick.chance(6):
		b.p("fmt.Println(%q, %s)", label, b.hash(t, e))
	default:
		b.p("fmt.Println(%q, %s)", label, e)
	}
}

// find returns the variables that expressions can use: mostly those of the function, if there are any.
func (b *body) find(want func(*variable) bool) []*variable {
	var out []*variable
	for _, v := range b.vars {
		if want(v) {
			out = append(out, v)
		}
	}
	if len(out) > 0 && !b.pick.chance(5) {
		return out
	}
	for _, v := range b.globals {
		if want(v) {
			out = append(out, v)
		}
	}
	return out
}

// risk reports whether an operation that may panic can stand here. A statement has one at
// most, because Go does not say which of two panics comes first.
func (b *body) risk() bool {
	if b.pure || b.quiet > 0 || b.risks == 0 || !b.pick.chance(3) {
		return false
	}
	b.risks--
	return true
}
