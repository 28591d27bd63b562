// Package vm is the second tier of the engine: a register bytecode machine that runs functions of
// the IR 10 to 50 times as fast as Yaegi. Package engine asks it to take each function of a cell
// ([Machine.Load]); what it refuses runs on Yaegi, and both call each other through Go funcs.
//
//	m, err := vm.New(vm.Options{Types: types, Threads: threads, Variable: variable})
//	refused := m.Load(program.Funcs, program.Files) // why not, by function
//	fib, ok := m.Func(f)                            // a reflect.Value: func(int) int
//
// # An example
//
// A learner's function, the IR that the cell compiler makes of it, and the code that this package
// makes of the IR, line by line (%vm NAME shows any function so):
//
//	Go    2  func sum(n int) int {
//	IR       func main.sum(n int) (t1 int)
//
//	Go    3      s := 0
//	IR           var s int = 0
//	vm    0  movW     s = 0
//
//	Go    4      for i := range n {
//	IR           for i, _ in n
//	vm    1  movW     i = 0
//	vm    2  jleI     n, i -> 6
//	vm    5  loopI    i, n -> 3
//
//	Go    5          s += square(i)
//	IR               s += main.square(i)
//	vm    3  callW    r1 = main.square(i)
//	vm    4  addI     s = s, r1
//
//	Go    6      }
//
//	Go    7      return s
//	IR           return s
//	vm    6  retW     t1 = s
//
//	Go    8  }
//	vm    7  retW     t1 = t1
//
// An instruction names its operation, then what it writes to = what it reads, then where it jumps to.
// r1 is a temporary, t1 the result, which has no name. Instruction 2 skips a loop of no steps; 5 adds one to i and, while i is less
// than n, goes back to 3: what often comes together is one instruction. Instruction 7, where the body would
// fall off its end, is never reached.
//
// # Frame
//
// A function's variables, temporaries and constants live in a frame: an object of the Go heap with
// a header (caller, function, instruction) and slots of 8-byte words. Parameters come first,
// then results, so that the frame of a function that is known only by its type can be filled. The
// frame of sum has seven words, two of them constants:
//
//	n | t1 | s | 0 | i | main.square | r1
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
// variable of the Go heap, and listings call the slot &x. Notebook variables are such cells too; a
// loop that lets no other code run borrows them into its frame (borrow.go). Constants have slots like
// everything else; they are filled in when the frame is made, from the function's template. Frames
// are used again: each thread keeps a pool for each function. What a closure captures lies together in
// the frame (the env) and is copied when a frame is used for another closure than before.
//
// # Instruction
//
// An [Instr] has an operation, and the frame offsets of its operands in a, b, c (bytes) and d
// (words). ops.def is the table of all operations: "op addI a>w b<w c<w" says that addI writes a
// word to a and reads two, and the Go code below it is *a = *b + *c. From the table gen makes
// the loop (zloop.go), one function with one large switch. The last letter of a name is the class, or the
// kind of number: movS moves a string, mulF multiplies floats; ld64 and st32 load and store so many
// bits behind a pointer, ldx64 an element of a slice.
//
// Two operations stand for all that is not worth one of its own: do calls an [Action], switch a
// [Switch], which may go on in another frame; listings name the Go code that is called. Operations
// check what can fail (nil, index, zero) themselves, since a fault of the hardware would be one of
// the kernel, not of the cell.
//
// # Call
//
// A call (3 in the example) takes a frame of the callee from the pool, moves the arguments there,
// notes in its own frame where to go on, and goes on in the same loop; no Go stack is used, so recursion is
// limited by [Options.MaxDepth] and memory only. A result of one word is moved to the caller's
// slot by the return instruction (retW); other results stay in the callee's frame (thread.left) until
// res instructions have fetched them and resEnd has released it.
//
// A function value is a Go func. One of ours is a shim, made by [Signature.funcOf] for a closure
// (code and env); a call recognises it and goes on in the loop. Any other Go func is called by the stub
// of its signature: a function with one instruction that calls what its env says. When
// Go code calls a shim, [thread.run] begins a segment: a loop of its own on the same goroutine, which
// package rt sees as one frame that expands to all of ours in tracebacks.
//
// # Wait, take turns
//
// Channels are Go's, and the runtime's own functions send and receive, at the value's place in the
// frame (chan.go). What cannot be done at once waits for the stop of the cell too. A coroutine of
// iter.Pull is no goroutine: its frames are put behind that of next, and taken off again by yield
// (coroutine.go). Maps are Go's, too; that two goroutines use one at the same time is noticed before
// Go would (map_use.go).
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
// # What it relies on
//
// How Go lays out funcs, interfaces and slices, and what package reflect makes of them, is promised
// nowhere: [New] tries it out (layout.go), and without it everything runs on Yaegi. Some
// functions of the runtime are linked to by name; the build tag nolinkname replaces them by package
// reflect (link.go and its neighbours).
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
