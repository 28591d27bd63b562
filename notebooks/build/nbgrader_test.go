package main

import (
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// What stub and solution have in common stays outside the marks, so that learners find it.
func TestMarked(t *testing.T) {
	for _, c := range []struct{ stub, solution, want string }{
		{"func f() int {\n\tpanic(0)\n}", "func f() int {\n\treturn 1\n}", "func f() int {\n// BEGIN SOLUTION\n\treturn 1\n// END SOLUTION\n}"},
		{"x := -1", "x := 10", "// BEGIN SOLUTION\nx := 10\n// END SOLUTION"},
		{"type T struct{}\n", "type T struct{ n int }\n\nfunc (t T) Next() {}\n", "// BEGIN SOLUTION\ntype T struct{ n int }\n\nfunc (t T) Next() {}\n// END SOLUTION"},
	} {
		if got := marked(check.Spec{Stub: c.stub, Solution: c.solution}); got != c.want {
			t.Errorf("marked:\n%s\nwant\n%s", got, c.want)
		}
	}
}

func TestAssignmentsHaveTwoCellsForEachExercise(t *testing.T) {
	for _, l := range lessons(t) {
		text := string(l.assignment())
		n := len(l.exercises)
		for part, want := range map[string]int{"BEGIN SOLUTION": n, "END SOLUTION": n, ").Grade(": n, ").Check(": 0, `"grade": true`: n} {
			if got := strings.Count(text, part); got < want || want == 0 && strings.Contains(text, "\"check.Q("+part) {
				t.Errorf("assignment %s has %q %d times, want %d", l.number, part, got, want)
			}
		}
	}
}
