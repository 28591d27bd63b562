// Command bench measures how fast cells run: each program of package programs compiled, in a
// cell, in a cell on Yaegi alone, and in CPython, and writes the table into a page:
//
//	go run ./kernel/test/bench -write kernel/SPEED.md
//	go run ./kernel/test/bench -rows fib,sort -runs 3
//
// The four take turns, so that a slow moment of the machine hits all of them; each figure is the
// median of the runs. The invariant: they all return the same checksum, or there is no table.
package main
