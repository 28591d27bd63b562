package main

import "strings"

// A row is a program with its sizes.
type row struct {
	program string
	title   string
	unit    string // what one operation is
	n       int    // the size
	slow    int    // the size for Yaegi, where n takes too long; 0 is n
	small   int    // the size for tests
	ops     func(n int) int
	body    string // statements of a cell that are measured instead of the program; they set result
	python  string // the Python program, where it is another
}

func each(n int) int  { return n }
func whole(int) int   { return 1 }
func cubed(n int) int { return n * n * n }
func nodes(n int) int { return 1<<(n+1) - 1 }

// toplevel is the body of programs.Loop as a cell.
const toplevel = `result := 0
for i := 0; i < n; i++ {
	result += i & 3
}`

func rows() []row {
	return []row{
		{program: "fib", title: "fib(30), recursive", unit: "fib(30)", n: 30, small: 10, ops: whole},
		{program: "empty", title: "empty loop", unit: "step", n: 10_000_000, small: 100, ops: each},
		{program: "loop", title: "loop in a function", unit: "step", n: 10_000_000, slow: 5_000_000, small: 100, ops: each},
		{program: "loop", title: "the same loop at a cell's top level", unit: "step", n: 10_000_000, slow: 1_000_000, small: 100, ops: each, body: toplevel, python: "toplevel"},
		{program: "sieve", title: "sieve of Eratosthenes", unit: "number", n: 2_000_000, slow: 1_000_000, small: 100, ops: each},
		{program: "closure", title: "callback of a closure", unit: "call", n: 2_000_000, slow: 500_000, small: 100, ops: each},
		{program: "rangefunc", title: "range over a function", unit: "step", n: 2_000_000, slow: 500_000, small: 100, ops: each},
		{program: "interface", title: "method of an interface", unit: "call", n: 2_000_000, slow: 500_000, small: 100, ops: each},
		{program: "method", title: "method of a pointer", unit: "call", n: 2_000_000, slow: 500_000, small: 100, ops: each},
		{program: "fields", title: "struct fields in a slice", unit: "step", n: 2_000_000, slow: 500_000, small: 3000, ops: each},
		{program: "maps", title: "map update", unit: "update", n: 2_000_000, slow: 500_000, small: 3000, ops: each},
		{program: "builder", title: "string building", unit: "number", n: 500_000, slow: 100_000, small: 100, ops: each},
		{program: "concat", title: "string +=", unit: "letter", n: 1_000_000, slow: 500_000, small: 100, ops: each},
		{program: "sort", title: "sort with a comparison function", unit: "element", n: 50_000, slow: 10_000, small: 100, ops: each},
		{program: "pipeline", title: "lazy pipeline of three stages", unit: "element", n: 1_000_000, slow: 200_000, small: 100, ops: each},
		{program: "pull", title: "iter.Pull", unit: "value", n: 500_000, slow: 100_000, small: 100, ops: each},
		{program: "matrix", title: "matrix product in floats", unit: "multiplication", n: 120, small: 8, ops: cubed},
		{program: "pingpong", title: "channel ping-pong", unit: "round trip", n: 50_000, small: 20, ops: each},
		{program: "spawn", title: "goroutine start and end", unit: "goroutine", n: 50_000, slow: 20_000, small: 20, ops: each},
		{program: "nbody", title: "n-body, five bodies", unit: "step", n: 20_000, slow: 2_000, small: 10, ops: each},
		{program: "trees", title: "binary trees", unit: "node", n: 17, slow: 15, small: 4, ops: nodes},
		{program: "words", title: "word count over 10 MB", unit: "byte", n: 10_000_000, slow: 2_000_000, small: 1000, ops: each},
		{program: "encode", title: "JSON encode", unit: "record", n: 10_000, slow: 2_000, small: 10, ops: each},
		{program: "decode", title: "JSON decode", unit: "record", n: 10_000, slow: 2_000, small: 10, ops: each},
		{program: "errors", title: "error creation and errors.As", unit: "error", n: 100_000, slow: 20_000, small: 20, ops: each},
	}
}

// choose returns the rows of some programs, all of them if there is no name.
func choose(all []row, names string) []row {
	if names == "" {
		return all
	}
	var chosen []row
	for _, r := range all {
		for name := range strings.SplitSeq(names, ",") {
			if name == r.program {
				chosen = append(chosen, r)
			}
		}
	}
	return chosen
}
