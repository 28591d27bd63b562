package worker

import (
	"errors"
	"go/token"
	"regexp"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

var testTexts = cellTexts{
	"cell 3": "func f(n int) int {\n\treturn 10 / n\n}\n",
	"cell 4": "größe := 1; f(0)\r\nx",
	"cell 9": "",
}

func at(name string, line, column int) token.Position {
	return token.Position{Filename: name, Line: line, Column: column}
}

// seen is what a traceback looks like, without colours.
func seen(e *CellError) string {
	ansi := regexp.MustCompile("\x1b\\[[0-9]*m")
	return e.Name + "|" + e.Value + "\n" + ansi.ReplaceAllString(strings.Join(e.Traceback, "\n"), "")
}

func TestCompileErrorsAreThoseOfTheCell(t *testing.T) {
	s, err := cell.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Compile("cell 4", "x := 1\n\tfmt.Printn(x)\nundef")
	var errs *cell.Errors
	if !errors.As(err, &errs) {
		t.Fatal(err)
	}
	got := seen(compileError(errs))
	for _, part := range []string{
		"compile error|cell 4, line 2: undefined: fmt.Printn (and 1 more)\n",
		"cell 4, line 2: undefined: fmt.Printn\n    \tfmt.Printn(x)\n    \t    ^",
		"cell 4, line 3: undefined: undef\n    undef\n    ^",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is missing in\n%s", part, got)
		}
	}
}

func TestPanicsShowTheirFrames(t *testing.T) {
	p := &rt.Panic{Value: "boom", Trace: []rt.Frame{
		{Name: "main.f", Pos: at("cell 3", 2, 12)},
		{Name: "cell 4", Pos: at("cell 4", 1, 15)},
	}}
	want(t, seen(testTexts.panicked(p)), `panic|boom
panic: boom
cell 3, line 2, in f
    	return 10 / n
    	          ^
cell 4, line 1
    größe := 1; f(0)
                ^`)
}

func TestAPanicWhilePanicking(t *testing.T) {
	p := &rt.Panic{Value: "second", Replaced: &rt.Panic{Value: "first"}}
	want(t, seen(testTexts.panicked(p)), "panic|second\npanic: first\n\tpanic: second")
}

func TestLongTracebacksAreCut(t *testing.T) {
	var trace []rt.Frame
	for i := range 100 {
		trace = append(trace, rt.Frame{Name: "main.f", Pos: at("cell 9", i+1, 1)})
	}
	trace[50].Elided = 1000
	lines := testTexts.frames(trace)
	if len(lines) != 2*maxFrames+1 || lines[maxFrames] != "... 1,080 more calls" {
		t.Errorf("got %q", lines)
	}
}
