package nb02

import "github.com/gopherloop/gopherloop/workshop/check"

var tworiders = check.Define(check.Exercise[[]int]{
	ID: "2.2", Title: "One lift, two loops",
	Task: "Do not run anything yet. A lift starts at floor 1 and goes up to floor 5. The first loop is left at floor 2. " +
		"Then a second loop ranges over **the same lift**:\n\n```go\n" + `shared := &Lift{1, 5}
for floor := range shared.All() {
	if floor == 2 {
		break
	}
}
for floor := range shared.All() {
	fmt.Println(floor)
}
` + "```\n\nWhich numbers does the second loop print? Put them into `floors`, for example `[]int{4, 2}`.",
	Answer:   "floors",
	Stub:     "var floors = []int{} // your answer here\n",
	Solution: "var floors = []int{3, 4, 5}\n",
	Hints: []string{
		"Where does the lift stand when the first loop is left?",
		"Floor 2 has been handed out already. A cursor only moves forward.",
		"When you have an answer, run the two loops in a cell of your own.",
	},
	Wrong: []check.Wrong{
		{Name: "starts anew", Says: "that would be a new lift", Code: "var floors = []int{1, 2, 3, 4, 5}\n"},
		{Name: "the last again", Says: "floor 2 was handed out to the first loop", Code: "var floors = []int{2, 3, 4, 5}\n"},
		{Name: "forgets the last", Says: "floor 5 belongs to the tour", Code: "var floors = []int{3, 4}\n"},
		{Name: "loses one", Says: "no floor gets lost", Code: "var floors = []int{4, 5}\n"},
	},
	Untouched: func(floors []int) bool { return len(floors) == 0 },
	Test: func(t *check.T, floors []int) {
		want := []int{3, 4, 5}
		if len(floors) != len(want) || floors[0] != 3 || floors[1] != 4 || floors[2] != 5 {
			t.Fail("the second loop prints something else", predicted(floors)...)
		}
	},
})

func predicted(floors []int) []check.Mistake {
	starts := func(n int) bool { return floors[0] == n }
	return []check.Mistake{
		check.If(starts(1), "that would be a new lift: this one has a place where it stands, and goes on from there"),
		check.If(starts(2), "floor 2 was handed out to the first loop: break does not put it back"),
		check.If(starts(4), "no floor gets lost: the first loop took 1 and 2, and nobody has asked for 3 yet"),
		check.If(len(floors) == 2 && starts(3), "floor 5 belongs to the tour: look at the condition in Next"),
		check.Else("follow the field floor of the lift: what is it when the first loop is left?"),
	}
}
