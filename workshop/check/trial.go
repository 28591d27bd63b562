package check

import (
	"fmt"
	"go/parser"
	"go/token"
	"strings"
)

// A Trial is one answer to an exercise, and what must come of checking it. A test that runs all trials of all
// exercises keeps exercises, hints and tests from drifting apart.
type Trial struct {
	Name string  // "stub", "solution", "wrong: starts with 1"
	Code string  // Go, in place of the stub
	Want Outcome // what Check must find
	Says string  // what its text must contain
}

// Trials returns the stub, the solution and the recorded wrong answers.
func (q *Question) Trials() []Trial {
	s := q.spec
	trials := []Trial{{"stub", s.Stub, NotAttempted, ""}, {"solution", s.Solution, Right, ""}}
	for _, w := range s.Wrong {
		trials = append(trials, Trial{"wrong: " + w.Name, w.Code, NotRight, w.Says})
	}
	return trials
}

// Cell returns a trial as a notebook's cell whose value is the result. It wants Use to have been called in an earlier cell.
func (q *Question) Cell(tr Trial) string {
	return q.Given() + tr.Code + "\n\ncheck.Q(\"" + q.spec.ID + "\").Check(" + q.spec.Answer + ")\n"
}

// Given returns the imports of the exercise's cells, and the declarations that the learner is given.
func (q *Question) Given() string {
	var b strings.Builder
	b.WriteString("import (\n")
	for _, path := range append([]string{"github.com/gopherloop/gopherloop/workshop/check"}, q.spec.Imports...) {
		fmt.Fprintf(&b, "\t%q\n", path)
	}
	b.WriteString(")\n\n")
	if q.spec.Setup != "" {
		b.WriteString(strings.TrimSpace(q.spec.Setup) + "\n\n")
	}
	return b.String()
}

// Met reports whether a result is what the trial wants, and if not, in what it differs.
func (tr Trial) Met(r Result) error {
	if r.Outcome != tr.Want {
		return fmt.Errorf("%s is %s, and should be %s:\n%v", tr.Name, r.Outcome, tr.Want, r)
	}
	if !strings.Contains(r.String(), tr.Says) {
		return fmt.Errorf("%s is not told %q, but\n%v", tr.Name, tr.Says, r)
	}
	return nil
}

// Problems returns what is missing in an exercise, for tests of exercises: texts, hints, three recorded wrong answers
// each with its own hint, and code that can be parsed.
func (q *Question) Problems() []string {
	var all []string
	want := func(ok bool, format string, a ...any) {
		if !ok {
			all = append(all, "exercise "+q.spec.ID+": "+fmt.Sprintf(format, a...))
		}
	}
	s := q.spec
	for name, text := range map[string]string{"ID": s.ID, "Title": s.Title, "Task": s.Task, "Stub": s.Stub, "Solution": s.Solution, "Answer": s.Answer} {
		want(strings.TrimSpace(text) != "", "no %s", name)
	}
	want(len(s.Hints) > 0, "no hints")
	want(len(s.Wrong) >= 3, "%d recorded wrong answers, at least 3 are wanted", len(s.Wrong))
	says := map[string]bool{}
	for _, w := range s.Wrong {
		want(w.Says != "" && !says[w.Says], "wrong answer %q has no hint of its own", w.Name)
		says[w.Says] = true
	}
	for _, tr := range q.Trials() {
		err := parse(tr.Code)
		want(err == nil, "%s: %v", tr.Name, err)
	}
	return all
}

// parse reports whether code is that of a cell: declarations, or statements.
func parse(code string) error {
	_, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+code, parser.SkipObjectResolution)
	if err == nil {
		return nil
	}
	if _, asBody := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc _() {\n"+code+"\n}", parser.SkipObjectResolution); asBody == nil {
		return nil
	}
	return err
}
