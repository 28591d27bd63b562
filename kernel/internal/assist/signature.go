package assist

import (
	"go/ast"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
)

// A Signature is the function whose arguments are being typed.
type Signature struct {
	Text  string // "func Repeat(s string, count int) string"
	Param int    // the parameter that the cursor is at, from 0
}

// SignatureAt returns the signature of the innermost call whose parentheses the
// cursor is in, and whether there is one.
func SignatureAt(s *cell.Session, text string, cursor int) (Signature, bool) {
	p := at(text, cursor)
	var sig Signature
	found := false
	if context, _ := p.context(); context != inCode {
		return sig, false
	}
	p.look(s, func(v *cell.View) bool {
		call := callAt(v, p)
		if call == nil {
			return false
		}
		e := explainCallee(v, call)
		sig, found = Signature{Text: e.decl, Param: argument(v, call, p)}, e.decl != ""
		return found
	})
	return sig, found
}

// callAt returns the innermost call whose parentheses the place is in.
func callAt(v *cell.View, p place) *ast.CallExpr {
	for _, n := range v.Path(p.start) {
		switch n := n.(type) {
		case *ast.FuncLit:
			return nil // statements of a function that is an argument
		case *ast.CallExpr:
			if v.Offset(n.Lparen) < p.start && (p.start <= v.Offset(n.Rparen) || !n.Rparen.IsValid()) {
				return n
			}
		}
	}
	return nil
}

// argument counts the arguments that end before the place.
func argument(v *cell.View, call *ast.CallExpr, p place) int {
	n := 0
	for _, arg := range call.Args {
		if v.Offset(arg.End()) < p.start {
			n++
		}
	}
	return n
}

// explainCall explains the function whose arguments the place is in.
func explainCall(v *cell.View, p place) explanation {
	if call := callAt(v, p); call != nil {
		return explainCallee(v, call)
	}
	return explanation{}
}

func explainCallee(v *cell.View, call *ast.CallExpr) explanation {
	fun := ast.Unparen(call.Fun)
	switch x := fun.(type) { // explicit instances
	case *ast.IndexExpr:
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	switch x := fun.(type) {
	case *ast.Ident:
		if obj := v.Object(x); obj != nil {
			return explain(v, obj, 0)
		}
	case *ast.SelectorExpr:
		return explainSelected(v, x, 0)
	}
	if sig, ok := v.TypeOf(fun).(*types.Signature); ok {
		return explanation{decl: types.TypeString(sig, cell.Qualify)}
	}
	return explanation{}
}
