package generate

import (
	"fmt"
	"go/format"
	"strings"
)

// gen is a program that is being written.
type gen struct {
	pick     Choices
	named    []*typ // declared so far, interfaces left out
	ifaces   []*typ
	funcs    []*function
	globals  []*variable
	hashes   map[string]string // type -> function
	out      strings.Builder
	serial   int
	methods  bool // all methods have bodies
	features map[string]bool
}

// A function is one that the program declares. A pure one has no effects and does not panic, so
// that it may be called anywhere in an expression; any other is only called by a statement of its own,
// because Go does not say when an operand is read that a call beside it changes.
type function struct {
	name     string
	params   []*typ
	results  []*typ
	variadic bool
	pure     bool
	plain    bool // calls no func values: those may lead back to it
	cost     int
}

// limit is how many statements a piece of a program may execute.
const limit = 1200

// Program writes the program that the choices lead to.
func Program(pick Choices) string {
	g := &gen{pick: pick, hashes: map[string]string{}}
	g.declareTypes()
	g.declareGlobals()
	g.methodBodies()
	for range pick.between(1, 3) {
		g.declareFunc(pick.chance(2))
	}
	main := ""
	if pick.chance(2) {
		main = g.cells()
	} else {
		main = g.pieces()
	}
	for _, v := range g.globals {
		if v.t.flat() {
			main += fmt.Sprintf("fmt.Println(%q, %s)\n", v.name, v.name)
		}
	}
	fmt.Fprintf(&g.out, "%s\nfunc main() {\n%s}\n", prelude, main)
	return tidy(g.out.String())
}

// Mark is the line that divides the body of main into what could be cells of a notebook.
const Mark = "//notebook:cell"

// Cells are a program as cells of a notebook: the declarations, then the parts of main's body. Without
// marks there are none.
func Cells(source string) []string {
	if !strings.Contains(source, Mark) {
		return nil
	}
	declarations, main, _ := strings.Cut(source, "func main() {")
	_, declarations, _ = strings.Cut(declarations, "package main\n")
	main = main[:strings.LastIndex(main, "}")]
	return append([]string{declarations}, strings.Split(main, Mark)...)
}

// cells writes a body of main with marks. A panic would end it, so there is none outside of try.
func (g *gen) cells() string {
	b := g.newBody(false, nil)
	b.top = true
	for range g.pick.between(2, 4) {
		b.block(g.pick.between(2, 6))
		b.limit += limit
		b.p(Mark)
	}
	b.showAll()
	return b.text()
}

// pieces writes functions and a body of main that calls them.
func (g *gen) pieces() string {
	var main strings.Builder
	for i := range g.pick.between(2, 4) {
		g.piece(i)
		fmt.Fprintf(&main, "try(\"piece %d\", piece%d)\n", i, i)
	}
	return main.String()
}

// tidy adds the import clause and formats a program.
func tidy(body string) string {
	source := "package main\n\n" + imports(body) + "\n" + body
	text, err := format.Source([]byte(source))
	if err != nil {
		return source + "\n// " + err.Error() // it will not compile, and tells why
	}
	return string(text)
}

func imports(body string) string {
	var b strings.Builder
	for _, p := range []string{"bufio", "cmp", "errors", "fmt", "iter", "maps", "math", "runtime", "slices", "sort", "strconv", "strings", "sync", "sync/atomic"} {
		if strings.Contains(body, p[strings.LastIndexByte(p, '/')+1:]+".") {
			fmt.Fprintf(&b, "import %q\n", p)
		}
	}
	return b.String()
}

// prelude is the helpers that programs use. Those called at, cut, clamp and idx make operations that
// cannot panic of those that could.
const prelude = `
func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func at[T any](s []T, i int) (x T) {
	if len(s) > 0 {
		x = s[uint(i)%uint(len(s))]
	}
	return
}

func idx(i, n int) int {
	if n == 0 {
		return 0
	}
	return int(uint(i) % uint(n))
}

func iff[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

func ptr[T any](x T) *T { return &x }

func cut(s string) string { return s[:min(len(s), 12)] }

func clamp(x float64) int {
	if x > -100 && x < 100 {
		return int(x)
	}
	return 100
}

func trace[T any](name string, x T) T {
	fmt.Print(name, " ")
	return x
}

func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func hashFloat(x float64) uint64 {
	if x != x {
		return 1
	}
	return math.Float64bits(x + 0)
}
`

func (g *gen) name(prefix string) string {
	g.serial++
	return fmt.Sprint(prefix, g.serial)
}

func (g *gen) declare(format string, args ...any) {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	g.out.WriteString(format + "\n")
}

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
	f := &function{name: g.name("f"), pure: pure}
	for range g.pick(4) {
		f.params = append(f.params, g.typ(2))
	}
	results := g.pick(4)
	if pure {
		results = 1
	}
	for range results {
		f.results = append(f.results, g.typ(2))
	}
	f.variadic = !pure && len(f.params) > 0 && f.params[len(f.params)-1].kind == kSlice && !f.params[len(f.params)-1].named
	b := g.newBody(pure, f.results)
	var params []string
	for i, t := range f.params {
		name := fmt.Sprint("p", i)
		b.add(name, t)
		spell := t.spell
		if f.variadic && i == len(f.params)-1 {
			spell = "..." + t.elem.spell
		}
		params = append(params, name+" "+spell)
	}
	b.namedResults = !pure && len(f.results) > 0 && g.pick.chance(2)
	var results2 []string
	for i, t := range f.results {
		if b.namedResults {
			b.add(fmt.Sprint("r", i), t)
			results2 = append(results2, fmt.Sprint("r", i, " ", t.spell))
		} else {
			results2 = append(results2, t.spell)
		}
	}
	b.block(g.pick.between(1, 5))
	b.finish()
	f.cost, f.plain = b.cost, !b.callsValues
	g.declare("func %s(%s) (%s) {\n%s}\n", f.name, strings.Join(params, ", "), strings.Join(results2, ", "), b.text())
	g.funcs = append(g.funcs, f)
}

// piece declares a function that main calls.
func (g *gen) piece(i int) {
	b := g.newBody(false, nil)
	b.block(g.pick.between(4, 10))
	b.showAll()
	g.declare("func piece%d() {\n%s}\n", i, b.text())
}
