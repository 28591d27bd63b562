// Package generate writes small Go programs at random, so that executions of them can be
// compared. The tests of this package run each on the second tier, on Yaegi alone and, for the oracle, as
// compiled by the go command.
//
//	source := generate.Program(generate.Seeded(42)) // func main prints what it computes
//
// The one invariant: a program compiles, comes to an end soon, and prints the same in every run that
// is right. What Go leaves open is left out, therefore: no operand is read beside a call that may
// change it, a statement has at most one operation that may panic, maps are ranged over in ways that
// do not depend on the order, addresses are not printed, and goroutines do not race.
//
// # How a program comes about
//
// [Choices] answer questions with numbers; everything follows from the answers, so that a seed stands for a
// program, and a fuzzer can drive the generator with bytes. Zero always is the choice that
// leads to the end. First come types with methods (program.go, types.go), then functions,
// then the pieces that main calls. A body (body.go) knows the variables in scope and how often each of
// its places is executed at most; statements chosen at random (stmt_*.go) with expressions of the
// wanted type (expr_*.go) are mixed with small pieces of code about features that random statements
// seldom meet (feature_*.go). Helpers make total functions of what could panic; where panics are wanted,
// try prints them.
//
// Half of the programs can be cut into cells ([Cells]) and run as a notebook as well, where their variables
// are those of the notebook. [Shrink] makes a program that shows a difference small enough to read.
//
// # Running it
//
//	go test ./kernel/test/generate                                         fixed seeds, what was found before
//	go test ./kernel/test/generate -run Long -duration 1h -timeout 0 -keep DIR   all three, new programs; -gc 5 finds lost pointers
//	go test ./kernel/test/generate -run ShrinkFile -shrink FILE -v          the smallest like FILE
//	go test ./kernel/test/generate -fuzz Program                           both tiers, driven by coverage
package generate
