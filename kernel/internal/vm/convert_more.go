package vm

import (
	"reflect"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// convertOther emits the conversions that are not between numbers.
func (c *compiler) convertOther(e *ir.Convert, dst int32) int32 {
	from, to := e.X.Type(), e.T
	x := c.expr(e.X, 0)
	if from.Kind == to.Kind && from.Kind != ir.Slice || isPointer(from) && isPointer(to) {
		return c.moved(x, dst, e)
	}
	act := c.conversion(from, to)
	if act == nil {
		c.unsupported(e.At, "conversion of %s to %s", from, to)
	}
	dst = c.want(dst, to)
	c.do(act, c.operand("a>", to)+c.operand("b<", from), dst, x)
	return dst
}

func isPointer(t *ir.Type) bool { return t.Kind == ir.Pointer || t.Kind == ir.UnsafePointer }

// conversion is the Go code of a conversion, or nil.
func (c *compiler) conversion(from, to *ir.Type) Action {
	switch {
	case from.Kind.Integer() && to.Kind == ir.String:
		return runeToString()
	case from.Kind == ir.String && to.Kind == ir.Slice:
		return stringToSlice(to.Under.Elem.Kind)
	case from.Kind == ir.Slice && to.Kind == ir.String:
		return sliceToString(from.Under.Elem.Kind)
	case from.Kind == ir.Slice && to.Kind == ir.Array:
		return sliceToArray(c.rep(to))
	case from.Kind == ir.Slice && to.Kind == ir.Pointer:
		return sliceToPointer(c.rep(to).Elem().Len())
	case isPointer(from) && to.Kind == ir.Uintptr:
		return func(f *frame, in *Instr) { *(*uintptr)(at(f, in.a)) = uintptr(*(*ptr)(at(f, in.b))) }
	case from.Kind == ir.Uintptr && isPointer(to):
		// The word itself is what Go converts, as in the learner's code.
		return func(f *frame, in *Instr) { *(*ptr)(at(f, in.a)) = *(*ptr)(at(f, in.b)) }
	case from.Kind == ir.Slice && to.Kind == ir.Slice:
		return func(f *frame, in *Instr) { *(*sliceHeader)(at(f, in.a)) = *(*sliceHeader)(at(f, in.b)) }
	}
	return nil
}

func runeToString() Action {
	return func(f *frame, in *Instr) {
		n := *(*int64)(at(f, in.b))
		if n < 0 || n > utf8.MaxRune {
			n = utf8.RuneError // an unsigned number that large is negative here
		}
		*(*string)(at(f, in.a)) = string(rune(n))
	}
}

func stringToSlice(elem ir.Kind) Action {
	if elem == ir.Uint8 {
		return func(f *frame, in *Instr) { *(*[]byte)(at(f, in.a)) = []byte(*(*string)(at(f, in.b))) }
	}
	return func(f *frame, in *Instr) { *(*[]rune)(at(f, in.a)) = []rune(*(*string)(at(f, in.b))) }
}

func sliceToString(elem ir.Kind) Action {
	if elem == ir.Uint8 {
		return func(f *frame, in *Instr) { *(*string)(at(f, in.a)) = string(*(*[]byte)(at(f, in.b))) }
	}
	return func(f *frame, in *Instr) { *(*string)(at(f, in.a)) = string(*(*[]rune)(at(f, in.b))) }
}

func sliceToArray(array reflect.Type) Action {
	n, w := array.Len(), typeWord(array)
	return func(f *frame, in *Instr) {
		s := *(*sliceHeader)(at(f, in.b))
		if s.n < n {
			panic(rt.SliceToArrayError(s.n, n))
		}
		if n > 0 {
			typedmemmove(w, at(f, in.a), s.p)
		}
	}
}

func sliceToPointer(n int) Action {
	return func(f *frame, in *Instr) {
		s := *(*sliceHeader)(at(f, in.b))
		if s.n < n {
			panic(rt.SliceToArrayError(s.n, n))
		}
		*(*ptr)(at(f, in.a)) = s.p
	}
}
