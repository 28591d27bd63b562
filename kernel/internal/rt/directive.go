package rt

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// This file prepares the arguments of a formatted print. fmt asks a Formatter for
// everything but %T, %p, %w and the operands of *, so a format that applies to values that fmt
// cannot read is written anew: each directive gets operands of its own, by number.

// formatted returns a format and arguments for fmt that print what format and
// args print in compiled Go.
func formatted(format string, args []any) (string, []any) {
	if !anyForeign(args) || printable(format, args) {
		return format, args
	}
	return rewritten(format, args, false)
}

// rewritten is formatted for what fmt cannot be given as it is. wrap: %w is allowed.
func rewritten(format string, args []any, wrap bool) (string, []any) {
	w := rewriter{in: format, args: args, wrap: wrap}
	return w.rewrite()
}

// errorOperands returns args with boxes that are errors as errors, which %w wants. They print as the
// boxes do. The result is in room if it fits: fmt keeps no slice of arguments, so that this may be the
// caller's stack.
func errorOperands(room, args []any) []any {
	for i, x := range args {
		b, ok := x.(Box)
		if !ok || b.T.Method("Error", "") == nil {
			continue
		}
		if len(room) == 0 {
			room = append(room, args...)
		}
		room[i] = errorOfBox(x)
	}
	if len(room) == 0 {
		return args
	}
	return room
}

// printable reports whether fmt can be given a format and arguments as they are: when the only
// ones that it could not read are boxes, which are Formatters, and meet plain directives.
func printable(format string, args []any) bool {
	for {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			return len(args) == 0
		}
		for i++; i < len(format) && isFlag(format[i]); {
			i++
		}
		if i == len(format) {
			return false
		}
		verb := format[i]
		format = format[i+1:]
		switch {
		case verb == '%':
			continue
		case len(args) == 0 || verb < 'A' || verb == '[' || verb >= utf8.RuneSelf || foreign(args[0]) && !formats(args[0], verb):
			return false
		}
		args = args[1:]
	}
}

// isFlag reports whether c may stand between % and the verb: a flag, or part of the width or precision.
func isFlag(c byte) bool {
	switch c {
	case '#', '+', '-', ' ', '.':
		return true
	}
	return '0' <= c && c <= '9'
}

// formats reports whether a box prints itself for a verb.
func formats(x any, verb byte) bool {
	switch x.(type) {
	case Box:
		return verb != 'T' && verb != 'p' && verb != 'w'
	case errorBox, errorsBox:
		return verb != 'T' && verb != 'p'
	}
	return false
}

type rewriter struct {
	in        string
	args      []any
	wrap      bool
	pos, next int // in the format; the next argument
	reordered bool
	bad       bool // the directive's argument number does not exist
	out       strings.Builder
	outArgs   []any
}

func (w *rewriter) rewrite() (string, []any) {
	for w.pos < len(w.in) {
		if text, _, found := strings.Cut(w.in[w.pos:], "%"); text != "" || !found {
			w.out.WriteString(text)
			w.pos += len(text)
			continue
		}
		w.pos++
		w.directive()
	}
	if !w.reordered && w.next < len(w.args) {
		w.literal(w.extra())
	}
	return w.out.String(), w.outArgs
}

// literal writes text that is not to be read as directives.
func (w *rewriter) literal(text string) { w.out.WriteString(strings.ReplaceAll(text, "%", "%%")) }

// use adds an operand to the output and returns its index as fmt wants it.
func (w *rewriter) use(x any) string {
	w.outArgs = append(w.outArgs, x)
	return "[" + strconv.Itoa(len(w.outArgs)) + "]"
}

func (w *rewriter) directive() {
	w.bad = false
	start := w.pos
	for w.pos < len(w.in) && strings.IndexByte("#0+- ", w.in[w.pos]) >= 0 {
		w.pos++
	}
	spec := w.in[start:w.pos]
	indexed := w.index()
	if w.star() {
		spec += w.width()
		indexed = false
	} else {
		digits := w.digits()
		w.bad = w.bad || indexed && digits != ""
		spec += digits
	}
	if w.pos+1 < len(w.in) && w.in[w.pos] == '.' {
		w.pos++
		w.bad = w.bad || indexed
		indexed = w.index()
		if w.star() {
			spec += w.precision()
			indexed = false
		} else {
			spec += "." + w.digits()
		}
	}
	if !indexed {
		w.index()
	}
	if w.pos >= len(w.in) {
		w.literal("%!(NOVERB)")
		return
	}
	verb, n := utf8.DecodeRuneInString(w.in[w.pos:])
	w.pos += n
	w.finish(spec, verb)
}

// index reads an argument number in brackets, if there is one.
func (w *rewriter) index() bool {
	if w.pos >= len(w.in) || w.in[w.pos] != '[' {
		return false
	}
	w.reordered = true
	inside, _, closed := strings.Cut(w.in[w.pos+1:], "]")
	if !closed || w.pos+2 >= len(w.in) { // fmt wants a digit's room
		w.bad = true
		w.pos++
		return false
	}
	w.pos += len(inside) + 2
	if n, ok := leadingDigits(inside); !ok || n == 0 || n < len(inside) {
		w.bad = true
		return false
	}
	n, err := strconv.Atoi(inside)
	if err != nil || n < 1 || n > len(w.args) {
		w.bad = true
		return true
	}
	w.next = n - 1
	return true
}

// maxNumber is the largest width, precision or index that fmt takes.
const maxNumber = 1_000_000

// digits reads a number. One that is too large takes the rest of the format with it.
func (w *rewriter) digits() string {
	n, ok := leadingDigits(w.in[w.pos:])
	if !ok {
		w.pos = len(w.in)
		return ""
	}
	w.pos += n
	return w.in[w.pos-n : w.pos]
}

// leadingDigits counts the digits that s begins with. It fails, as fmt does, when
// more follow a number that is too large already.
func leadingDigits(s string) (int, bool) {
	value := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i, true
		}
		if value > maxNumber {
			return 0, false
		}
		value = value*10 + int(s[i]-'0')
	}
	return len(s), true
}

func (w *rewriter) star() bool {
	if w.pos < len(w.in) && w.in[w.pos] == '*' {
		w.pos++
		return true
	}
	return false
}

// width is the operand of a star, as digits.
func (w *rewriter) width() string {
	n, ok := w.operandOfStar()
	switch {
	case !ok:
		w.literal("%!(BADWIDTH)")
		return ""
	case n == 0: // would be read as a flag
		return ""
	}
	return strconv.FormatInt(n, 10) // a minus is the flag that fmt means by it
}

func (w *rewriter) precision() string {
	n, ok := w.operandOfStar()
	if !ok || n < 0 {
		w.literal("%!(BADPREC)")
		return ""
	}
	return "." + strconv.FormatInt(n, 10)
}

func (w *rewriter) operandOfStar() (int64, bool) {
	if w.next >= len(w.args) {
		return 0, false
	}
	v := nodeOf(w.args[w.next]).v
	w.next++
	var n int64
	switch {
	case v.CanInt():
		n = v.Int()
	case v.CanUint() && v.Uint() <= maxNumber:
		n = int64(v.Uint())
	default:
		return 0, false
	}
	return n, -maxNumber <= n && n <= maxNumber
}

// finish writes the directive anew, once its verb is known.
func (w *rewriter) finish(spec string, verb rune) {
	switch {
	case verb == '%':
		w.out.WriteString("%%")
		return
	case w.bad:
		w.literal("%!" + string(verb) + "(BADINDEX)")
		return
	case w.next >= len(w.args):
		w.literal("%!" + string(verb) + "(MISSING)")
		return
	}
	x := w.args[w.next]
	w.next++
	if strings.ContainsRune("0123456789*.[", verb) { // only after a star; could not be written otherwise
		w.out.WriteString("%" + spec + w.use(verbOperand{nodeOf(x), verb}) + "s")
		return
	}
	if !foreign(x) {
		w.out.WriteString("%" + spec + w.use(x) + string(verb))
		return
	}
	if spec == "" {
		if text, ok := worded(x, verb); ok {
			w.out.WriteString("%" + w.use(text) + "s")
			return
		}
	}
	n := nodeOf(x)
	switch verb {
	case 'T':
		w.out.WriteString("%" + spec + w.use(n.typeName()) + "s")
	case 'p':
		w.address(spec, n)
	case 'w':
		w.wrapped(spec, n)
	default:
		w.out.WriteString("%" + spec + w.use(operand{n}) + string(verb))
	}
}

func (w *rewriter) address(spec string, n node) {
	switch n.v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Map, reflect.Pointer, reflect.Slice, reflect.UnsafePointer:
		w.out.WriteString("%" + spec + w.use(unsafe.Pointer(n.v.Pointer())) + "p")
	default:
		w.out.WriteString("%" + spec + w.use(misfit{n, 'p'}) + "s")
	}
}

func (w *rewriter) wrapped(spec string, n node) {
	err, ok := errorIn(n)
	if !ok || !w.wrap {
		w.out.WriteString("%" + spec + w.use(misfit{n, 'w'}) + "s")
		return
	}
	w.out.WriteString("%" + spec + w.use(err) + "w")
}

// errorIn returns n as an error.
func errorIn(n node) (error, bool) {
	if n.t == nil {
		err, ok := n.v.Interface().(error)
		return err, ok
	}
	if n.text("Error") == nil {
		return nil, false
	}
	return Error(Box{n.t, n.v.Interface()}), true
}

// verbOperand prints for another verb than the one that the format has.
type verbOperand struct {
	n    node
	verb rune
}

func (o verbOperand) Format(s fmt.State, _ rune) { newPrinter(s, o.verb).operand(o.n) }

// misfit prints as %!verb(type=value).
type misfit verbOperand

func (o misfit) Format(s fmt.State, _ rune) { newPrinter(s, o.verb).badVerb(o.n) }

// extra words the arguments that no directive used.
func (w *rewriter) extra() string {
	var parts []string
	for _, x := range w.args[w.next:] {
		if x == nil {
			parts = append(parts, "<nil>")
		} else {
			parts = append(parts, DynamicType(x)+"="+Sprint(x))
		}
	}
	return "%!(EXTRA " + strings.Join(parts, ", ") + ")"
}
