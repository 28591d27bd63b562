// Package worker runs cells in a child process, for the session, which stays
// alive whatever a cell does.
//
// Go has errors that no program survives: a map that compiled code uses from two goroutines at the same time, endless
// recursion, a native os.Exit. Therefore the kernel is two processes. The front
// side of this package, [Process], starts the child (the same program, as
// `gopherloop worker`), hands it requests and supervises it. The child side,
// [Serve], owns the Go session: checker, engine, completion, rendering.
//
//	front                                     child
//	session -> Process --- frames (JSON) ---> Serve -> Language
//	            ^  ^ <---- frames (JSON) -----  |
//	            |  +------ fd 1: text ----------+ os.Stdout, println, child processes
//	            +--------- fd 2: text ----------+ os.Stderr
//
// The invariant: the [Handler] sees text and events of a cell in the order in
// which the cell produced them, and all of them before Execute returns, although
// they travel on three pipes. Before the child sends a frame that takes part in
// the order, it writes a marker on both text pipes, and the front handles the
// frame when it has read that far on both, and reads on only then. Markers are
// drawn from a keystream that only the two processes know, so a cell can
// neither fake one nor see one.
//
// A caller needs three lines:
//
//	p, err := worker.Start(ctx, worker.Options{Handler: h})
//	...
//	r := p.Execute(ctx, worker.Request{Cell: msgID, Code: `1 + 1`, Count: 1})
//	defer p.Close()
package worker
