package vm

import (
	"fmt"
	"reflect"
	"strings"
)

// verify checks that every operand of fn lies in the frame and is of the words that
// its instruction takes it for, that jumps stay inside
// and loops can be stopped.
func (m *Machine) verify(fn *Func) error {
	for i := 0; i < len(fn.code)-1; i++ {
		in := &fn.code[i]
		for _, o := range strings.Fields(m.ops[in.op].operands + " " + fn.listing[int32(i)]) {
			if err := fn.check(m, i, o); err != nil {
				return fmt.Errorf("instruction %d, %s: %w", i, m.ops[in.op].name, err)
			}
		}
		if err := fn.checkMemory(in); err != nil {
			return fmt.Errorf("instruction %d, %s: %w", i, m.ops[in.op].name, err)
		}
		switch {
		case hasMoves(in.op):
			n, err := fn.checkArguments(m, i)
			if err != nil {
				return fmt.Errorf("instruction %d, %s: %w", i, m.ops[in.op].name, err)
			}
			i += n
		case in.op == opIdxA:
			i++
		}
	}
	return nil
}

// checkMemory checks that the values of a type that is moved as a whole have its words.
func (fn *Func) checkMemory(in *Instr) error {
	var places []int32
	switch in.op {
	case opMovM:
		places = []int32{in.a, in.b}
	case opZeroM, opLdM, opStM, opResM:
		places = []int32{in.a}
	}
	for _, off := range places {
		t := fn.types[in.c]
		if t == nil {
			return fmt.Errorf("no type at %d", in.c)
		}
		if err := fn.holds(off, t); err != nil {
			return err
		}
	}
	return nil
}

// holds checks that the frame has the words of a t at an offset. Parts of structs may begin
// inside a word.
func (fn *Func) holds(off int32, t reflect.Type) error {
	want, _ := wordsOf(t)
	at := int(off-headerSize) / int(wordSize)
	if off < headerSize || at+len(want) > len(fn.words) {
		return fmt.Errorf("a %s at %d is outside of the frame", t, off)
	}
	if got := fn.words[at : at+len(want)]; got != want && t.Size() > 0 {
		return fmt.Errorf("a %s at %d: has words %s, not %s", t, off, got, want)
	}
	return nil
}

// hasMoves reports whether the moves of arguments follow an instruction.
func hasMoves(op uint16) bool { return op == opCall || op == opCallV || op == opCallI }

// calledSignature is the signature that a call of target goes by, without the receiver.
func (m *Machine) calledSignature(op uint16, target ptr) *Signature {
	switch name := m.ops[op].name; {
	case strings.HasPrefix(name, "callI"):
		return (*ifaceSite)(target).sig
	case strings.HasPrefix(name, "callV"):
		return (*Signature)(target)
	}
	return (*Callee)(target).sig
}

// checkArguments checks the moves after a call against the callee's signature, and returns
// how many instructions they are.
func (fn *Func) checkArguments(m *Machine, i int) (int, error) {
	target := *(*ptr)(at(fn.template, int32(fn.code[i].d)*wordSize))
	sig := m.calledSignature(fn.code[i].op, target)
	n := 1
	for ; fn.code[i+n].op != opNop; n++ {
		in := &fn.code[i+n]
		if n > len(sig.in) {
			return n, fmt.Errorf("too many arguments")
		}
		x := sig.in[n-1]
		if m.ops[in.op].name != "mov"+string(x.class) || in.a != x.off {
			return n, fmt.Errorf("argument %d is moved by %s to %d", n, m.ops[in.op].name, in.a)
		}
		if err := fn.holds(in.b, x.t); err != nil {
			return n, err
		}
	}
	if n-1 != len(sig.in) {
		return n, fmt.Errorf("%d arguments for %s", n-1, sig.R)
	}
	return n, nil
}

func (fn *Func) check(m *Machine, i int, operand string) error {
	in := fn.code[i]
	v := map[byte]int32{'a': in.a, 'b': in.b, 'c': in.c, 'd': int32(in.d) * wordSize}[operand[0]]
	switch class := operand[2]; class {
	case 'n':
		return nil
	case 'j':
		to := int32(i+1) + v/int32(instrSize)
		if v%int32(instrSize) != 0 || to < 0 || int(to) >= len(fn.code)-1 {
			return fmt.Errorf("%s: jump to %d", operand, to)
		}
		if int(to) <= i && !polls(m.ops[in.op].name) {
			return fmt.Errorf("%s: a jump back to %d that cannot be stopped", operand, to)
		}
		return nil
	case 'r':
		if v == 0 {
			return nil // the callee has no result of one word
		}
		return fn.inside(operand, v, 1)
	case 'm':
		if name := m.ops[in.op].name; strings.HasPrefix(name, "ldf") || strings.HasPrefix(name, "stf") {
			return fn.checkPart(name, operand, v)
		}
		return fn.inside(operand, v-v%wordSize, 1)
	default:
		if class == 'f' {
			class = 'p'
		}
		want := classWords(class)
		if v%wordSize != 0 {
			return fmt.Errorf("%s: offset %d", operand, v)
		}
		if err := fn.inside(operand, v, len(want)); err != nil {
			return err
		}
		at := (v - headerSize) / wordSize
		if got := fn.words[at : int(at)+len(want)]; got != want {
			return fmt.Errorf("%s at %d: has words %s, not %s", operand, v, got, want)
		}
	}
	return nil
}

// polls reports whether a branch looks at the stop flag; every loop has one that does.
func polls(op string) bool {
	return strings.HasSuffix(op, "b") || strings.HasPrefix(op, "loop") || strings.HasPrefix(op, "step")
}

// checkPart checks that a number which may begin inside a word is in words without pointers.
func (fn *Func) checkPart(name, operand string, v int32) error {
	want := classWords('w')
	if v%wordSize != 0 && strings.HasSuffix(name, "64") {
		want += want
	}
	if err := fn.inside(operand, v-v%wordSize, len(want)); err != nil {
		return err
	}
	at := int(v-headerSize) / int(wordSize)
	if got := fn.words[at : at+len(want)]; got != want {
		return fmt.Errorf("%s at %d: has words %s, not %s", operand, v, got, want)
	}
	return nil
}

func (fn *Func) inside(operand string, v int32, n int) error {
	if at := (v - headerSize) / wordSize; v < headerSize || int(at)+n > len(fn.words) {
		return fmt.Errorf("%s: offset %d is outside of the frame", operand, v)
	}
	return nil
}
