// Package accidents shows that nothing a learner types takes the kernel down: every accident that
// we know of is a file in testdata, which a real front and a real child run, on both engines.
//
// A file tells one accident. Its comment has a title and a few fields; then come the cells, in
// order, and after each what the learner sees:
//
//	# A map that was never made
//	why: The zero value of a map has no room for entries: it can be read, but not written.
//	do: Make the map first: m = map[string]int{}.
//	-- cell 1 --
//	var m map[string]int
//	m["a"] = 1
//	-- error 1 --
//	panic: assignment to entry in nil map
//	...
//	-- cell 2 --
//	len(m)
//	-- output 2 --
//	0
//
// Fields: group, the heading that the page puts it under; why and do, for the page; worker, options of
// the child; replaced, "yes" or the engine on which the child may be replaced; within, how long the cell that fails may
// take; engine, if only one can run it.
//
// Sections: cell N; output N, all that the cell prints and shows; error N, the traceback without colours;
// stop N, what the cell prints before it is stopped. "error 1 yaegi" counts for that engine only, and on
// the page the other one is shown. A line "..." stands for any number of lines, "…" for any text in a line.
//
// From the same files comes the page kernel/ACCIDENTS.md:
//
//	go test ./kernel/test/accidents -run Page -update
//
// The one invariant: what the page says is what the test has seen.
package accidents
