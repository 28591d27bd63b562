// Package engine runs lowered cells, on the bytecode machine of package vm and on an unmodified
// Yaegi. It is for package worker, which gives it one [ir.Program] after the other and shows what comes of them.
//
//	e, err := engine.New(engine.Options{Stdout: where})
//	result, err := e.Run(ctx, program) // *rt.Panic, *Stopped, *rt.ExitError, ...
//	for _, s := range result.Shown {   // the values of last expressions
//		fmt.Println(rt.Sprint(s.X))
//	}
//
// # Two tiers
//
// Each function of a program, and its body, is offered to the machine first (tier.go), unless
// [Options.Tier] says otherwise. What the machine refuses becomes a Yaegi program. Either side sees
// the other's functions as compiled ones; where.go tells people what is where.
//
// # How Yaegi runs a program
//
// A program becomes a Yaegi syntax tree. Yaegi's type system, in which most of its faults are,
// has no part in it: every type is a symbol, a reflect.Type with a name, and so is every
// constant, every compiled function and every helper that is made for a type. What is left for Yaegi is what it
// does well: variables, operators on basic kinds, branches, calls of top-level functions, and
// access to memory through reflect. Everything else (closures' captures, defer and recover, select,
// interfaces, assertions, channels) is a call of the runtime, package rt.
//
// The files emit_*.go make the tree, one language feature each; callables.go and helpers.go
// make natives; run.go runs a cell and stops it; replace.go lets old code call new functions;
// overrides.go says which compiled functions cells get in a version of their own. deadlock.go
// notices a cell that nothing will ever wake; inventory.go and wakers.go are its eyes.
//
// Known faults of Yaegi v0.16.1 and how the emitted code keeps clear of them are told where it
// does so. One is left: a negative zero loses its sign when it is passed to a function.
//
// # The one invariant
//
// Order. Yaegi evaluates a tree from left to right, but it reads a place in memory (an
// element, a field, *p) only when the operation around it is executed. So whatever an operand with side effects
// could change is read into a temporary first, and whatever needs statements of its own
// runs after the operands to its left have been saved ([fn.operands]).
package engine
