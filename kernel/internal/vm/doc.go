// Package vm is the second tier of the engine: a register bytecode machine that runs functions of
// the IR 10 to 50 times as fast as Yaegi. Package engine asks it to take each function of a cell
// ([Machine.Load]); what it refuses runs on Yaegi, and both call each other through Go funcs.
//
//	m, err := vm.New(vm.Options{Types: types, Threads: threads, Variable: variable})
//	refused := m.Load(program.Funcs, program.Files) // why not, by function
//	fib, ok := m.Func(f)                            // a reflect.Value: func(int) int
//
// # Frame
//
// A function's variables, temporaries and constants live in a frame: an object of the Go heap with
// a header (caller, function, instruction) and slots of 8-byte words. Parameters come first,
// then results, so that the frame of a function that is known only by its type can be filled.
//
// A slot has a class, which says which of its words are pointers to the garbage collector:
//
//	W  one word: a boolean, an integer of any width, a float, complex64. Narrow integers are
//	   widened to 64 bits (sign or zero extended), a float32 is in the low four bytes
//	P  a pointer, map, channel or func
//	S  a string    L  a slice    E  an interface    2  a complex128
//	M  a struct or array, laid out as in memory
//
// The type of the frame object has a pointer exactly where the slots have one. Hence the one
// invariant: a pointer is only ever moved as a pointer, a number as a number. The verifier
// ([Options.Verify]) checks every operand of every instruction against the words of its slot.
//
// A variable whose address is taken, or that a closure shares, is a cell: its slot (P) points to a
// variable of the Go heap. Constants too have slots; they are filled in when the frame is made, from
// the function's template. Frames are used again: each thread keeps a pool for each
// function. What a closure captures lies together in the frame (the env) and is copied when a frame
// is used for another closure than before.
//
// # Instruction
//
// An [Instr] has an operation, and the frame offsets of its operands in a, b, c (bytes) and d
// (words): addI a>w b<w c<w is *a = *b + *c. ops.def is the table of all operations, with their
// operands and their Go code, from which gen makes the loop (zloop.go). Two of them stand for
// all that is not worth one of its own: do calls an [Action], switch a [Switch], which may go
// on in another frame. Operations check what can fail (nil, index, zero) themselves.
//
// # Call
//
// A call takes a frame of the callee from the pool, moves the arguments there, and goes on in the
// same loop; no Go stack is used. A result of one word is moved to the caller's slot by the
// return instruction; other results stay in the callee's frame (thread.left) until res
// instructions have fetched them and resEnd has released it.
//
// A function value is a Go func. One of ours is a shim, made by [Signature.funcOf] for a closure
// (code and env); a call recognises it and goes on in the loop. Any other Go func is called by the stub
// of its signature: a function with one instruction that calls what its env says. When
// Go code calls a shim, [thread.run] begins a segment: a loop of its own on the same goroutine, which
// package rt sees as one frame that expands to all of ours in tracebacks.
//
// # Panic, stop, position
//
// A fault notes the instruction in the frame and panics through the Go stack to the segment's
// [thread.guarded], which unwinds the frames of the segment (unwind.go) and lets the panic go on
// or continues in the frame that has recovered. Deferred calls that run because of a panic are called by
// an unwinder, a frame of its own between theirs and the function's; recover looks whether its
// function's caller is one. Calls, and branches that lead backwards, look at
// the stop flag of the cell; a stopped cell's goroutines end by runtime.Goexit. Where an
// instruction comes from is in a table beside the code, read only when somebody asks.
//
// # An example
//
//	func sum(n int) int { s := 0; for i := 0; i < n; i++ { s += i }; return s }
//
//	Define s 0                       movW s, const 0
//	Block: Define i 0                movW i, const 0
//	For Cond: Compare < i n          jleI n, i -> end
//	    Body: AssignOp s + i         top: addI s, s, i
//	    Post: AssignOp i + 1         loopI i, n -> top
//	Return s                         end: retW result, s
//
// # Adding a family of nodes
//
// What the machine does not take yet has its hooks in open.go: each ends in an [Unsupported], so
// that the function stays on Yaegi.
//
//  1. Find the hook in open.go and move that method to a file of the family.
//  2. Emit what it needs: operands with c.expr, the destination with c.want (which comes last,
//     because operands may be in it), then c.ins for operations there are, or c.do with Go code:
//     c.do(func(f *frame, in *Instr) {...}, "a>w b<p", dst, x). The string says what the
//     operands are, for the verifier; further operands the Go code may simply capture. Only what
//     pays in a loop becomes an operation in ops.def (go generate); one that calls anything
//     belongs into outline.go, so that the loop keeps its state in registers.
//  3. Add functions to samples_test.go: they run natively and on the machine, and must agree.
package vm
