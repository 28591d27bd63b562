package cell

import (
	"fmt"
)

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
