package nb12

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// situation is one of those that tools asks about.
type situation struct{ text, tool, why string }

// situations are in the order of the letters in the task.
var situations = []situation{
	{"Three computations that have nothing to do with each other; go on when all are done.", "waitgroup", "nothing is handed over and nothing is shared, there is only waiting for all"},
	{"Five workers take jobs from one list and hand their results to one collector.", "channel", "values go from hand to hand"},
	{"Many goroutines add to one table of totals.", "mutex", "they change something that all of them share"},
	{"Give up a request that takes longer than two seconds, with all that it has started.", "context", "everybody has to learn that it is over"},
	{"Fetch a thousand pages, but never more than twenty at the same time.", "semaphore", "there has to be a limit for how many at a time"},
	{"Read a small settings file once, at the start.", "call", "nothing else could be done meanwhile"},
}

var tools = check.Define(check.Exercise[[]string]{
	ID: "12.6", Title: "Choose the tool",
	Task:   "Which tool fits which situation? Each of the six is needed once: `\"call\"` (call the function and wait for it), `\"waitgroup\"`, `\"channel\"`, `\"mutex\"`, `\"semaphore\"`, `\"context\"`.\n\n" + listed(),
	Answer: "choice",
	Stub: `var choice = []string{
	"", // 1. three computations
	"", // 2. five workers
	"", // 3. a table of totals
	"", // 4. two seconds
	"", // 5. a thousand pages
	"", // 6. a settings file
}
`,
	Solution: `var choice = []string{
	"waitgroup", // 1. three computations
	"channel",   // 2. five workers
	"mutex",     // 3. a table of totals
	"context",   // 4. two seconds
	"semaphore", // 5. a thousand pages
	"call",      // 6. a settings file
}
`,
	Hints: []string{
		"Start with the one that needs no goroutine at all.",
		"Hand something over: a channel. Change something that is shared: a mutex.",
		"To wait for all: a WaitGroup. To limit how many: a semaphore. To tell everybody that it is over: a context.",
	},
	Wrong: []check.Wrong{
		{Name: "a mutex for the workers", Says: "go from hand to hand", Code: "var choice = []string{\"waitgroup\", \"mutex\", \"channel\", \"context\", \"semaphore\", \"call\"}\n"},
		{Name: "a context to wait", Says: "waiting for all", Code: "var choice = []string{\"context\", \"channel\", \"mutex\", \"waitgroup\", \"semaphore\", \"call\"}\n"},
		{Name: "goroutines for everything", Says: "nothing else could be done", Code: "var choice = []string{\"waitgroup\", \"channel\", \"mutex\", \"context\", \"semaphore\", \"channel\"}\n"},
		{Name: "too few", Says: "six answers", Code: "var choice = []string{\"waitgroup\", \"channel\", \"mutex\"}\n"},
		{Name: "another word", Says: "not one of the six words", Code: "var choice = []string{\"errgroup\", \"channel\", \"mutex\", \"context\", \"semaphore\", \"call\"}\n"},
	},
	Test: testTools,
	Untouched: func(choice []string) bool {
		return strings.Join(choice, "") == ""
	},
})

func listed() string {
	var b strings.Builder
	for i, s := range situations {
		fmt.Fprintf(&b, "%d. %s\n", i+1, s.text)
	}
	return strings.TrimSpace(b.String())
}

func testTools(t *check.T, choice []string) {
	t.Must(len(choice) == len(situations), fmt.Sprintf("there are %d answers", len(choice)), check.Else("six answers are wanted, one for each situation, in their order"))
	known := map[string]bool{}
	for _, s := range situations {
		known[s.tool] = true
	}
	for i, s := range situations {
		got := strings.ToLower(strings.TrimSpace(choice[i]))
		t.Must(known[got] || got == "", fmt.Sprintf("answer %d is %q", i+1, choice[i]), check.Else("that is not one of the six words: call, waitgroup, channel, mutex, semaphore, context"))
		t.Must(got == s.tool, fmt.Sprintf("answer %d is %q: %s", i+1, choice[i], s.text), check.Else("think of what is needed here: "+s.why))
	}
}
