package vm

import "unsafe"

//go:generate go run ./gen

// An Instr is one instruction. a, b and c are offsets of operands in the frame, numbers, or
// the distance of a jump in bytes from the next instruction; d is a number, or an operand in words.
type Instr struct {
	op, d   uint16
	a, b, c int32
}

const instrSize = int(unsafe.Sizeof(Instr{}))

// opInfo is what the verifier knows of an instruction (ops.def tells the notation).
type opInfo struct{ name, operands string }

// An Action is an instruction written in Go. It may call anything, and panic: what the
// traceback needs has been noted. It must not keep f.
type Action func(f *frame, in *Instr)

// A Switch is an instruction written in Go that goes on in another frame: where the
// result's ip says. f.ip is the next instruction when it is called.
type Switch func(f *frame, in *Instr) *frame

// at is the operand at an offset of a frame.
func at(f *frame, off int32) ptr { return unsafe.Add(unsafe.Pointer(f), off) }

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func next(ip *Instr) *Instr { return (*Instr)(unsafe.Add(ptr(ip), instrSize)) }
