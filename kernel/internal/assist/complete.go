package assist

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
)

// A Completion offers Matches in place of the code points from Start to End.
type Completion struct {
	Matches    []Match
	Start, End int
}

// A Match is one name that could stand at the cursor.
type Match struct {
	Text string
	Kind string // "function", "method", "variable", "field", "constant", "type", "module", "keyword"
	Type string // of a function its signature, else its type; may be ""

	rank int // the nearer, the smaller
}

// Ranks of matches.
const (
	rankField = iota // of a composite literal
	rankScope        // declared in the cell or by earlier ones
	rankPredeclared
	rankKeyword
	rankPackage // not imported yet
)

// Complete offers names that could stand at the cursor.
func Complete(s *cell.Session, text string, cursor int) Completion {
	p := at(text, cursor)
	matches := []Match{}
	switch context, start := p.context(); {
	case context == inImport:
		p.start = start
		matches = importPaths(s, p)
	case context == inText || startsWithDigit(p.word()):
	case p.afterDot():
		p.look(s, func(v *cell.View) bool {
			matches = fitting(members(v, p), p.word())
			return len(matches) > 0
		})
	default:
		p.look(s, func(v *cell.View) bool {
			matches = fitting(names(v, p), p.word())
			return len(matches) > 0
		})
	}
	return Completion{Matches: matches, Start: codePoints(text, p.start), End: codePoints(text, p.cursor)}
}

func startsWithDigit(word string) bool { return word != "" && word[0] >= '0' && word[0] <= '9' }

// fitting returns the matches that begin with word, sorted: the same case first.
// If there are none, case does not count.
func fitting(all []Match, word string) []Match {
	keep := func(ok func(text string) bool) []Match {
		list := []Match{}
		for _, m := range all {
			if ok(m.Text) && m.Text != placeholder {
				list = append(list, m)
			}
		}
		return list
	}
	list := keep(func(text string) bool { return strings.HasPrefix(text, word) })
	if len(list) == 0 {
		list = keep(func(text string) bool {
			return len(text) >= len(word) && strings.EqualFold(text[:len(word)], word)
		})
	}
	slices.SortFunc(list, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)), cmp.Compare(a.Text, b.Text))
	})
	return slices.CompactFunc(list, func(a, b Match) bool { return a.Text == b.Text })
}

func importPaths(s *cell.Session, p place) []Match {
	var all []Match
	s.Look("", func(v *cell.View) {
		for _, path := range v.ImportPaths() {
			all = append(all, Match{Text: path, Kind: "module"})
		}
	})
	return fitting(all, p.text[p.start:p.cursor])
}

// members returns what can be selected from the operand in front of the dot.
func members(v *cell.View, p place) []Match {
	sel := selector(v, p)
	if sel == nil {
		return nil
	}
	if id, ok := sel.X.(*ast.Ident); ok {
		if pkg := v.Package(id.Name, v.Offset(id.Pos())); pkg != nil {
			return exports(pkg)
		}
	}
	t := v.TypeOf(sel.X)
	if t == nil {
		return nil
	}
	var list []Match
	for _, obj := range cell.Members(t) {
		if _, field := obj.(*types.Var); field && v.IsType(sel.X) {
			continue // T.Method is an expression, T.Field is not
		}
		list = append(list, match(obj, 0))
	}
	return list
}

// selector returns the selector expression whose name is at the place.
func selector(v *cell.View, p place) *ast.SelectorExpr {
	for _, n := range v.Path(p.start) {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Pos() == v.Pos(p.start) {
			return sel
		}
	}
	return nil
}

func exports(pkg *types.Package) []Match {
	var list []Match
	for _, name := range pkg.Scope().Names() {
		if obj := pkg.Scope().Lookup(name); obj.Exported() {
			list = append(list, match(obj, 0))
		}
	}
	return list
}

// names returns what can be named at the place.
func names(v *cell.View, p place) []Match {
	list := literalFields(v, p)
	for _, obj := range v.Visible(p.start) {
		rank := rankScope
		if obj.Parent() == types.Universe {
			rank = rankPredeclared
		}
		list = append(list, match(obj, rank))
	}
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		list = append(list, Match{Text: tok.String(), Kind: "keyword", rank: rankKeyword})
	}
	if p.word() != "" {
		for _, name := range v.Packages() {
			list = append(list, Match{Text: name, Kind: "module", rank: rankPackage})
		}
	}
	return list
}

// literalFields returns the fields of the struct literal that the place is in the
// place of a key of.
func literalFields(v *cell.View, p place) []Match {
	for _, n := range v.Path(p.start) {
		switch n := n.(type) {
		case *ast.Ident, *ast.KeyValueExpr:
			if kv, ok := n.(*ast.KeyValueExpr); ok && v.Offset(kv.Colon) < p.start {
				return nil
			}
		case *ast.CompositeLit:
			return structFields(v.TypeOf(n))
		default:
			return nil
		}
	}
	return nil
}

func structFields(t types.Type) []Match {
	if t == nil {
		return nil
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var list []Match
	for f := range s.Fields() {
		if f.Exported() || f.Pkg() == nil || f.Pkg().Name() == "main" {
			list = append(list, match(f, rankField))
		}
	}
	return list
}

func match(obj types.Object, rank int) Match {
	m := Match{Text: obj.Name(), rank: rank}
	switch obj := obj.(type) {
	case *types.Func:
		m.Kind = "function"
		if obj.Signature().Recv() != nil {
			m.Kind = "method"
		}
		m.Type = strings.TrimPrefix(types.TypeString(obj.Type(), cell.Qualify), "func")
	case *types.Builtin:
		m.Kind = "function"
	case *types.TypeName:
		m.Kind = "type"
	case *types.PkgName:
		m.Kind = "module"
	case *types.Const:
		m.Kind, m.Type = "constant", types.TypeString(obj.Type(), cell.Qualify)
	case *types.Var:
		m.Kind = "variable"
		if obj.IsField() {
			m.Kind = "field"
		}
		m.Type = types.TypeString(obj.Type(), cell.Qualify)
	case *types.Nil:
		m.Kind = "constant"
	}
	return m
}
