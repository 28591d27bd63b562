package cell

import (
	"fmt"
	"go/ast"
	"go/types"
	"path"
	"strings"
)

// otherWords are names from other languages.
var otherWords = map[string]string{
	"True": "true", "False": "false", "TRUE": "true", "FALSE": "false",
	"None": "nil", "null": "nil", "NULL": "nil", "nullptr": "nil", "undefined": "nil",
	"str": "fmt.Sprint or the type string", "String": "string", "char": "rune or byte",
	"float": "float64", "double": "float64", "long": "int64", "boolean": "bool", "integer": "int", "Integer": "int",
	"list": "a slice, such as []int", "dict": "a map, such as map[string]int", "set": "a map, such as map[string]bool",
	"input": "fmt.Scan(&x), or bufio.NewScanner(os.Stdin) for whole lines", "printf": "fmt.Printf", "console": "fmt.Println",
	"abs": "math.Abs", "sqrt": "math.Sqrt", "pow": "math.Pow", "round": "math.Round", "sorted": "slices.Sort or slices.Sorted",
	"sum": "a loop: for _, x := range xs { total += x }", "enumerate": "for i, x := range xs", "zip": "a loop over the index",
	"self": "the name of the receiver, as in func (d Dog) Bark()", "this": "the name of the receiver, as in func (d Dog) Bark()",
	"malloc": "new or make", "sizeof": "unsafe.Sizeof", "strlen": "len", "sleep": "time.Sleep(time.Second)",
}

// nameLessons are about names that do not exist.
func nameLessons() []lesson {
	return []lesson{
		{
			code:    "other-word",
			example: "x := True",
			codes:   []code{codeUndeclaredName},
			msg:     re(`^undefined: (\w+)$`),
			hint: func(c *clue, m []string) string {
				if word := otherWords[m[1]]; word != "" {
					return "in Go: " + word
				}
				return ""
			},
		}, {
			code:    "which-package",
			example: "t := template.New(\"page\")",
			codes:   []code{codeUndeclaredName},
			msg:     re(`^undefined: (\w+)$`),
			hint: func(c *clue, m []string) string {
				sels := c.a.selections(m[1])
				if len(sels) == 0 {
					return ""
				}
				if paths := c.s.providers(m[1], sels); len(paths) > 1 {
					return "several packages have this name; import the one you mean: " + quoted(paths, " or ")
				}
				for _, p := range c.s.std.Named(m[1]) {
					if pkg, err := c.s.importPath(p); err == nil {
						return missingMembers(pkg, sels)
					}
				}
				return ""
			},
		}, {
			code:    "undefined",
			example: "count := 1\nprintln(cuont)",
			codes:   []code{codeUndeclaredName},
			msg:     re(`^undefined: (\w+)$`),
			hint: func(c *clue, m []string) string {
				candidates := c.visible()
				if len(c.a.selections(m[1])) > 0 {
					candidates = append(candidates, c.s.std.Names()...)
				}
				if name := closest(m[1], candidates); name != "" {
					return "did you mean " + name + "?"
				}
				return ""
			},
		}, {
			code:    "assign-undefined",
			example: "total = 5",
			codes:   []code{codeUndeclaredName},
			msg:     re(`^undefined: (\w+)$`),
			hint: func(c *clue, m []string) string {
				if _, ok := find(c.a, func(s *ast.AssignStmt) bool { return assignsTo(s, c.pos) }); ok {
					return fmt.Sprintf("a new variable is declared with := (%s := ...); = assigns to one that exists", m[1])
				}
				return ""
			},
		}, {
			code:    "unknown-name",
			example: "println(answer)",
			codes:   []code{codeUndeclaredName},
			msg:     re(`^undefined: (\w+)$`),
			hint: func(c *clue, m []string) string {
				if len(c.a.selections(m[1])) > 0 {
					return "there is no variable or package of this name; was the cell that declares it run?"
				}
				return "no cell that was run declares this name"
			},
		}, {
			code:    "package-member",
			example: "import \"fmt\"\nfmt.Printn(1)",
			codes:   []code{codeUndeclaredImportedName},
			msg:     re(`^undefined: (\w+)\.(\w+)$`),
			hint: func(c *clue, m []string) string {
				pkg := c.imported(m[1])
				if pkg == nil {
					return ""
				}
				if name := closest(m[2], exported(pkg)); name != "" {
					return fmt.Sprintf("did you mean %s.%s?", m[1], name)
				}
				return fmt.Sprintf("package %s has nothing of this name", pkg.Path())
			},
		}, {
			code:    "unexported",
			example: "import \"fmt\"\nfmt.println(1)",
			codes:   []code{codeUndeclaredImportedName, codeUnexportedName},
			msg:     re(`^undefined: (\w+)\.\w+ \(but have (\w+)\)$|not exported by package`),
			hint: func(c *clue, m []string) string {
				rule := "names that begin with a small letter stay inside their package"
				if m[2] == "" {
					return rule
				}
				return fmt.Sprintf("did you mean %s.%s? %s", m[1], m[2], rule)
			},
		}, {
			code:    "foreign-method",
			example: "xs := []int{1}\nxs.append(2)",
			codes:   []code{codeMissingFieldOrMethod},
			msg:     re(`\.(\w+) undefined`),
			hint: func(c *clue, m []string) string {
				t, ok := c.operand()
				if !ok {
					return ""
				}
				switch t.Underlying().(type) {
				case *types.Slice, *types.Map, *types.Basic, *types.Array:
					return map[string]string{
						"append": "xs = append(xs, x)", "push": "xs = append(xs, x)", "add": "xs = append(xs, x)", "pop": "xs = xs[:len(xs)-1]",
						"length": "len(xs)", "len": "len(xs)", "Length": "len(xs)", "size": "len(xs)", "count": "len(xs)", "Len": "len(xs)",
						"keys": "for k := range m", "items": "for k, v := range m", "values": "for _, v := range m",
						"upper": "strings.ToUpper(s)", "lower": "strings.ToLower(s)", "split": "strings.Split(s, sep)", "join": "strings.Join(xs, sep)",
						"strip": "strings.TrimSpace(s)", "format": "fmt.Sprintf(s, ...)", "contains": "strings.Contains or slices.Contains",
						"sort": "slices.Sort(xs)", "toString": "fmt.Sprint(x)", "reverse": "slices.Reverse(xs)", "replace": "strings.ReplaceAll(s, old, new)",
					}[m[1]]
				}
				return ""
			},
		}, {
			code:    "field-or-method",
			example: "type Point struct{ Width int }\np := Point{}\np.Widht = 1",
			codes:   []code{codeMissingFieldOrMethod},
			msg:     re(`\.(\w+) undefined`),
			hint: func(c *clue, m []string) string {
				t, ok := c.operand()
				if !ok {
					return ""
				}
				var names []string
				for _, mem := range Members(t) {
					names = append(names, mem.Name())
				}
				if name := closest(m[1], names); name != "" {
					return "did you mean " + name + "?"
				}
				if _, ok := t.Underlying().(*types.Interface); ok {
					return "an interface has its methods only; to get at what is in it: v, ok := x.(T)"
				}
				return ""
			},
		}, {
			code:    "literal-field",
			example: "type Point struct{ Width int }\np := Point{Widht: 1}",
			msg:     re(`unknown field (\w+) in struct literal of type (\w+)`),
			hint: func(c *clue, m []string) string {
				tn, ok := c.a.pkg.Scope().Lookup(m[2]).(*types.TypeName)
				if !ok {
					return ""
				}
				var names []string
				for _, mem := range Members(tn.Type()) {
					names = append(names, mem.Name())
				}
				if name := closest(m[1], names); name != "" {
					return "did you mean " + name + "?"
				}
				return ""
			},
		}, {
			code:    "missing-package",
			example: "import \"maths\"",
			codes:   []code{codeBrokenImport},
			hint: func(c *clue, m []string) string {
				if strings.Contains(c.msg, "no required module") {
					return "cells can import the standard library; other modules are not available here"
				}
				name := strings.TrimSuffix(strings.TrimPrefix(c.msg, "package "), " is not in std")
				if p := closest(name, c.s.std.Paths()); p != "" {
					return fmt.Sprintf("did you mean %q?", p)
				}
				if paths := c.s.std.Named(path.Base(name)); len(paths) > 0 {
					return "did you mean " + quoted(paths, " or ") + "?"
				}
				return "the standard library has no such package"
			},
		}, {
			code:    "declared-twice",
			example: "func f() {}\nfunc f() {}",
			msg:     re(`^(\w+) redeclared in this block`),
			hint:    say("within one cell a name is declared once; to change a variable, assign with ="),
		},
	}
}
