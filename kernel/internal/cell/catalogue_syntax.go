package cell

import (
	"fmt"
	"go/token"
	"regexp"
	"strings"
	"sync"
)

// re is for the catalogue's patterns, which are constants.
func re(pattern string) *regexp.Regexp { return regexp.MustCompile(pattern) }

// syntaxLessons are the rows of the catalogue about cells that do not parse.
// The first that applies is used: other languages' words come before Go's rules.
var syntaxLessons = sync.OnceValue(func() []lesson {
	return append(foreignWords(), goSyntax()...)
})

// foreignWords are habits from other languages.
func foreignWords() []lesson {
	return []lesson{
		{
			code:    "while",
			example: "n := 3\nwhile n > 0 {\n\tn--\n}",
			line:    re(`^\s*(?:while|until|loop)\b`),
			hint:    say("Go has one word for all loops: for n > 0 { ... }"),
		}, {
			code:    "elif",
			example: "n := 3\nif n > 0 {\n\tprintln(1)\n} elif n < 0 {\n\tprintln(2)\n}",
			line:    re(`\b(?:elif|elsif|elseif)\b`),
			hint:    say("write else if"),
		}, {
			code:    "def",
			example: "def add(a, b):\n    return a + b",
			line:    re(`^\s*(?:def|function|fun|fn|void|public|static)\b`),
			hint:    say("a function is declared with func, types stand behind the names: func add(a, b int) int { return a + b }"),
		}, {
			code:    "class",
			example: "class Dog {\n}",
			line:    re(`^\s*class\b`),
			hint:    say("Go has no classes: declare type Dog struct { ... } and methods func (d Dog) Bark() { ... }"),
		}, {
			code:    "try",
			example: "try {\n\tprintln(1)\n} catch (e) {\n}",
			line:    re(`^\s*\}?\s*(?:try|except|catch|finally|raise|throw)\b`),
			hint:    say("errors are values in Go: x, err := f(), then if err != nil { ... }; what must happen at the end goes into defer"),
		}, {
			code:    "python-import",
			example: "from math import sqrt",
			line:    re(`^\s*from\s+\S+\s+import\b`),
			hint:    say(`write import "math", then math.Sqrt(2)`),
		}, {
			code:    "import-quotes",
			example: "import fmt",
			line:    re(`^\s*import\s+([\w/]+)\s*$`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("the path of a package is a string: import %q", m[1])
			},
		}, {
			code:    "for-in",
			example: "for x in []int{1, 2} {\n\tprintln(x)\n}",
			line:    re(`^\s*for\s*\(?\s*(?:(?:var|let|const)\s+)?(\w+)(?:\s*,\s*(\w+))?\s+(?:in|of)\s+(.+?)\s*[:{]?\s*$`),
			hint:    forIn,
		}, {
			code:    "colon-block",
			example: "x := 1\nif x > 0:\n    println(x)",
			line:    re(`^\s*(?:if|else|for|switch|while)\b.*:\s*$`),
			hint:    say("a block stands in braces: if x > 0 { ... }"),
		}, {
			code:    "for-parentheses",
			example: "for (i := 0; i < 3; i++) {\n}",
			line:    re(`^\s*for\s*\(`),
			hint:    say("there are no parentheses around the parts of a for: for i := 0; i < 3; i++ { ... }"),
		}, {
			code:    "name-first",
			example: "int x = 5",
			line:    re(`^\s*(?:let|auto|val|const|int|float|float64|double|string|String|bool|boolean|char|long)\s+([\w]+)\s*=\s*(.+?);?\s*$`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("the name comes first, the type behind it or not at all: %s := %s", m[1], m[2])
			},
		}, {
			code:    "ternary",
			example: "x := 1\ny := x > 0 ? 1 : 2",
			msg:     re(`U\+003F`),
			hint:    say("Go has no ?: operator: use if and else"),
		}, {
			code:    "smart-quotes",
			example: "s := “hello”",
			msg:     re(`curly quotation mark|U\+(?:201C|201D|201E|2018|2019)`),
			hint:    say(`this is a typographic quotation mark; Go wants the plain one: "`),
		}, {
			code:    "and-or-not",
			example: "a, b := true, false\nif a and b {\n}",
			line:    re(`\s(?:and|or|not)\s`),
			hint:    say("the logical operators are && (and), || (or) and ! (not)"),
		}, {
			code:    "print-word",
			example: `print "hello"`,
			line:    re(`^\s*(?:print|echo|puts)\s+(.+)$`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("printing is a call: fmt.Println(%s)", m[1])
			},
		}, {
			code:    "lambda",
			example: "f := lambda x: x + 1",
			line:    re(`\blambda\b|=>`),
			hint:    say("a function without a name is written func(x int) int { return x + 1 }"),
		}, {
			code:    "list-literal",
			example: "xs := [1, 2, 3]",
			line:    re(`(?:=|\()\s*\[[^\]]*\]\s*\)?\s*$`),
			hint:    say("a literal begins with its type: []int{1, 2, 3}"),
		}, {
			code:    "dict-literal",
			example: "m := {\"a\": 1}",
			line:    re(`=\s*\{`),
			hint:    say(`a literal begins with its type: map[string]int{"a": 1} or []int{1, 2}`),
		},
	}
}

func forIn(c *clue, m []string) string {
	over := m[3]
	if strings.Count(over, ")") > strings.Count(over, "(") { // of for (x of xs)
		over = strings.TrimSuffix(over, ")")
	}
	if n := re(`^range\((.*)\)$`).FindStringSubmatch(over); n != nil {
		return fmt.Sprintf("write for %s := range %s { ... }", m[1], n[1])
	}
	if m[2] != "" {
		return fmt.Sprintf("write for %s, %s := range %s { ... }", m[1], m[2], over)
	}
	return fmt.Sprintf("write for _, %s := range %s { ... }; the first variable would be the index", m[1], over)
}

// goSyntax are Go's own rules.
func goSyntax() []lesson {
	return []lesson{
		{
			code:    "program-statement",
			example: "package main\n\nx := 1\n",
			msg:     re(`^non-declaration statement outside function body$`),
			hint:    say("in a program that begins with package, statements stand inside func main() { ... } and variables are declared with var; a cell without the package line may do both freely"),
		}, {
			code:    "brace-on-next-line",
			example: "func f()\n{\n}",
			msg:     re(`^missing function body$|newline|expected '\{'`),
			hint: func(c *clue, m []string) string {
				if strings.HasPrefix(strings.TrimSpace(c.after()), "{") {
					return "the opening { belongs to the end of the line before it"
				}
				return ""
			},
		}, {
			code:    "else-on-next-line",
			example: "x := 1\nif x > 0 {\n}\nelse {\n}",
			msg:     re(`found 'else'`),
			hint:    say("else stands on the line of the closing brace: } else {"),
		}, {
			code:    "var-and-define",
			example: "var x := 5",
			line:    re(`^\s*var\s+(\w+)\s*:=\s*(.+)$`),
			hint: func(c *clue, m []string) string {
				return fmt.Sprintf("either var %s = %s, or %s := %s", m[1], m[2], m[1], m[2])
			},
		}, {
			code:    "increment",
			example: "i := 1\n++i",
			line:    re(`(?:\+\+|--)\s*\w|[=(\[,]\s*\w+(?:\+\+|--)`),
			hint:    say("i++ is a statement of its own in Go, not part of an expression, and ++ stands behind the name"),
		}, {
			code:    "single-quotes",
			example: "s := 'hello'",
			msg:     re(`rune literal`),
			hint:    say(`text stands in double quotes: "hello"; single quotes are for one character: 'h'`),
		}, {
			code:    "open-string",
			example: "s := \"hello",
			msg:     re(`string literal not terminated|string not terminated`),
			hint:    say("the closing quotation mark is missing; text over several lines stands in back quotes: `...`"),
		}, {
			code:    "open-comment",
			example: "x := 1 /* one",
			msg:     re(`comment not terminated`),
			hint:    say("the closing */ is missing"),
		}, {
			code:    "trailing-comma",
			example: "xs := []int{\n\t1,\n\t2\n}",
			msg:     re(`missing ',' before newline`),
			hint:    say("in a list over several lines every line ends with a comma, the last one too"),
		}, {
			code:    "nested-func",
			example: "func f() {\n\tfunc g() {\n\t}\n}",
			line:    re(`^\s*func\s+\w+\s*\(`),
			msg:     re(`expected '\('|found '?\w+'?`),
			hint: func(c *clue, m []string) string {
				if c.tree.nested(c.pos) {
					return "a function inside a function has no name of its own: g := func() { ... }"
				}
				return ""
			},
		}, {
			code:    "assign-in-condition",
			example: "x := 1\nif x = 2 {\n}",
			msg:     re(`cannot use assignment|expected boolean expression, found assignment|cannot use .* as value`),
			hint:    say("= assigns, == compares"),
		}, {
			code:    "open-bracket",
			example: "func f() {\n\tprintln(1)\n",
			hint: func(c *clue, m []string) string {
				open := c.tree.layout.open
				if len(open) == 0 {
					return ""
				}
				b := open[len(open)-1]
				return fmt.Sprintf("the %s in line %d is never closed", b.tok, c.src.file.Line(c.src.pos(b.offset)))
			},
		}, {
			code:    "stray-bracket",
			example: "x := 1\n}",
			hint: func(c *clue, m []string) string {
				s := c.tree.layout.stray
				if s == nil || c.src.pos(s.offset) != c.pos {
					return ""
				}
				return fmt.Sprintf("this %s closes nothing: remove it, or add the bracket that it belongs to", s.tok)
			},
		}, {
			code:    "missing-operator",
			example: "x := 1 2",
			msg:     re(`^expected ';', found (?:\d|'?"|[a-zA-Z])|at end of statement`),
			hint:    say("one statement ends here, and another one begins on the same line: is an operator, a comma or a line break missing?"),
		},
	}
}

// after returns the text behind the line of the error.
func (c *clue) after() string {
	text := c.src.text[c.src.offset(c.pos):]
	if strings.HasPrefix(text, "\n") {
		return text
	}
	_, text, _ = strings.Cut(text, "\n")
	return text
}

// nested reports whether a position is inside braces.
func (t *tree) nested(pos token.Pos) bool {
	depth := 0
	for _, tok := range lex(t.src.text[:t.src.offset(pos)]) {
		switch tok.tok {
		case token.LBRACE:
			depth++
		case token.RBRACE:
			depth--
		}
	}
	return depth > 0
}
