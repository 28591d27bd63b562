// Package gotests runs the programs of Go's own test folder as cells.
//
// The folder is part of every Go installation ($(go env GOROOT)/test). Taken are the
// files whose first line is "// run", by the rules of Go's own runner: exit code 0,
// and what is printed equals the .out file beside the program, or is nothing.
//
// excluded.txt lists the programs that are about things which no interpreter in
// the kernel's place has: the garbage collector's figures, layouts through unsafe,
// the compiled program's line tables, the go command. It says what each is about,
// never how it ended; the programs run all the same. The rest is the core set.
//
// Every program runs in up to two modes (-engine): as by default, with the second tier, whose
// code is verified, and on Yaegi alone.
//
// known.txt lists those that do not pass, with a reason each, and with the mode if they fail in
// one mode only. The test fails when a program that is not listed fails, and when a listed
// one passes; where that depends on the speed of the machine or on when garbage is collected, it
// only says so. From both files and a run of both modes it writes COVERAGE.md (with -update).
//
//	go test -tags gotests -timeout 30m -v ./kernel/test/gotests
//	go test -tags gotests -timeout 30m -v ./kernel/test/gotests -engine=both -update
package gotests
