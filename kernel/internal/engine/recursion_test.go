package engine_test

import (
	"errors"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// TestEndlessRecursion recurses in ways that do not only take frames of cell code: each takes Go's stack,
// or panics at every level.
func TestEndlessRecursion(t *testing.T) {
	for name, source := range map[string]string{
		"printing":   "import \"fmt\"\ntype T int\nfunc (t T) String() string { return fmt.Sprint(t + 1) }\nfmt.Println(T(0))",
		"callbacks":  "import \"sort\"\nfunc s() { sort.Slice([]int{1, 2, 3}, func(i, j int) bool { s(); return i < j }) }\ns()",
		"encoding":   "import \"encoding/json\"\ntype J struct{ N int }\nfunc (j J) MarshalJSON() ([]byte, error) { return json.Marshal(J{j.N + 1}) }\njson.Marshal(J{})",
		"panics":     "func p(n int) {\n defer func() { p(n + 1) }()\n panic(n)\n}\np(0)",
		"interfaces": "type I interface{ M() int }\ntype A int\nfunc (a A) M() int { return I(a).M() + 1 }\nA(0).M()",
	} {
		t.Run(name, func(t *testing.T) {
			s := newSession(t, engine.Options{Verify: true, MaxDepth: 3000})
			p, err := s.cells.Compile("cell", source)
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.engine.Run(t.Context(), p)
			var overflow *rt.Overflow
			if !errors.As(err, &overflow) {
				t.Fatalf("got %v, want a stack overflow", err)
			}
			if got := s.run(t.Context(), "cell 2", "1"); got != "= 1\n" {
				t.Error("the next cell: ", got)
			}
		})
	}
}
