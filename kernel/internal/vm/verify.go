package vm

import (
	"fmt"
	"strings"
)

// verify checks that every operand of fn lies in the frame and is of the words that
// its instruction takes it for, and that jumps stay inside.
func (m *Machine) verify(fn *Func) error {
	for i := 0; i < len(fn.code)-1; i++ {
		in := &fn.code[i]
		for _, o := range strings.Fields(m.ops[in.op].operands + " " + fn.listing[int32(i)]) {
			if err := fn.check(m, i, o); err != nil {
				return fmt.Errorf("instruction %d, %s: %w", i, m.ops[in.op].name, err)
			}
		}
		if in.op == opCall || in.op == opCallV {
			for i++; fn.code[i].op != opNop; i++ {
			}
		} else if in.op == opIdxA {
			i++
		}
	}
	return nil
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
		return nil
	case 'r':
		if v == 0 {
			return nil // the callee has no result of one word
		}
		return fn.inside(operand, v, 1)
	case 'm':
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

func (fn *Func) inside(operand string, v int32, n int) error {
	if at := (v - headerSize) / wordSize; v < headerSize || int(at)+n > len(fn.words) {
		return fmt.Errorf("%s: offset %d is outside of the frame", operand, v)
	}
	return nil
}
