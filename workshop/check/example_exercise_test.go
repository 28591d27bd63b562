package check_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// fibonacci is an exercise as a notebook's package would have it.
var fibonacci = check.Define(check.Exercise[func() iter.Seq[int]]{
	ID: "3.2", Title: "Fibonacci",
	Task:    "Write `fib`, a function that returns the endless sequence 0, 1, 1, 2, 3, 5 and so on.",
	Imports: []string{"iter"},
	Answer:  "fib",
	Stub:    "func fib() iter.Seq[int] {\n\tpanic(\"not implemented\")\n}\n",
	Solution: `func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		for a, b := 0, 1; yield(a); a, b = b, a+b {
		}
	}
}
`,
	Hints: []string{"Which two variables does the next number depend on?", "a, b = b, a+b", "yield says whether to go on."},
	Wrong: []check.Wrong{
		{"starts with 1", "func fib() iter.Seq[int] {\n\treturn func(yield func(int) bool) {\n\t\tfor a, b := 1, 1; yield(a); a, b = b, a+b {\n\t\t}\n\t}\n}\n", "begins with 0"},
		{"goes on", "func fib() iter.Seq[int] {\n\treturn func(yield func(int) bool) {\n\t\tfor a, b := 0, 1; ; a, b = b, a+b {\n\t\t\tyield(a)\n\t\t}\n\t}\n}\n", "if !yield(v) { return }"},
		{"one after the other", "func fib() iter.Seq[int] {\n\treturn func(yield func(int) bool) {\n\t\ta, b := 0, 1\n\t\tfor yield(a) {\n\t\t\ta = b\n\t\t\tb = a + b\n\t\t}\n\t}\n}\n", "the new a, not the old one"},
	},
	Test: func(t *check.T, fib func() iter.Seq[int]) {
		check.First(t, "fib()", fib(), []int{0, 1, 1, 2, 3, 5, 8},
			check.Got([]int{1, 1, 2, 3, 5, 8, 13}, "the sequence begins with 0: start with a, b := 0, 1"),
			check.Got([]int{0, 1, 2, 4, 8, 16, 32}, "b is computed with the new a, not the old one: assign both at once, a, b = b, a+b"))
	},
})

func rightFib() iter.Seq[int] {
	return func(yield func(int) bool) {
		for a, b := 0, 1; yield(a); a, b = b, a+b {
		}
	}
}

func stubbornFib() iter.Seq[int] {
	return func(yield func(int) bool) {
		for a, b := 0, 1; ; a, b = b, a+b {
			yield(a)
		}
	}
}

func lateFib() iter.Seq[int] {
	return func(yield func(int) bool) {
		for a, b := 1, 1; yield(a); a, b = b, a+b {
		}
	}
}

// Rows 6 and 7: the three outcomes. A wrong answer is told what the likely mistake is.
func ExampleQ() {
	check.Use(fibonacci) // the first cell of a notebook
	q := check.Q("3.2")
	fmt.Println(q.Check(func() iter.Seq[int] { panic("not implemented") }))
	fmt.Println(q.Check(lateFib))
	fmt.Println(q.Check(rightFib))
	// Output:
	// ○ Not attempted (3.2: Fibonacci)
	//   Write fib above, run that cell, and then this one again.
	//   check.Q("3.2").Hint() gives the first of 3 hints.
	// ✗ Not right yet (3.2: Fibonacci)
	//   the first values of fib() are [1 1 2 3 5 8 13], and should be [0 1 1 2 3 5 8]
	//   Likely: the sequence begins with 0: start with a, b := 0, 1
	//   check.Q("3.2").Hint() gives the first of 3 hints.
	// ✓ Right (3.2: Fibonacci)
}

// Rows 17 and 35: hints come one by one, and then there is the solution.
func ExampleQuestion_Hint() {
	check.Use(fibonacci)
	q := check.Q("3.2")
	fmt.Println(q.Hint(1))
	fmt.Println(q.Hint())
	fmt.Println(q.Hint(7))
	solution, _, _ := strings.Cut(q.Solution().String(), "{")
	fmt.Println(solution)
	// Output:
	// Hint 1 of 3: Which two variables does the next number depend on?
	// Hint 2 of 3: a, b = b, a+b
	// No hint: Exercise 3.2 has 3 hints.
	// Solution of 3.2: Fibonacci
	//
	// func fib() iter.Seq[int]
}

// For nbgrader, a cell whose value is a number has so many points, and a cell that ends with an error has none.
func ExampleQuestion_Grade() {
	check.Use(fibonacci)
	fmt.Println(check.Q("3.2").Grade(rightFib))
	defer func() { fmt.Println(recover()) }()
	check.Q("3.2").Grade(lateFib)
	// Output:
	// 1
	// check: exercise 3.2: Fibonacci: wrong: the first values of fib() are [1 1 2 3 5 8 13], and should be [0 1 1 2 3 5 8]: the sequence begins with 0: start with a, b := 0, 1
}

// A panic of an answer is explained. This answer ignores that the loop was left.
func ExampleQuestion_Check() {
	check.Use(fibonacci)
	text := check.Q("3.2").Check(stubbornFib).String()
	_, likely, _ := strings.Cut(text, "Likely: ")
	likely, _, _ = strings.Cut(likely, "\n")
	fmt.Println(likely)
	// Output: yield returned false, and you went on: the loop was left, so write if !yield(v) { return }
}

// An answer that never ends is wrong, too, after some time.
func ExampleExercise() {
	q := check.Define(check.Exercise[func() int]{
		ID: "12.4", Title: "Wait", Limit: 50 * time.Millisecond,
		Test: func(t *check.T, answer func() int) { check.Equal(t, "answer()", answer(), 42) },
	})
	fmt.Println(q.Check(func() int {
		v := <-make(chan int)
		return v
	}))
	// Output:
	// ✗ Not right yet (12.4: Wait)
	//   the answer did not end in time: it waits for something that does not come
	//   Likely: a deadlock: nobody sends to the channel, gives the lock back, or closes what it reads until the end
	//   check.Q("12.4").Solution() is the solution.
}

// Row 177: a known bug is recorded as a wrong answer. This is how learners are told about the one of taking a log
// line apart by spaces.
func ExampleGot() {
	type extract = func(line string) (at, message string)
	q := check.Define(check.Exercise[extract]{
		ID: "13.2", Title: "Time and message", Hints: []string{"strings.Cut, twice"},
		Test: func(t *check.T, f extract) {
			at, message := f("Time: 00010, ERROR: disk almost full")
			check.Equal(t, "the time", at, "00010", check.Got("Time:", "the first word is not the time but what stands before it"))
			check.Equal(t, "the message", message, "disk almost full",
				check.Got(": disk almost full", "the colon behind ERROR belongs to what is cut away"))
		},
	})
	fmt.Println(q.Check(func(line string) (string, string) {
		before, after, _ := strings.Cut(line, "ERROR")
		return strings.Fields(before)[0], after
	}))
	// Output:
	// ✗ Not right yet (13.2: Time and message)
	//   the time is "Time:", and should be "00010"
	//   Likely: the first word is not the time but what stands before it
	//   check.Q("13.2").Hint() gives a hint.
}

// The trials of an exercise are for tests of the exercise itself: each is a cell, and says what must come of it.
func ExampleQuestion_Trials() {
	for _, tr := range fibonacci.Trials() {
		fmt.Println(tr.Name, "→", tr.Want)
	}
	fmt.Println(len(fibonacci.Problems()), "problems;", slices.Contains(strings.Split(fibonacci.Cell(fibonacci.Trials()[0]), "\n"), `check.Q("3.2").Check(fib)`))
	// Output:
	// stub → not attempted
	// solution → right
	// wrong: starts with 1 → wrong
	// wrong: goes on → wrong
	// wrong: one after the other → wrong
	// 0 problems; true
}
