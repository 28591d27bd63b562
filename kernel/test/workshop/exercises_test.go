package workshop

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
	"github.com/gopherloop/gopherloop/notebooks/exercises"
	"github.com/gopherloop/gopherloop/workshop/check"
)

// TestExercises gives each exercise of the notebooks the answers that are recorded with it, in cells, as a learner
// does: the stub is "not attempted", the solution is right, and each wrong answer is told its own mistake.
func TestExercises(t *testing.T) {
	for number, questions := range exercises.ByNotebook() {
		name := "nb" + strings.ToLower(number)
		t.Run(name, func(t *testing.T) {
			s := newCells(t)
			s.run(t, "check.Use("+name+".Exercises...)")
			for _, q := range questions {
				for _, tr := range q.Trials() {
					t.Run(q.Spec().ID+" "+tr.Name, func(t *testing.T) {
						if err := met(tr, s.run(t, q.Cell(tr))); err != nil {
							t.Error(err)
						}
					})
				}
			}
		})
	}
}

// met is check.Trial.Met for the text of a result, which is all that a cell shows.
func met(tr check.Trial, shown string) error {
	marks := map[check.Outcome]string{check.Right: "✓", check.NotRight: "✗", check.NotAttempted: "○"}
	if !strings.HasPrefix(shown, marks[tr.Want]) {
		return fmt.Errorf("this should be %s:\n%s", tr.Want, shown)
	}
	if !strings.Contains(shown, tr.Says) {
		return fmt.Errorf("this is not told %q, but\n%s", tr.Says, shown)
	}
	return nil
}

// cells is a session in this process.
type cells struct {
	language worker.Language
	n        int
}

func newCells(t *testing.T) *cells {
	t.Helper()
	language, err := worker.Go(deaf{})
	if err != nil {
		t.Fatal(err)
	}
	return &cells{language: language}
}

// run runs a cell and returns the text that it shows.
func (c *cells) run(t *testing.T, code string) string {
	t.Helper()
	c.n++
	p, problem := c.language.Compile(fmt.Sprint("cell ", c.n), code)
	if problem != nil {
		t.Fatal(problem.Value)
	}
	shown, problem := c.language.Run(t.Context(), fmt.Sprint(c.n), p)
	if problem != nil {
		t.Fatal(strings.Join(problem.Traceback, "\n"))
	}
	if shown == nil {
		return ""
	}
	text, _ := shown.Data["text/plain"].(string)
	return text
}

// deaf is a front without interest.
type deaf struct{}

func (deaf) Event(worker.Event) {}
func (deaf) Input(context.Context, string, string, bool) (string, error) {
	return "", io.EOF
}
