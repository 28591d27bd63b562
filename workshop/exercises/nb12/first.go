package nb12

import (
	"strings"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

var first = check.Define(check.Exercise[func([]func() string) string]{
	ID: "12.2", Title: "The goroutines that stayed",
	Task: "`leakyFirst` asks several sources at the same time and returns the answer that comes first. The answer is right, but **two " +
		"goroutines stay for ever**. Find out why, and write `first`, which leaves none behind. It must not wait for the slower sources.",
	Imports: []string{"sync", "time"},
	Setup: `func leakyFirst(sources []func() string) string {
	answers := make(chan string)
	for _, ask := range sources {
		go func() { answers <- ask() }()
	}
	return <-answers
}
`,
	Answer: "first",
	Stub: `func first(sources []func() string) string {
	panic("not implemented")
}
`,
	Solution: `func first(sources []func() string) string {
	answers := make(chan string, len(sources)) // room for all answers: nobody has to wait
	for _, ask := range sources {
		go func() { answers <- ask() }()
	}
	return <-answers
}
`,
	Hints: []string{
		"Where are the slower goroutines when `leakyFirst` has returned? Who takes what they send?",
		"A send waits until somebody receives, unless the channel has room.",
		"`make(chan string, n)` has room for n values. How many values are sent in all?",
	},
	Wrong: []check.Wrong{
		{Name: "as given", Says: "nobody receives", Code: `func first(sources []func() string) string {
	answers := make(chan string)
	for _, ask := range sources {
		go func() { answers <- ask() }()
	}
	return <-answers
}
`},
		{Name: "room for one", Says: "not room enough", Code: `func first(sources []func() string) string {
	answers := make(chan string, 1)
	for _, ask := range sources {
		go func() { answers <- ask() }()
	}
	return <-answers
}
`},
		{Name: "waits for all", Says: "until the slowest", Code: `func first(sources []func() string) string {
	answers := make(chan string, len(sources))
	var all sync.WaitGroup
	for _, ask := range sources {
		all.Go(func() { answers <- ask() })
	}
	all.Wait()
	return <-answers
}
`},
		{Name: "one after the other", Says: "asked at the same time", Code: `func first(sources []func() string) string {
	for _, ask := range sources {
		if answer := ask(); answer != "" {
			return answer
		}
	}
	return ""
}
`},
	},
	Test: testFirst,
})

func testFirst(t *check.T, first func([]func() string) string) {
	const n = 3
	var started atomic.Int32
	var late atomic.Bool
	returned := make(chan struct{})
	sources := make([]func() string, n)
	for i := range sources {
		sources[i] = func() string {
			started.Add(1)
			if i == 1 {
				return "fast"
			}
			if !within(returned) {
				late.Store(true)
			}
			return "slow"
		}
	}
	err := lab.NoLeaks(func() {
		got := first(sources)
		slow, all := late.Load(), started.Load() == n
		close(returned)
		t.Must(!slow || all, "the second source is asked when the first one has answered",
			check.Else("the sources are to be asked at the same time: go func() { … }() for each"))
		t.Must(!slow, "first waits until the slowest source has answered",
			check.Else("receive one answer and return it: the others may come later, but nobody waits for them"))
		check.Equal(t, "the first answer", got, "fast")
	})
	if err == nil {
		return
	}
	_, left, _ := strings.Cut(err.Error(), "left: ")
	t.Fail("first leaves goroutines behind: "+left,
		check.If(strings.HasPrefix(left, "1 "), "there is not room enough: each answer but the one that you receive needs a place in the channel"),
		check.Else("the slower goroutines want to send, and nobody receives any more: give the channel room for all answers"))
}
