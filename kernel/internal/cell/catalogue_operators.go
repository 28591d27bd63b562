package cell

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

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
