package worker

import (
	"go/token"
	"regexp"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

var testTexts = cellTexts{
	"cell 3": "func f(n int) int {\n\treturn 10 / n\n}\n",
	"cell 4": "größe := 1; f(0)\r\nx",
}

func at(cell string, line, column int) token.Position {
	return token.Position{Filename: cell, Line: line, Column: column}
}

// seen is what a traceback looks like, without colours.
func seen(e *CellError) string {
	ansi := regexp.MustCompile("\x1b\\[[0-9]*m")
	return e.Name + "|" + e.Value + "\n" + ansi.ReplaceAllString(strings.Join(e.Traceback, "\n"), "")
}

func TestCompileErrorsShowThePlace(t *testing.T) {
	e := testTexts.compileError([]finding{
		{at("cell 4", 1, 15), "undefined: f", "declare it in a cell above"},
		{at("cell 4", 2, 1), "x is wrong", ""},
		{at("cell 4", 9, 9), "nowhere", ""},
	})
	want(t, seen(e), `compile error|cell 4, line 1: undefined: f (and 2 more)
cell 4, line 1: undefined: f
    größe := 1; f(0)
                ^
hint: declare it in a cell above
cell 4, line 2: x is wrong
    x
    ^
cell 4, line 9: nowhere`)
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
	if len(lines) != 2*maxFrames+1 || lines[maxFrames] != "... 1080 more calls" {
		t.Errorf("got %q", lines)
	}
}
