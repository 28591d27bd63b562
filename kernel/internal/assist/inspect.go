package assist

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
)

// An Inspection explains a name. Found is false if there is nothing to explain.
type Inspection struct {
	Found    bool
	Text     string // plain text
	Markdown string
}

// Inspect explains the name at the cursor or, if there is none, the function in
// whose arguments the cursor is. Detail 0 is a declaration and its documentation;
// detail 1 adds what a type or a package contains.
func Inspect(s *cell.Session, text string, cursor, detail int) Inspection {
	p := at(text, cursor)
	if context, _ := p.context(); context != inCode {
		return Inspection{}
	}
	var in Inspection
	p.look(s, func(v *cell.View) bool {
		var e explanation
		if p.start < p.end() {
			e = explainName(v, p, detail)
		}
		if e.decl == "" {
			e = explainCall(v, p)
		}
		if e.decl != "" {
			in = Inspection{Found: true, Text: e.text(), Markdown: e.markdown()}
		}
		return in.Found
	})
	return in
}

// An explanation is what is known about an object.
type explanation struct {
	decl  string // Go source
	doc   string
	where string
	more  string // Go source
}

func (e explanation) text() string {
	return joined("\n\n", e.decl, e.doc, e.more, e.where)
}

func (e explanation) markdown() string {
	more := ""
	if e.more != "" {
		more = "```go\n" + e.more + "\n```"
	}
	return joined("\n\n", "```go\n"+e.decl+"\n```", e.doc, more, e.where)
}

func joined(sep string, parts ...string) string {
	var list []string
	for _, p := range parts {
		if p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, sep)
}

// explainName explains the name at the place.
func explainName(v *cell.View, p place, detail int) explanation {
	if sel := selector(v, p); sel != nil {
		return explainSelected(v, sel, detail)
	}
	for _, n := range v.Path(p.start) {
		if id, ok := n.(*ast.Ident); ok && id.Pos() == v.Pos(p.start) {
			if obj := v.Object(id); obj != nil {
				return explain(v, obj, detail)
			}
		}
	}
	name := p.text[p.start:p.end()]
	if obj := v.Lookup(name, p.start); obj != nil {
		return explain(v, obj, detail)
	}
	if pkg := v.Package(name, p.start); pkg != nil {
		return explainPackage(pkg, detail)
	}
	return explanation{}
}

func explainSelected(v *cell.View, sel *ast.SelectorExpr, detail int) explanation {
	if obj := v.Object(sel.Sel); obj != nil {
		return explain(v, obj, detail)
	}
	if id, ok := sel.X.(*ast.Ident); ok {
		if pkg := v.Package(id.Name, v.Offset(id.Pos())); pkg != nil {
			if obj := pkg.Scope().Lookup(sel.Sel.Name); obj != nil && obj.Exported() {
				return explain(v, obj, detail)
			}
			return explanation{}
		}
	}
	if t := v.TypeOf(sel.X); t != nil {
		for _, obj := range cell.Members(t) {
			if obj.Name() == sel.Sel.Name {
				return explain(v, obj, detail)
			}
		}
	}
	return explanation{}
}

// explain explains an object.
func explain(v *cell.View, obj types.Object, detail int) explanation {
	e := explanation{decl: objectString(obj), where: origin(obj)}
	switch obj := obj.(type) {
	case *types.PkgName:
		return explainPackage(obj.Imported(), detail)
	case *types.Builtin:
		return builtin(obj.Name())
	case *types.TypeName:
		if detail > 0 {
			e.more = methodList(obj.Type())
		}
	case *types.Var:
		if named, ok := types.Unalias(obj.Type()).(*types.Named); ok && detail > 0 {
			e.more = joined("\n\n", objectString(named.Obj()), methodList(named))
		}
	}
	if d, ok := v.Declaration(obj); ok {
		e.decl, e.doc = d.Text, d.Doc
		if d.Cell != "" {
			e.where = "declared in " + d.Cell
		}
	}
	return e
}

func objectString(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Var:
		if obj.IsField() {
			return fmt.Sprintf("field %s %s", obj.Name(), types.TypeString(obj.Type(), cell.Qualify))
		}
		return fmt.Sprintf("var %s %s", obj.Name(), types.TypeString(obj.Type(), cell.Qualify))
	case *types.Nil:
		return "nil // the zero value of pointers, slices, maps, channels, functions and interfaces"
	}
	return types.ObjectString(obj, cell.Qualify)
}

// origin says where a library object's documentation is.
func origin(obj types.Object) string {
	pkg := obj.Pkg()
	if pkg == nil || pkg.Path() == "main" {
		return ""
	}
	name := obj.Name()
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		t := fn.Signature().Recv().Type()
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		named, ok := types.Unalias(t).(*types.Named)
		if !ok {
			return ""
		}
		name = named.Obj().Name() + "." + name
	}
	if v, ok := obj.(*types.Var); ok && v.IsField() {
		return "https://pkg.go.dev/" + pkg.Path()
	}
	return fmt.Sprintf("https://pkg.go.dev/%s#%s", pkg.Path(), name)
}

func methodList(t types.Type) string {
	var lines []string
	for _, obj := range cell.Members(t) {
		if fn, ok := obj.(*types.Func); ok {
			lines = append(lines, types.ObjectString(fn, cell.Qualify))
		}
	}
	return strings.Join(lines, "\n")
}

func explainPackage(pkg *types.Package, detail int) explanation {
	e := explanation{
		decl:  fmt.Sprintf("package %s // import %q", pkg.Name(), pkg.Path()),
		where: "https://pkg.go.dev/" + pkg.Path(),
	}
	if detail > 0 {
		var lines []string
		for _, name := range pkg.Scope().Names() {
			if obj := pkg.Scope().Lookup(name); obj.Exported() {
				lines = append(lines, brief(obj))
			}
		}
		e.more = strings.Join(lines, "\n")
	}
	return e
}

// brief is an object in one line, as its own package would write it.
func brief(obj types.Object) string {
	if tn, ok := obj.(*types.TypeName); ok {
		switch tn.Type().Underlying().(type) {
		case *types.Struct:
			return "type " + tn.Name() + " struct{ ... }"
		case *types.Interface:
			return "type " + tn.Name() + " interface{ ... }"
		}
	}
	return types.ObjectString(obj, func(pkg *types.Package) string {
		if pkg == obj.Pkg() {
			return ""
		}
		return pkg.Name()
	})
}
