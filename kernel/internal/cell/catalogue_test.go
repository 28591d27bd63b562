package cell

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryLessonHasAnExample compiles the example of each row of the catalogue
// and wants that row's hint for it: no row can be shadowed by another, or drift
// away from Go's messages.
func TestEveryLessonHasAnExample(t *testing.T) {
	seen := make(map[string]bool)
	for _, l := range slices.Concat(syntaxLessons(), typeLessons()) {
		t.Run(l.code, func(t *testing.T) {
			if seen[l.code] {
				t.Error("two rows have this code")
			}
			seen[l.code] = true
			_, errs := newSession(t).run("cell 1", l.example)
			if errs == nil {
				t.Fatalf("the example compiles:\n%s", l.example)
			}
			d := errs.Diagnostics[0]
			if d.Code != l.code {
				t.Errorf("the example is diagnosed as %q:\n%s", d.Code, errs.Format(false))
			}
			if strings.HasSuffix(d.Hint, ".") || strings.Contains(d.Hint, "\n") {
				t.Errorf("a hint is one line without a full stop: %q", d.Hint)
			}
			if testing.Verbose() {
				t.Logf("\n%s", errs.Format(false))
			}
		})
	}
	if len(seen) < 60 {
		t.Errorf("only %d rows", len(seen))
	}
}

// TestHints has hints that depend on what surrounds the error.
func TestHints(t *testing.T) {
	for _, tt := range []struct{ cell, hint string }{
		{`fmt.Printn("x")`, "did you mean fmt.Println?"},
		{`fmt.println("x")`, "did you mean fmt.Println? names that begin with a small letter stay inside their package"},
		{"total := 1\ntotl + 1", "did you mean total?"},
		{"s := \"abc\"\ns.Length", "len(xs)"},
		{"s := strings.ToUper(\"a\")", "did you mean strings.ToUpper?"},
		{"for i in range(10):\n    print(i)", "write for i := range 10 { ... }"},
		{"import \"math/rnd\"", `did you mean "math/rand"?`},
		{"x = 5", "a new variable is declared with := (x := ...); = assigns to one that exists"},
		{"var s string = 'hello'", `text stands in double quotes: "hello"; single quotes are for one character: 'h'`},
		{"n, err := strconv.Itoa(5)", "take one variable for each value; _ drops one"},
		{"n := strconv.Atoi(\"5\")", "take both values: x, err := strconv.Atoi(...), or drop one with _"},
		{"strings.Repeat(\"a\")", "the function is declared as func strings.Repeat(s string, count int) string"},
		{"int x = 5;", "the name comes first, the type behind it or not at all: x := 5"},
		{"type T struct{}\nvar p *T = T{}", "a pointer is wanted: &x"},
		{"var n int = 2.5", "int holds whole numbers only: use float64, or round first"},
	} {
		_, errs := newSession(t).run("cell 1", tt.cell)
		if errs == nil {
			t.Errorf("%q compiles", tt.cell)
		} else if got := errs.Diagnostics[0].Hint; got != tt.hint {
			t.Errorf("%q: %s\n got hint %q\nwant hint %q", tt.cell, errs, got, tt.hint)
		}
	}
}

func TestFormat(t *testing.T) {
	_, errs := newSession(t).run("cell 3", "x := 1\n\tfmt.Printn(\"größe\")")
	want := "cell 3, line 2: undefined: fmt.Printn\n" +
		"    \tfmt.Printn(\"größe\")\n" +
		"    \t    ^^^^^^\n" +
		"hint: did you mean fmt.Println?\n"
	if got := errs.Format(false); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := errs.Format(true); !strings.Contains(got, "\x1b[31mundefined: fmt.Printn\x1b[0m") {
		t.Errorf("no colours: %q", got)
	}
	if got := errs.Error(); got != "cell 3, line 2: undefined: fmt.Printn" {
		t.Errorf("Error: %q", got)
	}
}

func TestTenErrorsAreEnough(t *testing.T) {
	var src strings.Builder
	for range 15 {
		src.WriteString("undefined1()\nundefined2()\n")
	}
	_, errs := newSession(t).run("cell 1", src.String())
	if len(errs.Diagnostics) != 10 || errs.More != 20 {
		t.Errorf("got %d errors and %d more", len(errs.Diagnostics), errs.More)
	}
	if !strings.HasSuffix(errs.Format(false), "\nand 20 more\n") {
		t.Error("the report does not say how many more there are")
	}
}
