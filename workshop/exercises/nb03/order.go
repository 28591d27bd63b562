package nb03

import (
	"slices"

	"github.com/gopherloop/gopherloop/workshop/check"
)

var order = check.Define(check.Exercise[[]string]{
	ID: "3.1", Title: "Who speaks when?",
	Task: "Do not run it. This shop pauses at each `yield`, and `defer` runs something when the function ends, whatever the reason.\n\n```go\n" +
		`func shop(yield func(string) bool) {
	defer fmt.Println("lights off")
	fmt.Println("open")
	if !yield("bread") {
		return
	}
	fmt.Println("bake")
	if !yield("cake") {
		return
	}
	fmt.Println("sold out")
}

next, stop := iter.Pull(shop)
fmt.Println("ready")
next()
fmt.Println("think")
next()
stop()
` + "```\n\nIn which order are the words printed? Put them into `order`, for example `[]string{\"open\", \"bake\"}`. " +
		"(Nobody prints bread and cake: `next()` hands them over, and they are not used.)",
	Answer:   "order",
	Stub:     "order := []string{} // your answer here\n",
	Solution: "order := []string{\"ready\", \"open\", \"think\", \"bake\", \"lights off\"}\n",
	Hints: []string{
		"What has run when iter.Pull returns? Look at the section before.",
		"The first next() runs the shop from its beginning to the first yield. What does it print on the way?",
		"stop() makes the yield that the shop is waiting at return false. What does the shop do then?",
	},
	Wrong: []check.Wrong{
		{Name: "starts at Pull", Says: "iter.Pull runs nothing", Code: `order := []string{"open", "ready", "think", "bake", "lights off"}` + "\n"},
		{Name: "runs to the end", Says: "stop() makes yield return false", Code: `order := []string{"ready", "open", "think", "bake", "sold out", "lights off"}` + "\n"},
		{Name: "no defer", Says: "defer runs when the function ends", Code: `order := []string{"ready", "open", "think", "bake"}` + "\n"},
		{Name: "too far", Says: "the first next() goes no further than the first yield", Code: `order := []string{"ready", "open", "bake", "think", "lights off"}` + "\n"},
		{Name: "defer at once", Says: "defer only notes down", Code: `order := []string{"ready", "lights off", "open", "think", "bake"}` + "\n"},
	},
	Untouched: func(words []string) bool { return len(words) == 0 },
	Test: func(t *check.T, words []string) {
		if slices.Equal(words, []string{"ready", "open", "think", "bake", "lights off"}) {
			return
		}
		at := func(word string) int { return slices.Index(words, word) }
		t.Fail("the words are printed in another order, or other ones",
			check.If(at("open") >= 0 && at("open") < at("ready"), "iter.Pull runs nothing: the shop opens at the first next()"),
			check.If(at("sold out") >= 0, "stop() makes yield return false, so the shop returns before it is sold out"),
			check.If(at("lights off") < 0, "defer runs when the function ends, and stop() ends it"),
			check.If(at("bake") >= 0 && at("bake") < at("think"), "the first next() goes no further than the first yield"),
			check.If(at("lights off") < len(words)-1, "defer only notes down what is to be done when the function ends"),
			check.Else("go through it with a finger: who runs now, the cell or the shop?"))
	},
})
