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
