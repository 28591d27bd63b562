//go:build gotests

package gotests

// aboutClasses explains the classes of excluded.txt: what a program is about.
var aboutClasses = map[string]string{
	"gc":       "the garbage collector: finalizers, heap statistics, counts of allocations",
	"unsafe":   "memory layout through package unsafe",
	"stack":    "the compiled program's line tables: runtime.Caller, Callers, FuncForPC, Stack",
	"tool":     "running the go command or other programs",
	"cgo":      "cgo or JavaScript",
	"os":       "signals, faults, system calls",
	"packages": "several packages, or imports from sibling folders",
	"internal": "internals of the library's tests",
	"huge":     "arrays of more than 16 million elements",
}

// failureClasses explains the classes of known.txt: why a program does not pass.
var failureClasses = map[string]string{
	"slow":      "right, but not done after 20 s: on Yaegi a call costs about 0.5 µs",
	"reflect":   "package reflect sees the representation of a cell's types, not their names and methods",
	"gc":        "depends on what the garbage collector does or counts",
	"cgo":       "has a type of runtime/cgo, which cells do not have",
	"unsafe":    "depends on the memory layout of compiled values",
	"lines":     "depends on the compiled program's line tables or its traceback",
	"recover":   "the last rules of recover: through method wrappers, or in a frame that Yaegi made",
	"order":     "order of evaluation within one expression, where the compiler's choice differs",
	"text":      "another text or another kind of a runtime error",
	"depth":     "recursion deeper than the kernel allows",
	"yaegi":     "a mistake of Yaegi that has no workaround yet",
	"local":     "types declared inside generic functions: names and identity",
	"packages":  "needs other packages of the test folder, or a command",
	"chance":    "ends with the goroutine of main, which Go does not, unless another goroutine is quicker",
	"generated": "runs the go command on a program that it writes",
}
