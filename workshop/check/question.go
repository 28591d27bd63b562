package check

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// A Question is an exercise that can be checked. Its methods may be called from any goroutine.
type Question struct {
	spec  Spec
	test  func(t *T, answer any)
	known []string // of a question that does not exist: those that do

	mu    sync.Mutex
	last  *Result
	hints int // told so far
}

// table has the questions that Use was given. A notebook asks for them by name from cells that share nothing else.
var table struct {
	sync.Mutex
	questions map[string]*Question
}

// Use makes questions known to Q. One with the ID of an earlier one takes its place.
func Use(questions ...*Question) {
	table.Lock()
	defer table.Unlock()
	if table.questions == nil {
		table.questions = map[string]*Question{}
	}
	for _, q := range questions {
		table.questions[q.spec.ID] = q
	}
}

// Q returns the question with this ID. If there is none, the question's methods say so.
func Q(id string) *Question {
	table.Lock()
	defer table.Unlock()
	if q := table.questions[id]; q != nil {
		return q
	}
	return &Question{spec: Spec{ID: id}, known: slices.Sorted(maps.Keys(table.questions))}
}

// missing says why there is no question.
func (q *Question) missing() string {
	if len(q.known) == 0 {
		return fmt.Sprintf("There is no exercise %s yet: run the first cell of the notebook.", q.spec.ID)
	}
	return fmt.Sprintf("There is no exercise %s, but %s.", q.spec.ID, strings.Join(q.known, ", "))
}

// Check looks at an answer and says what it thinks of it. Answers may be looked at as often as one likes.
func (q *Question) Check(answer any) Result {
	r := q.check(answer)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.last = &r
	if r.Outcome != Right && q.test != nil {
		r.Next = q.advice()
	}
	return r
}

// advice is called with q.mu locked.
func (q *Question) advice() string {
	name := fmt.Sprintf("check.Q(%q)", q.spec.ID)
	switch left := len(q.spec.Hints) - q.hints; {
	case left == 0 && len(q.spec.Hints) > 0:
		return "You have seen all hints: " + name + ".Hint(1) repeats the first, " + name + ".Solution() is the solution."
	case left == 0:
		return name + ".Solution() is the solution."
	case q.hints == 0:
		return name + ".Hint() gives " + hintCount(left) + "."
	default:
		return name + ".Hint() gives hint " + fmt.Sprint(q.hints+1) + " of " + fmt.Sprint(len(q.spec.Hints)) + "."
	}
}

func hintCount(n int) string {
	if n == 1 {
		return "a hint"
	}
	return fmt.Sprintf("the first of %d hints", n)
}

// Hint tells the next hint: the first, when it is called for the first time, and so on. After the last it stays there. With
// a number it tells that one.
func (q *Question) Hint(number ...int) Note {
	if q.test == nil {
		return Note{"No hint", q.missing(), ""}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	all := len(q.spec.Hints)
	n := min(q.hints+1, all)
	if len(number) > 0 {
		n = number[0]
	}
	if n < 1 || n > all {
		return Note{"No hint", fmt.Sprintf("Exercise %s has %s.", q.spec.ID, plural(all, "hint")), ""}
	}
	q.hints = max(q.hints, n)
	return Note{fmt.Sprintf("Hint %d of %d", n, all), q.spec.Hints[n-1], ""}
}

// Solution tells a solution. There may be others.
func (q *Question) Solution() Note {
	if q.test == nil {
		return Note{"No solution", q.missing(), ""}
	}
	return Note{"Solution of " + q.name(), "", q.spec.Solution}
}

// Grade returns the points for an answer, for nbgrader as the last expression of a cell: all if it is right; a share
// if it is right in some parts. For no points at all it panics, with what is wrong, since a cell that ends with an
// error is what nbgrader counts as failed. Without an answer it is about the one that was last checked.
func (q *Question) Grade(answer ...any) float64 {
	q.mu.Lock()
	last := q.last
	q.mu.Unlock()
	if len(answer) > 0 {
		r := q.check(answer[0])
		last = &r
	}
	switch {
	case q.test == nil:
		panic(errors.New("check: " + q.missing()))
	case last == nil:
		panic(fmt.Errorf("check: exercise %s: nothing was checked yet: call Check before, or Grade with the answer", q.spec.ID))
	case last.Share == 0:
		panic(fmt.Errorf("check: %s", last.plain()))
	}
	return q.spec.Points * last.Share
}

// Spec returns what the exercise says.
func (q *Question) Spec() Spec { return q.spec }

// String is for instance "exercise 3.2: Fibonacci".
func (q *Question) String() string { return "exercise " + q.name() }

func (q *Question) name() string { return strings.TrimSuffix(q.spec.ID+": "+q.spec.Title, ": ") }

func plural(n int, what string) string {
	switch n {
	case 0:
		return "no " + what + "s"
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
