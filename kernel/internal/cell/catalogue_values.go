package cell

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

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
