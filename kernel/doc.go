// Gopherloop is a Go kernel for Jupyter: learners type Go into the cells of a
// notebook and run them, values stay from cell to cell, and nothing they type
// takes the kernel down.
//
// # The life of a cell
//
// A notebook front end (JupyterLab, nbclient, `gopherloop run`) sends an
// execute_request. This is its way, with the package that each step lives in:
//
//	front process: gopherloop kernel CONNECTION_FILE
//	 1 transport   a frame arrives on the shell socket, behind the guarded listener
//	 2 wire        the signature is checked, the frames become a Message
//	 3 session     queued, status busy, execute_input, counter; one file per request family
//	 4 worker      Process sends the cell to the child over a pipe
//	child process: gopherloop worker
//	 5 worker      Serve takes it and keeps one cell at a time
//	 6 cell        parsed and split, checked by go/types with the scope of earlier cells;
//	               an error becomes Go's own words, a caret and a hint
//	 7 cell/lower  syntax becomes IR: generics instantiated, interfaces boxed, closures explicit
//	 8 engine      offers each function, and the cell's top-level code, to the second tier;
//	               over the symbols of native and the runtime rt it runs on one of two:
//	   vm          bytecode for our own machine: nearly everything, 10 to 50 times as fast
//	   engine      a Yaegi program: what the machine refuses, or all of it (--engine=yaegi)
//	               meanwhile it looks for a deadlock now and then, and for a stop
//	 9 render      the last value becomes a MIME bundle, as fmt.Println prints it and richer
//	back in the front process
//	10 worker      prints arrive on the child's file descriptors 1 and 2, everything else as events
//	11 session     stream, execute_result or error, a line about goroutines that are left; execute_reply; status idle
//
// Two processes, because a few mistakes are fatal in Go and cannot be recovered
// (a damaged map is one). When the child dies, the front says so in the
// cell, starts another one and goes on. Everything else that goes wrong ends the cell only, also output and
// memory without end; ACCIDENTS.md is the list.
//
// # Where things are
//
//	internal/wire         messages: types, contents, frames, signing
//	internal/transport    the five channels: ZeroMQ behind a guard, an in-memory twin, a client
//	internal/session      what the protocol asks of a kernel; knows no Go
//	internal/worker       the child process: supervision on one side, Serve on the other
//	internal/cell         source -> checked: parsing, scope between cells, errors and hints
//	internal/cell/lower   checked -> IR, one file per language feature
//	internal/cell/lib     our own bodies of the standard library's generic functions
//	internal/cell/stdlib  the standard library's types, as embedded export data
//	internal/ir           the lowered program: the contract between the compiler and the engine
//	internal/engine       runs IR, on the bytecode machine and on Yaegi
//	internal/vm           the bytecode machine: its comment explains it in two pages
//	internal/native       tables of the standard library's functions, variables and types
//	internal/rt           boxes, method tables, formatting, threads, defer, channels
//	internal/assist       completion and inspection
//	internal/render       Go value -> MIME bundle
//	internal/notebook     .ipynb in and out; the runner behind `gopherloop run`
//	test/programs         teaching programs, whole and cut into cells, against the real compiler
//	test/gotests          Go's own test programs as cells, and the page of what passes
//	test/generate         programs at random, on both tiers and compiled
//	test/accidents        what can go wrong, in a real front and child, and the page of it
//	test/bench            how fast cells run, for SPEED.md
//	test/                 what needs more than Go: conformance, JupyterLab in a browser, the image; all runs everything
//	../install            kernelspec, logos, Jupyter's folders, doctor
//	test/workshop         every example of the workshop's packages and every answer to an exercise, in cells
//	../workshop           the packages that cells import; they run from source (internal/cell/packages.go)
//	../workshop/exercises the exercises of the notebooks
//	../notebooks          the workshop; build makes the notebooks of their sources
//
// Which package may import which is stated, and tested, in deps_test.go. Why
// things are as they are: RATIONALE.md. In a notebook, %engine tells which functions run where,
// and %vm NAME shows what steps 7 and 8 make of one.
//
// # The one invariant
//
// session knows no Go, cell and engine know no Jupyter, and only main exits. Two
// kernels can live in one process: there is no package-level state.
package main
