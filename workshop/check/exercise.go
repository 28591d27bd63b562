package check

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// An Exercise is all that there is to know about one. A is the type of the answer: mostly that of a function, or an
// interface that the learner's type must have.
type Exercise[A any] struct {
	ID    string // "3.2": the second of notebook 3
	Title string
	Task  string // what to do, in Markdown

	Imports  []string // import paths that stub and solution need
	Setup    string   // Go declarations that the learner is given, if any
	Stub     string   // Go: what the learner starts from; it should panic("not implemented")
	Solution string   // Go, in place of the stub
	Answer   string   // Go: the expression that is checked, "fib"

	Hints []string // from a nudge to nearly everything
	Wrong []Wrong  // recorded wrong answers

	// Test says what is wrong with an answer, see [T]. It must do the same each time.
	Test func(t *T, answer A)
	// Untouched reports whether an answer is that of the stub, for stubs that do not panic. It may be nil.
	Untouched func(answer A) bool

	Limit  time.Duration // for the whole test, in real time; 0 means 5 s
	Points float64       // for Grade; 0 means 1
}

// Wrong is an answer that somebody has given, or is likely to give.
type Wrong struct {
	Name string // "starts with 1"
	Code string // Go, in place of the stub
	Says string // a part of what the learner must be told
}

// Spec is what an exercise says, without its test: what notebooks are made of.
type Spec struct {
	ID, Title, Task               string
	Imports                       []string
	Setup, Stub, Solution, Answer string
	Hints                         []string
	Wrong                         []Wrong
	Limit                         time.Duration
	Points                        float64
}

// Define makes a question of an exercise. It has no other effect: see [Use].
func Define[A any](e Exercise[A]) *Question {
	q := &Question{spec: Spec{e.ID, e.Title, e.Task, e.Imports, e.Setup, e.Stub, e.Solution, e.Answer, e.Hints, e.Wrong, e.Limit, e.Points}}
	if q.spec.Limit <= 0 {
		q.spec.Limit = 5 * time.Second
	}
	if q.spec.Points <= 0 {
		q.spec.Points = 1
	}
	q.test = func(t *T, answer any) {
		a, ok := as[A](answer)
		if !ok {
			t.wrongType(typeName[A](), fmt.Sprintf("%T", answer))
		}
		if e.Untouched != nil && e.Untouched(a) {
			t.NotAttempted()
		}
		e.Test(t, a)
	}
	return q
}

// as makes an A of an answer, as an assignment would.
func as[A any](answer any) (a A, ok bool) {
	if a, ok = answer.(A); ok {
		return a, true
	}
	to, v := reflect.TypeFor[A](), reflect.ValueOf(answer)
	if v.IsValid() && to.Kind() != reflect.Interface && v.Type().AssignableTo(to) {
		reflect.ValueOf(&a).Elem().Set(v)
		return a, true
	}
	return a, false
}

func typeName[A any]() string { return strings.TrimPrefix(fmt.Sprintf("%T", new(A)), "*") }

func (t *T) wrongType(want, got string) {
	says := ""
	switch {
	case strings.HasPrefix(want, "func(") && strings.HasSuffix(want, " "+got):
		says = "hand over the function itself, without calling it: no parentheses behind its name"
	case strings.HasPrefix(got, "func() ") && strings.HasSuffix(got, " "+want):
		says = "call the function, and hand over what it returns"
	}
	t.fail(fmt.Sprintf("the answer is of type %s, and should be of type %s", got, want), says)
}
