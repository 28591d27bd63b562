package nb08

import "github.com/gopherloop/gopherloop/workshop/check"

var predictOrder = check.Define(check.Exercise[[]string]{
	ID: "8.1", Title: "Who is ready first?",
	Task: "Do not run this. Read it, and say in which order the four dishes become **ready**.\n\n" +
		"```go\naio.Gather(ctx,\n\tcook(\"rice\", 12*time.Minute),\n\tcook(\"eggs\", 6*time.Minute),\n" +
		"\tcook(\"tea\", 4*time.Minute),\n\tcook(\"toast\", 6*time.Minute))\n```\n\n" +
		"Put the four names into `ready`. Afterwards you may run the code in a cell of your own, and draw it.",
	Stub:      "var ready = []string{} // for instance \"tea\", \"rice\", …\n",
	Solution:  "var ready = []string{\"tea\", \"eggs\", \"toast\", \"rice\"}\n",
	Answer:    "ready",
	Untouched: func(ready []string) bool { return len(ready) == 0 },
	Hints: []string{
		"All four are put on the stove at 0 minutes. When does each of them wake up?",
		"Two dishes are due at the same moment. The clock wakes them in the order in which they went to sleep.",
	},
	Wrong: []check.Wrong{
		{Name: "as written", Code: "var ready = []string{\"rice\", \"eggs\", \"tea\", \"toast\"}\n", Says: "Gather returns its results"},
		{Name: "toast first", Code: "var ready = []string{\"tea\", \"toast\", \"eggs\", \"rice\"}\n", Says: "came first goes first"},
		{Name: "backwards", Code: "var ready = []string{\"rice\", \"toast\", \"eggs\", \"tea\"}\n", Says: "the shortest wait ends first"},
		{Name: "one missing", Code: "var ready = []string{\"tea\", \"eggs\", \"rice\"}\n", Says: "four dishes"},
	},
	Test: func(t *check.T, ready []string) {
		t.Must(len(ready) == 4, "there are not 4 names in ready", check.Else("there are four dishes, and each of them becomes ready once"))
		check.Equal(t, "the order", ready, []string{"tea", "eggs", "toast", "rice"},
			check.Got([]string{"rice", "eggs", "tea", "toast"}, "that is the order in which Gather returns its results, and in which they are put on the stove"),
			check.Got([]string{"tea", "toast", "eggs", "rice"}, "eggs and toast are due at the same moment: who came first goes first"),
			check.If(ready[0] == "rice", "all wait at the same time, so the shortest wait ends first"),
			check.Else("look at the minutes: who is due first?"))
	},
})
