package cell

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strings"
	"sync"
)

// typeLessons are the rows of the catalogue about cells that parse but do not
// check. The first that applies is used.
var typeLessons = sync.OnceValue(func() []lesson {
	var all []lesson
	for _, part := range [][]lesson{nameLessons(), assignLessons(), operatorLessons(), callLessons(), flowLessons()} {
		all = append(all, part...)
	}
	return all
})

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
					return fmt.Sprintf("an interface has its methods only; to get at what is in it: v, ok := x.(T)")
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

// assignLessons are about values that do not fit.
func assignLessons() []lesson {
	return []lesson{
		{
			code:    "no-new-variable",
			example: "func f() {\n\tx := 1\n\tx := 2\n\t_ = x\n}",
			codes:   []code{codeNoNewVar, codeNone},
			msg:     re(`^no new variables`),
			hint:    say("the variable exists already: assign with ="),
		}, {
			code:    "unused-variable",
			example: "func f() {\n\tx := 1\n}",
			codes:   []code{codeUnusedVar},
			msg:     re(`^declared and not used: (\w+)`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("inside a function every variable must be used: use %s, remove it, or write _ = %s", m[1], m[1])
			},
		}, {
			code:    "assignment-count",
			example: "n := strconv.Atoi(\"5\")",
			codes:   []code{codeWrongAssignCount, codeWrongResultCount},
			msg:     re(`^assignment mismatch: (\d+) variables? but ([\w.]+)(?:\(.*\))? returns? (\d+) values?`),
			hint: func(c *clue, m []string) string {
				if m[1] == "1" && m[3] == "2" {
					return fmt.Sprintf("take both values: x, err := %s(...), or drop one with _", m[2])
				}
				return "take one variable for each value; _ drops one"
			},
		}, {
			code:    "assignment-values",
			example: "var a, b int = 1",
			codes:   []code{codeWrongAssignCount, codeWrongResultCount},
			msg:     re(`^assignment mismatch|^missing init expr|^extra init expr`),
			hint:    say("there must be as many values as variables"),
		}, {
			code:    "string-index",
			example: "s := \"abc\"\ns[0] = 'x'",
			codes:   []code{codeUnassignableOperand, codeUnaddressableField},
			msg:     re(`^cannot assign to (.+?)\[.*neither addressable`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("a string cannot be changed in place: b := []rune(%s), change b, then string(b)", m[1])
			},
		}, {
			code:    "map-struct-field",
			example: "m := map[string]struct{ N int }{}\nm[\"a\"].N = 1",
			msg:     re(`^cannot assign to struct field (.+)\.(\w+) in map`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("a struct in a map is changed as a whole: v := %s; v.%s = ...; %s = v", m[1], m[2], m[1])
			},
		}, {
			code:    "assign-constant",
			example: "const Max = 3\nMax = 4",
			codes:   []code{codeUnassignableOperand},
			msg:     re(`^cannot assign to `),
			hint: func(c *clue, m []string) string {
				_, ok := find(c.a, func(id *ast.Ident) bool {
					_, isConst := c.a.info.Uses[id].(*types.Const)
					return id.Pos() == c.pos && isConst
				})
				if ok {
					return "a constant never changes; declare it with var instead"
				}
				return ""
			},
		}, {
			code:    "overflow",
			example: "var b byte = 300",
			msg:     re(`as (\w+) value .*\((?:overflows|truncated)\)|overflows (\w+)`),
			codes:   []code{codeNumericOverflow, codeTruncatedFloat, codeIncompatibleAssign, codeInvalidConversion},
			hint: func(c *clue, m []string) string {
				if strings.Contains(c.msg, "(truncated)") {
					return fmt.Sprintf("%s holds whole numbers only: use float64, or round first", m[1])
				}
				return "the number does not fit into the type; int64 holds up to 9223372036854775807, package math/big has numbers without limit"
			},
		}, {
			code:    "missing-method",
			example: "type Shape interface{ Area() float64 }\ntype Box struct{}\nfunc (b *Box) Area() float64 { return 1 }\nvar s Shape = Box{}",
			codes:   []code{codeInvalidIfaceAssign, codeIncompatibleAssign, codeImpossibleAssert, codeInvalidTypeArg},
			msg:     re(`does not implement (.+?) \((?:method (\w+) has pointer receiver|missing method (\w+)|wrong type for method (\w+))`),
			hint: func(c *clue, m []string) string {
				switch {
				case m[2] != "":
					return fmt.Sprintf("%s is a method of the pointer: use &", m[2])
				case m[4] != "":
					return "the method must have exactly the signature that the interface asks for"
				}
				return fmt.Sprintf("to be a %s a type must have all its methods; add %s", m[1], m[3])
			},
		}, {
			code:    "string-for-number",
			example: "var n int = \"5\"",
			codes:   []code{codeIncompatibleAssign},
			msg:     re(`\((?:untyped string constant|.*of type string)[^)]*\) as (u?int\w*|float\w+) value`),
			hint: func(c *clue, m []string) string {
				if strings.HasPrefix(m[1], "float") {
					return "text becomes a number with strconv.ParseFloat(s, 64)"
				}
				return "text becomes a number with n, err := strconv.Atoi(s)"
			},
		}, {
			code:    "number-for-string",
			example: "var s string = 5",
			codes:   []code{codeIncompatibleAssign},
			msg:     re(`\((?:untyped (?:int|float|rune) constant|.*of type (?:u?int\w*|float\w+|rune|byte))[^)]*\) as string value`),
			hint:    say("a number becomes text with fmt.Sprint(x) or strconv.Itoa(x)"),
		}, {
			code:    "number-types",
			example: "x := 1\nvar f float64 = x",
			codes:   []code{codeIncompatibleAssign},
			msg:     re(`of type (?:u?int\w*|float\w+|byte|rune)\) as (u?int\w*|float\w+|byte|rune) value`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("Go never converts by itself: %s(x)", m[1])
			},
		}, {
			code:    "pointer-for-value",
			example: "type T struct{}\nvar t T = &T{}",
			codes:   []code{codeIncompatibleAssign},
			msg:     re(`of (?:\w+ )?type (\*?)(\S+)\) as (\*?)(\S+) value`),
			hint: func(c *clue, m []string) string {
				switch {
				case m[2] != m[4] || m[1] == m[3]:
					return ""
				case m[1] == "":
					return "a pointer is wanted: &x"
				}
				return "a value is wanted, not a pointer: *p"
			},
		}, {
			code:    "needs-assertion",
			example: "var x any = 1\nvar n int = x",
			codes:   []code{codeIncompatibleAssign, codeInvalidIfaceAssign},
			msg:     re(`(?:need type assertion)`),
			hint:    say("an interface value is unpacked with v, ok := x.(T)"),
		}, {
			code:    "nil-value",
			example: "var n int = nil",
			msg:     re(`^cannot use nil as (\S+) value|untyped nil`),
			hint:    say("nil is for pointers, slices, maps, channels, functions and interfaces; the zero value of a number is 0, of a string \"\", of a struct T{}"),
		},
	}
}

// operatorLessons are about operators and conversions.
func operatorLessons() []lesson {
	return []lesson{
		{
			code:    "text-plus-number",
			example: "n := 1\ns := \"n = \" + n",
			msg:     re(`mismatched types (?:untyped )?(\w+) and (?:untyped )?(\w+)|cannot convert .*untyped string constant.* to type (?:u?int|float)`),
			hint: func(c *clue, m []string) string {
				_, sum := find(c.a, func(x *ast.BinaryExpr) bool { return x.X.Pos() == c.pos || x.Y.Pos() == c.pos })
				if m[1] == "" && sum || (m[1] == "string") != (m[2] == "string") {
					return "+ joins text with text only: fmt.Sprint(n) or strconv.Itoa(n) makes text of a number"
				}
				return ""
			},
		}, {
			code:    "mismatched-numbers",
			example: "n := 1\nx := 2.5\ny := n * x",
			codes:   []code{codeMismatchedTypes},
			msg:     re(`mismatched types (\w+) and (\w+)`),
			hint: func(c *clue, m []string) string {
				if isNumber(m[1]) && isNumber(m[2]) {
					to := m[1]
					if strings.HasPrefix(m[2], "float") {
						to = m[2]
					}
					return fmt.Sprintf("Go never converts by itself: make both the same type, for example %s(x)", to)
				}
				return ""
			},
		}, {
			code:    "number-to-text",
			example: "s := string(2.5)",
			codes:   []code{codeInvalidConversion},
			msg:     re(`cannot convert .* to type string`),
			hint:    say("a value becomes text with fmt.Sprint(x); string(n) would be the character with the number n"),
		}, {
			code:    "condition",
			example: "n := 1\nif n {\n}",
			codes:   []code{codeInvalidCond},
			hint:    say("a condition is true or false; compare with something: n != 0, s != \"\", p != nil"),
		}, {
			code:    "power",
			example: "n := 3\nm := n ** 2",
			codes:   []code{codeInvalidIndirection},
			hint: func(c *clue, m []string) string {
				if strings.Contains(c.line, "**") {
					return "Go has no power operator: math.Pow(x, 2), or x * x"
				}
				return "* in front of a name follows a pointer, and this is not one"
			},
		}, {
			code:    "operator-on-interface",
			example: "var x any = 1\ny := x + 1",
			codes:   []code{codeUndefinedOp, codeMismatchedTypes},
			msg:     re(`interface type|type any|mismatched types any`),
			hint:    say("what is in an interface must be unpacked before it can be calculated with: n := x.(int)"),
		}, {
			code:    "constraint-operator",
			example: "func Max[T any](a, b T) T {\n\tif a > b {\n\t\treturn a\n\t}\n\treturn b\n}",
			codes:   []code{codeUndefinedOp},
			msg:     re(`type parameter|constrained by any|incomparable types in type set`),
			hint:    say("any allows types that have no such operator; use a narrower constraint: comparable for ==, cmp.Ordered for <"),
		}, {
			code:    "compare-reference",
			example: "a := []int{1}\nb := []int{1}\na == b",
			codes:   []code{codeUndefinedOp},
			msg:     re(`(slice|map|func) can only be compared to nil`),
			hint: func(c *clue, m []string) string {
				switch m[1] {
				case "slice":
					return "slices are compared with slices.Equal(a, b)"
				case "map":
					return "maps are compared with maps.Equal(a, b)"
				}
				return "functions cannot be compared"
			},
		}, {
			code:    "not-on-number",
			example: "n := 1\nb := !n",
			codes:   []code{codeUndefinedOp},
			msg:     re(`operator (!|&&|\|\|) not defined on`),
			hint:    say("! && || work on true and false only: n == 0"),
		}, {
			code:    "operator",
			example: "b := true + false",
			codes:   []code{codeUndefinedOp},
			msg:     re(`operator (\S+) not defined on .*\((?:variable|constant|untyped bool|value|map|slice|struct)?.*?\)`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("the operands of %s must be of a type that has this operator", m[1])
			},
		}, {
			code:    "zero-division",
			example: "n := 1 / 0",
			codes:   []code{codeDivByZero},
			hint:    say("integers cannot be divided by zero; for floating-point infinity use math.Inf(1)"),
		}, {
			code:    "not-indexable",
			example: "n := 5\nn[0]",
			codes:   []code{codeNonIndexableOperand},
			hint:    say("[ ] is for slices, arrays, strings and maps"),
		}, {
			code:    "index",
			example: "xs := []int{1, 2}\nxs[-1]",
			hint: func(c *clue, m []string) string {
				_, ok := find(c.a, func(x *ast.IndexExpr) bool { return x.Index.Pos() == c.pos })
				if !ok && c.code != codeInvalidIndex {
					return ""
				}
				return "an index is a whole number from 0 to len-1; the last element is xs[len(xs)-1]"
			},
		}, {
			code:    "text-to-number",
			example: "n := int(\"5\")",
			codes:   []code{codeInvalidConversion},
			msg:     re(`cannot convert .*string.* to type (u?int\w*|float\w+)`),
			hint:    say("text becomes a number with n, err := strconv.Atoi(s), or strconv.ParseFloat(s, 64)"),
		}, {
			code:    "no-length",
			example: "n := 5\nlen(n)",
			codes:   []code{codeInvalidLen},
			hint:    say("len is for strings, slices, arrays, maps and channels"),
		}, {
			code:    "assertion",
			example: "n := 5\nm := n.(int)",
			codes:   []code{codeInvalidAssert},
			hint:    say("only an interface value can be asserted: x.(T) asks what is in it; a number is converted with T(x)"),
		},
	}
}

func isNumber(name string) bool {
	obj, ok := types.Universe.Lookup(name).(*types.TypeName)
	if !ok {
		return false
	}
	b, ok := obj.Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

// callLessons are about calls and results.
func callLessons() []lesson {
	return []lesson{
		{
			code:    "too-few-arguments",
			example: "func add(a, b int) int { return a + b }\nadd(1)",
			codes:   []code{codeWrongArgCount},
			msg:     re(`^(not enough|too many) arguments in call to ([\w.]+)`),
			hint: func(c *clue, m []string) string {
				if sig := c.signature(); sig != "" {
					return "the function is declared as " + sig
				}
				return "look at the parameters of " + m[2]
			},
		}, {
			code:    "no-value",
			example: "func hello() {}\nx := hello()",
			codes:   []code{codeTooManyValues},
			msg:     re(`^(.+)\(.*\) \(no value\) used as value`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("%s returns nothing: call it as a statement of its own", m[1])
			},
		}, {
			code:    "several-values",
			example: "import \"strconv\"\nn := 1 + strconv.Atoi(\"1\")",
			codes:   []code{codeTooManyValues},
			hint:    say("a call with several results stands alone: x, err := f(), then use x"),
		}, {
			code:    "not-a-function",
			example: "n := 5\nn()",
			codes:   []code{codeInvalidCall},
			hint:    say("only a function can be called; is an operator missing before the parenthesis?"),
		}, {
			code:    "uncalled-builtin",
			example: "xs := []int{1}\nn := len + 1",
			codes:   []code{codeUncalledBuiltin},
			hint:    say("a predeclared function must be called: len(xs)"),
		}, {
			code:    "unused-append",
			example: "xs := []int{1}\nappend(xs, 2)\nprintln(1)",
			codes:   []code{codeUnusedResults, codeUnusedExpr},
			msg:     re(`^append\((\w+)`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("append returns the longer slice: %s = append(%s, ...)", m[1], m[1])
			},
		}, {
			code:    "compare-for-assign",
			example: "x := 1\nx == 2\nprintln(x)",
			codes:   []code{codeUnusedExpr},
			msg:     re(`^(\w+) == .* is not used`),
			hint:    say("== compares, a single = assigns"),
		}, {
			code:    "unused-result",
			example: "x := 1\nx + 1\nprintln(x)",
			codes:   []code{codeUnusedExpr, codeUnusedResults},
			msg:     re(`is not used`),
			hint:    say("a value that nobody uses is an error; only the last expression of a cell is shown, others are printed with fmt.Println"),
		}, {
			code:    "infer",
			example: "func Zero[T any]() T { var z T; return z }\nx := Zero()",
			codes:   []code{codeCannotInferTypeArgs, codeWrongTypeArgCount},
			msg:     re(`cannot infer (\w+)|without instantiation`),
			hint:    say("name the type in brackets: f[int]()"),
		}, {
			code:    "satisfy",
			example: "import \"cmp\"\nfunc Max[T cmp.Ordered](a, b T) T { return a }\nMax([]int{1}, []int{2})",
			codes:   []code{codeInvalidTypeArg},
			msg:     re(`(\S+) does not satisfy (\S+)`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("the function is for types that satisfy %s, and %s is not one of them", m[2], m[1])
			},
		},
	}
}

// flowLessons are about statements.
func flowLessons() []lesson {
	return []lesson{
		{
			code:    "missing-return",
			example: "func f(n int) int {\n\tif n > 0 {\n\t\treturn 1\n\t}\n}",
			codes:   []code{codeMissingReturn},
			hint:    say("every way through the function must end with return; add one at the end"),
		}, {
			code:    "return-count",
			example: "func f() (int, error) {\n\treturn 1\n}",
			codes:   []code{codeWrongResultCount},
			msg:     re(`^(not enough|too many) return values`),
			hint: func(c *clue, m []string) string {
				if m[1] == "too many" {
					return "return as many values as the function declares behind its parameters: func f() (int, error)"
				}
				return "return a value for each declared result; a missing error is nil: return x, nil"
			},
		}, {
			code:    "misplaced-break",
			example: "x := 1\nif x > 0 {\n\tbreak\n}",
			codes:   []code{codeMisplacedBreak},
			hint:    say("break leaves a for, switch or select; a function is left with return"),
		}, {
			code:    "misplaced-continue",
			example: "x := 1\nif x > 0 {\n\tcontinue\n}",
			codes:   []code{codeMisplacedContinue},
			hint:    say("continue is for loops only"),
		}, {
			code:    "not-rangeable",
			example: "x := 2.5\nfor i := range x {\n\tprintln(i)\n}",
			codes:   []code{codeInvalidRangeExpr},
			hint:    say("range goes over whole numbers, slices, arrays, strings, maps, channels and iterator functions"),
		}, {
			code:    "duplicate-case",
			example: "x := 1\nswitch x {\ncase 1:\ncase 1:\n}",
			codes:   []code{codeDuplicateCase},
			hint:    say("only the first case with this value could ever run"),
		}, {
			code:    "unused-label",
			example: "loop:\nfor {\n}",
			codes:   []code{codeUnusedLabel},
			hint:    say("a label is there for break, continue or goto; remove it"),
		},
	}
}

// assignsTo reports whether s is an assignment whose left side has a name at pos.
func assignsTo(s *ast.AssignStmt, pos token.Pos) bool {
	if s.Tok != token.ASSIGN {
		return false
	}
	for _, x := range s.Lhs {
		if id, ok := x.(*ast.Ident); ok && id.Pos() == pos {
			return true
		}
	}
	return false
}

func quoted(list []string, sep string) string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%q", s))
	}
	return strings.Join(out, sep)
}

// missingMembers says which of the selected names a package does not have.
func missingMembers(pkg *types.Package, sels []string) string {
	for _, sel := range sels {
		if exportsAll(pkg, []string{sel}) {
			continue
		}
		if name := closest(sel, exported(pkg)); name != "" {
			return fmt.Sprintf("did you mean %s.%s?", pkg.Name(), name)
		}
		return fmt.Sprintf("package %s has no %s", pkg.Path(), sel)
	}
	return ""
}

// exported returns the exported names of a package.
func exported(pkg *types.Package) []string {
	var names []string
	for _, name := range pkg.Scope().Names() {
		if ast.IsExported(name) {
			names = append(names, name)
		}
	}
	return names
}

// imported returns the package that a name stands for in the cell.
func (c *clue) imported(name string) *types.Package {
	if imp, ok := c.a.pkg.Scope().Lookup(name).(*types.PkgName); ok {
		return imp.Imported()
	}
	return nil
}

// signature returns the declaration of the function that the call at the error
// calls.
func (c *clue) signature() string {
	call, ok := find(c.a, func(x *ast.CallExpr) bool { return x.Pos() <= c.pos && c.pos <= x.End() && c.innermost(x) })
	if !ok {
		return ""
	}
	sig, ok := c.a.info.Types[call.Fun].Type.(*types.Signature)
	if !ok {
		return ""
	}
	return "func " + types.ExprString(call.Fun) + strings.TrimPrefix(types.TypeString(sig, plainQualifier), "func")
}

// innermost reports whether no argument of a call contains the error in a call of
// its own.
func (c *clue) innermost(call *ast.CallExpr) bool {
	inner := false
	for _, arg := range call.Args {
		ast.Inspect(arg, func(n ast.Node) bool {
			x, ok := n.(*ast.CallExpr)
			inner = inner || ok && x.Pos() <= c.pos && c.pos < x.End()
			return true
		})
	}
	return !inner
}

// plainQualifier names packages as a learner does: not at all for the notebook.
func plainQualifier(pkg *types.Package) string {
	if pkg.Path() == mainPath {
		return ""
	}
	return pkg.Name()
}
