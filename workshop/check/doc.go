// Package check looks at the answers to exercises: it says whether one is right, and if not, what the likely mistake
// is. It is for learners, and for those who write exercises for them.
//
// In a notebook, the cell below an exercise has
//
//	q := check.Q("3.2")
//	q.Check(fib) // as the last expression of a cell: right, wrong and why, or not attempted
//
// and q.Hint() tells the next hint, q.Solution() the solution. For nbgrader, q.Grade(fib) is a number.
//
// # Writing exercises
//
// An exercise is one Go value, of which everything else is made: what is in the student's notebook and in the one with
// solutions, and tests of the exercise itself.
//
//	var Exercises = []*check.Question{
//		check.Define(check.Exercise[func() iter.Seq[int]]{
//			ID: "3.2", Title: "Fibonacci", Task: "Write `fib`: …", Answer: "fib",
//			Stub:     "func fib() iter.Seq[int] {\n\tpanic(\"not implemented\")\n}",
//			Solution: "func fib() …",
//			Hints:    []string{"Which two variables does the next number depend on?"},
//			Wrong:    []check.Wrong{{Name: "starts with 1", Code: "func fib() …", Says: "begins with 0"}},
//			Test: func(t *check.T, fib func() iter.Seq[int]) {
//				check.First(t, "fib()", fib(), []int{0, 1, 1, 2, 3}, check.Got([]int{1, 1, 2, 3, 5}, "the sequence begins with 0"))
//			},
//		}),
//	}
//
// The type parameter is that of the answer; the test is an ordinary function. It uses T and the functions that take
// one: [First], [All], [Equal] and so on for values, [PulledAtMost] and [CleanedUp] for laziness and cleaning up,
// [Events] and [Before] for order, [Loop], [Took] and [AtOnce] for event loops, [NoLeaks], [Prints]. The first that
// finds something wrong ends the test.
//
// Nothing registers itself: the first cell of a notebook, or a test, says check.Use(nb03.Exercises...), and Q finds what
// Use was given. So importing a package has no effect, and a program sees where its exercises come from.
//
// The one invariant: a check ends, whatever the answer does. It panics? The panic is explained. It never returns?
// There is a time limit, and a message. It prints? That stays on standard output; nothing goes to standard error.
package check
