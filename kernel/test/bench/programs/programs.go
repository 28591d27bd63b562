// Package programs holds the programs of the benchmark, each in a Go file and a Python file of the
// same name. The Go file is a cell, too, when its package clause is left out, so it needs
// nothing of the other files. Its function of that name prepares data of size n and returns what
// is measured, a function that returns a checksum; the Python file's is called prepare:
//
//	run := programs.Sieve(1_000_000)
//	fmt.Println(run()) // 78498, and the same in Python
package programs

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.go *.py
var files embed.FS

// Native returns the compiled program of a file's name.
func Native(name string) func(n int) func() int {
	return map[string]func(int) func() int{
		"builder": Builder, "closure": Closure, "concat": Concat, "decode": Decode, "empty": Empty, "encode": Encode,
		"errors": Errors, "fib": Fib, "fields": Fields, "interface": Interface, "loop": Loop, "maps": Maps,
		"matrix": Matrix, "method": Method, "nbody": NBody, "pingpong": PingPong, "pipeline": Pipeline, "pull": Pull,
		"rangefunc": RangeFunc, "sieve": Sieve, "sort": Sort, "spawn": Spawn, "trees": Trees, "words": Words,
	}[name]
}

// Cell returns a program as a cell.
func Cell(name string) (string, error) {
	text, err := files.ReadFile(name + ".go")
	if err != nil {
		return "", fmt.Errorf("reading the program of a row: %w", err)
	}
	return strings.Replace(string(text), "package programs\n", "", 1), nil
}

// Python returns a program's Python file.
func Python(name string) (string, error) {
	text, err := files.ReadFile(name + ".py")
	if err != nil {
		return "", fmt.Errorf("reading the Python file of a row: %w", err)
	}
	return string(text), nil
}
