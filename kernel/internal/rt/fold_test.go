package rt

import (
	"go/token"
	"strings"
	"testing"
)

// traceOf makes a traceback of "f1 f1 g2 ...+97 h3": functions with lines, and how many were left out.
func traceOf(text string) []Frame {
	var trace []Frame
	elided := 0
	for _, w := range strings.Fields(text) {
		if n, ok := strings.CutPrefix(w, "+"); ok {
			for _, d := range n {
				elided = elided*10 + int(d-'0')
			}
			continue
		}
		trace = append(trace, Frame{Name: "main." + w[:1], Pos: token.Position{Filename: "cell 1", Line: int(w[1] - '0')}, Elided: elided})
		elided = 0
	}
	return trace
}

func TestRepeatAt(t *testing.T) {
	for text, want := range map[string]Repeat{
		"f1 f1 f1 m9":                           {1, 3, 3},
		"f1 f1 m9":                              {},
		"f1 f2 f1 f2 f1 f2 m9":                  {2, 6, 6},
		"f1 f2 f1 f2 f1 f2 f1 m9":               {2, 7, 7},
		"f1 g1 h1 f1 g1 h1 f1 g1 h1 f1":         {3, 10, 10},
		"f1 f1 +98 f1 f1 m9":                    {1, 4, 102},
		"f1 g1 f1 +98 f1 g1 f1 g1 m9":           {2, 7, 105},
		"f1 f1 +98 g1 g1 m9":                    {},
		"f1 g1 f1 g1 +6 h1 f1 g1":               {},
		"f1 f1 f1 f1 g2 g2 g2 g2":               {1, 4, 4},
		"f1 f2 f3 f4 f5 f6 f7 f8 f9 f1 f2 f3 m": {},
	} {
		if got := RepeatAt(traceOf(strings.TrimSuffix(text, " m")), 0); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

func TestOverflowText(t *testing.T) {
	for text, want := range map[string]string{
		"f1 f1 f1 +99997 m9":                  "stack overflow: f called itself more than 100,000 deep",
		"f1 g1 f1 g1 f1 g1 +37450 f1 m9":      "stack overflow: f called itself through g more than 37,000 deep",
		"f1 g1 h1 f1 g1 h1 f1 g1 h1 m9":       "stack overflow: f called itself through h, g more than 10 deep",
		"f1 f2 f2 f1 f1 f2 f1 g1 +5000 f2 m9": "stack overflow: f called itself more than 5,000 deep",
	} {
		if got := newOverflow(traceOf(text)).Error(); got != want {
			t.Errorf("%s: %s\nwant %s", text, got, want)
		}
	}
}
