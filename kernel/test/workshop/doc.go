// Package workshop runs what the packages of the workshop show of themselves: every runnable
// Example of their tests. go test runs them compiled and compares what they print with their
// Output comments; the test here runs them in a cell, through the kernel's own pipeline,
// and compares that with the same comments. So a learner sees in a notebook what the documentation says.
//
// What it wants of a package: the examples are in files example*_test.go, in package NAME_test, with an
// Output comment each, and these files contain nothing else but what the examples need.
//
// testdata/rows.txt lists which rows of the course's plan each package has to have an example of: the
// comment of an example says for which it is ("Rows 80 and 81: the accumulator").
//
//	go test ./kernel/test/workshop -run /gen    # the examples of package gen
//	go test ./kernel/test/workshop -bench .     # what steps cost in a cell
package workshop
