package nb07

import (
	"context"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

var claims = check.Define(check.Exercise[string]{
	ID: "7.6", Title: "Find the wrong claims",
	Task: "Two of these six sentences are wrong, although you can read such sentences in tutorials. Which? " +
		"Put their two letters in place of the question marks, for instance `\"AB\"`.\n\n" +
		"- **A** A generator gives values with `yield`; only a coroutine can give a result with `return`.\n" +
		"- **B** At the end of each chain of awaits something is handed to the loop, as a `Yield` does.\n" +
		"- **C** In an event loop several tasks run at the same time.\n" +
		"- **D** A task that computes for a minute without waiting keeps all other tasks waiting.\n" +
		"- **E** While a task sleeps, it is not in the ready queue.\n" +
		"- **F** A task can wait for the end of another task.",
	Answer:   "wrong",
	Stub:     `wrong := "??"`,
	Solution: `wrong := "AC"`,
	Hints: []string{
		"One of them is about notebook 06: what did the rounds of the quiz do at their end?",
		"For another one look at `Run`: how many tasks does it let go on in one turn of its loop?",
	},
	Wrong: []check.Wrong{
		{Name: "A and D", Code: `wrong := "AD"`, Says: "D is right"},
		{Name: "B and C", Code: `wrong := "BC"`, Says: "B is right"},
		{Name: "C and E", Code: `wrong := "CE"`, Says: "E is right"},
		{Name: "one is enough", Code: `wrong := "A"`, Says: "two letters"},
		{Name: "F", Code: `wrong := "CF"`, Says: "F is right"},
	},
	Untouched: func(wrong string) bool { return wrong == "??" },
	Test: func(t *check.T, wrong string) {
		wrong = strings.ToUpper(wrong)
		t.Must(len(wrong) == 2, "that is not an answer with two letters", check.Else("two sentences are wrong: write two letters, as in \"AB\""))
		reasons := []struct{ letter, why string }{
			{"B", "B is right: follow any wait down to its end, and there is a request that goes to the loop"},
			{"D", "D is right: nobody takes the turn away from a task. It goes on until it yields"},
			{"E", "E is right: it is with the timers until its time has come"},
			{"F", "F is right: you have built it, it is join"},
		}
		for _, r := range reasons {
			t.Must(!strings.Contains(wrong, r.letter), "one of your letters belongs to a right sentence", check.Else(r.why))
		}
		t.Must(strings.Contains(wrong, "A"), "one is missing", check.Else("generators can return, too: think of the points of a quiz round"))
		t.Must(strings.Contains(wrong, "C"), "one is missing", check.Else("look at Run: it lets one task go on, and waits until it yields"))
	},
})

var drive = check.Define(check.Exercise[func(c aio.Coro[string]) ([]string, string)]{
	ID: "7.5", Title: "Be the loop (optional)",
	Task: "Write `drive`: it steps a coroutine with `aio.Drive` until it is over, and returns what it has asked for, in order " +
		"(the text of each trap, `trap.String()`), and the coroutine's result.",
	Imports: []string{"github.com/gopherloop/gopherloop/workshop/aio"},
	Answer:  "drive",
	Stub: `func drive(c aio.Coro[string]) (asked []string, result string) {
	panic("not implemented") // your answer here
}`,
	Solution: `func drive(c aio.Coro[string]) (asked []string, result string) {
	g := aio.Drive(c)
	for trap := range g.All() {
		asked = append(asked, trap.String())
	}
	result, _ = g.Result()
	return asked, result
}`,
	Hints: []string{
		"`g := aio.Drive(c)` is a generator like all others: it yields traps, and its result is the coroutine's.",
		"A loop over `g.All()` gives the traps. After it, `g.Result()` gives the result.",
	},
	Wrong: []check.Wrong{
		{Name: "no result", Says: "the result of the generator", Code: `func drive(c aio.Coro[string]) (asked []string, result string) {
	for trap := range aio.Drive(c).All() {
		asked = append(asked, trap.String())
	}
	return asked, ""
}`},
		{Name: "only the first", Says: "until there is an error", Code: `func drive(c aio.Coro[string]) (asked []string, result string) {
	g := aio.Drive(c)
	trap, _ := g.Next()
	g.Close()
	return []string{trap.String()}, ""
}`},
		{Name: "one too many", Says: "when the coroutine was over", Code: `func drive(c aio.Coro[string]) (asked []string, result string) {
	g := aio.Drive(c)
	for {
		trap, err := g.Next()
		asked = append(asked, trap.String())
		if err != nil {
			result, _ = gen.StopValue[string](err)
			return asked, result
		}
	}
}`},
		{Name: "lets the library do it", Says: "step it yourself", Code: `func drive(c aio.Coro[string]) (asked []string, result string) {
	result, _ = aio.Run(c)
	return nil, result
}`},
	},
	Test: func(t *check.T, drive func(c aio.Coro[string]) ([]string, string)) {
		asked, result := drive(func(ctx context.Context) (string, error) {
			if err := aio.Sleep(ctx, time.Second); err != nil {
				return "", err
			}
			if err := aio.Yield(ctx); err != nil {
				return "", err
			}
			return "tea", aio.Sleep(ctx, time.Minute)
		})
		check.Equal(t, "what was asked for", asked, []string{"Sleep 1s", "Yield", "Sleep 1m0s"},
			check.Got([]string{"Sleep 1s"}, "that is only the first request: call Next until there is an error"),
			check.If(len(asked) == 4, "the last line was not asked for by anybody: that Next returned an error, when the coroutine was over"),
			check.If(len(asked) == 0, "aio.Run does all steps at once, and tells nobody: make a generator with aio.Drive and step it yourself"))
		check.Equal(t, "the result", result, "tea", check.Got("", "the coroutine's result is the result of the generator: g.Result(), after the last step"))
		asked, result = drive(func(context.Context) (string, error) { return "nothing to wait for", nil })
		check.Equal(t, "what a coroutine asks for that never waits", asked, []string{})
		check.Equal(t, "the result of that", result, "nothing to wait for")
	},
})
