// Package native is the compiled standard library as cells see it: its
// functions, variables and types by name, and adapters through which a value of
// a cell's own type becomes an io.Reader or a sort.Interface.
//
// It is for the engine (calls, variables), the runtime (types and adapters, as
// rt.Natives) and for completion (what can be imported). The tables, one std_*.go
// per package, are generated from the library of the Go release that builds the
// kernel; generic functions are not in them, package lib has those.
//
// The one invariant: the tables are data, laid out by the compiler. Nothing is
// built at start-up or at first use, nothing changes while the process runs, so
// two kernels in one process share them safely.
//
//	println, _ := native.Lookup("fmt", "Println") // a func
//	args, _ := native.Lookup("os", "Args")        // settable
//	buffer, _ := native.Type("bytes", "Buffer")
//	wrap, _ := native.Adapter(reflect.TypeFor[io.Reader]())
package native

//go:generate go run ./gen -o .
