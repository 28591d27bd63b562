package rt

import (
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strconv"
	"strings"
)

// A Panic is a panic on its way through cell code.
type Panic struct {
	Value any     // what recover returns: never nil, never an adapter
	Trace []Frame // where it happened, innermost first
	// Replaced is the panic that this one took the place of, because it was
	// raised by a deferred call that ran because of that one.
	Replaced *Panic
	// Goroutine is the one that nobody recovered it in, and Origin where that was started; both are set
	// when it has ended a goroutine.
	Goroutine int64
	Origin    Origin
}

// Error words the panic as the last lines of a crashed program do, without the
// word "panic".
func (p *Panic) Error() string { return PanicText(p.Value) }

// Replaces notes that p has left a deferred call which ran because of old, if that is not nil.
// Either may have replaced others before.
func (p *Panic) Replaces(old *Panic) {
	if p == nil || old == nil {
		return
	}
	for ; p != old; p = p.Replaced {
		if p.Replaced == nil {
			p.Replaced = old
			return
		}
	}
}

// Format lets compiled code that recovers a Panic print the value in it.
func (p *Panic) Format(s fmt.State, verb rune) {
	fmt.Fprintf(s, fmt.FormatString(s, verb), operandOf(p.Value))
}

// Panic is the predeclared panic.
func (t *Thread) Panic(v any) {
	p := t.newPanic(v)
	if t.nobodyRecovers() {
		t.crashed(p)
		runtime.Goexit()
	}
	panic(p)
}

// nobodyRecovers reports whether a panic would certainly end the cell. Then it can
// be ended without unwinding the stack, which takes an interpreter time that grows with the
// square of the depth. Literals are left out: compiled code may have called them.
func (t *Thread) nobodyRecovers() bool {
	if t.guest || t.shields > 0 || t.Top == 0 {
		return false
	}
	for _, f := range t.frames[:t.Top] {
		if f.fn == nil || f.fn.Func.Outer != nil {
			return false
		}
	}
	return true
}

// Shield notes that from now on, until Unshield is called with the result, there is
// something on the stack that may recover a panic or has to see it: deferred calls, or compiled code.
func (t *Thread) Shield() int {
	n := t.shields
	t.shields++
	return n
}

// Unshield ends what Shield began. After a panic it may be left out.
func (t *Thread) Unshield(n int) { t.shields = n }

func (t *Thread) newPanic(v any) *Panic {
	v = FromNative(v)
	if v == nil {
		v = new(runtime.PanicNilError)
	}
	return &Panic{Value: v, Trace: t.traceback(true)}
}

// caught makes a *Panic of what the predeclared recover returned at the border
// of cell code; nil stays nil. The frames must still be those of the panic.
func (t *Thread) caught(r any) *Panic {
	switch r := r.(type) {
	case nil:
		return nil
	case *Panic:
		return r
	}
	v := FromNative(r)
	if t.Top == 0 || t.frames[t.Top-1].segment == nil {
		v = PanicValue(r) // the second tier does not use reflect for what can fail
	}
	if p := t.again(v); p != nil {
		return p
	}
	return t.newPanic(v)
}

// PanicValue turns a value that compiled code panicked with into the one that
// Go would have: the interpreter reports some faults in reflect's words.
func PanicValue(r any) any {
	switch r := r.(type) {
	case *Panic:
		return r.Value
	case *reflect.ValueError:
		return NilDereference()
	case string:
		if err := reflectFault(r); err != nil {
			return err
		}
	}
	return FromNative(r)
}

// reflectFault maps the texts of reflect's panics. Those with the numbers are
// raised by checks before reflect sees the operands; these are the rest.
func reflectFault(text string) error {
	switch {
	case !strings.HasPrefix(text, "reflect"):
		return nil
	case strings.Contains(text, "index out of range"):
		return runtimeError("index out of range")
	case strings.HasPrefix(text, "reflect.Value.Slice"):
		return runtimeError("slice bounds out of range")
	case strings.Contains(text, "slice overflow"):
		return runtimeError("growslice: len out of range")
	case strings.HasPrefix(text, "reflect.MakeSlice: negative len"):
		return runtimeError("makeslice: len out of range")
	case strings.HasPrefix(text, "reflect.MakeSlice"):
		return runtimeError("makeslice: cap out of range")
	case strings.HasPrefix(text, "reflect.MakeChan: negative"):
		return plainError("makechan: size out of range")
	case strings.Contains(text, "cannot convert slice with length"):
		return runtimeError(text[strings.Index(text, "cannot convert"):])
	case strings.Contains(text, "zero Value"), strings.Contains(text, "nil"):
		return NilDereference()
	}
	return nil
}

// PanicText words a panic value as the runtime prints it when a program crashes.
func PanicText(v any) string {
	n := nodeOf(v)
	switch {
	case !n.v.IsValid():
		return "nil"
	case n.method("Error") != nil:
		return methodText(n, "Error")
	case n.method("String") != nil:
		return methodText(n, "String")
	}
	text, ok := panicScalar(n.v)
	switch {
	case !ok:
		return fmt.Sprintf("(%s) %s", n.typeName(), addressText(n))
	case n.t == nil && n.v.Type().PkgPath() == "":
		return text
	case n.v.Kind() == reflect.String:
		return fmt.Sprintf("%s(\"%s\")", n.typeName(), text)
	case n.v.CanComplex():
		return n.typeName() + text
	}
	return fmt.Sprintf("%s(%s)", n.typeName(), text)
}

func panicScalar(v reflect.Value) (string, bool) {
	switch {
	case v.Kind() == reflect.String:
		return strings.ReplaceAll(v.String(), "\n", "\n\t"), true
	case v.Kind() == reflect.Bool, v.CanInt(), v.CanUint():
		return fmt.Sprint(v), true
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), true
	case v.CanComplex():
		return strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits()), true
	}
	return "", false
}

// addressText stands for the address that the runtime prints for values of
// other kinds. Pointers have their own; others have none that means anything to the learner.
func addressText(n node) string {
	switch n.v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return fmt.Sprintf("%#x", n.v.Pointer())
	}
	var b strings.Builder
	printNode(&b, "%+v", n)
	return b.String()
}

func methodText(n node, name string) (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprintf("(%s) panicked while printing: %v", n.typeName(), operandOf(PanicValue(r)))
		}
	}()
	return n.callText(name)
}

// Print is the predeclared print, which writes to w (standard error). println is
// Print with ln set.
func Print(w io.Writer, ln bool, args []any) {
	var b strings.Builder
	for i, a := range args {
		if ln && i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(printed(nodeOf(a)))
	}
	if ln {
		b.WriteByte('\n')
	}
	io.WriteString(w, b.String())
}

func printed(n node) string {
	switch n.v.Kind() {
	case reflect.Invalid:
		return "nil"
	case reflect.String:
		return n.v.String()
	case reflect.Slice:
		return fmt.Sprintf("[%d/%d]%#x", n.v.Len(), n.v.Cap(), n.v.Pointer())
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return fmt.Sprintf("%#x", n.v.Pointer())
	}
	text, _ := panicScalar(n.v)
	return text
}
