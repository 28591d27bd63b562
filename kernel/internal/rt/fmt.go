package rt

import (
	"fmt"
	"io"
	"strings"
)

// This file has the counterparts of package fmt's functions, for arguments that
// may be boxes or hold some. They print exactly what compiled Go prints.

// Printer has the functions that print to standard output.
type Printer struct {
	// Stdout returns where to print to. It is called for each print, so that
	// the destination can depend on the goroutine.
	Stdout func() io.Writer
}

// Print is fmt.Print.
func (p *Printer) Print(a ...any) (int, error) { return Fprint(p.Stdout(), a...) }

// Println is fmt.Println.
func (p *Printer) Println(a ...any) (int, error) { return Fprintln(p.Stdout(), a...) }

// Printf is fmt.Printf.
func (p *Printer) Printf(format string, a ...any) (int, error) {
	return Fprintf(p.Stdout(), format, a...)
}

// Fprint is fmt.Fprint.
func Fprint(w io.Writer, a ...any) (int, error) {
	if !anyForeign(a) {
		return fmt.Fprint(w, a...)
	}
	return io.WriteString(w, Sprint(a...))
}

// Fprintln is fmt.Fprintln.
func Fprintln(w io.Writer, a ...any) (int, error) { return fmt.Fprintln(w, operands(a)...) }

// Fprintf is fmt.Fprintf.
func Fprintf(w io.Writer, format string, a ...any) (int, error) {
	format, a = formatted(format, a)
	return fmt.Fprintf(w, format, a...)
}

// Sprint is fmt.Sprint. Spaces go between operands when neither is a string, of
// whatever type.
func Sprint(a ...any) string {
	if !anyForeign(a) {
		return fmt.Sprint(a...)
	}
	if len(a) == 1 {
		if s, ok := worded(a[0], 'v'); ok {
			return s
		}
	}
	var b strings.Builder
	for i, x := range a {
		if i > 0 && !isString(x) && !isString(a[i-1]) {
			b.WriteByte(' ')
		}
		if s, ok := worded(x, 'v'); ok {
			b.WriteString(s)
			continue
		}
		fmt.Fprint(&b, operands(a[i:i+1])...)
	}
	return b.String()
}

// Sprintln is fmt.Sprintln.
func Sprintln(a ...any) string { return fmt.Sprintln(operands(a)...) }

// Sprintf is fmt.Sprintf.
func Sprintf(format string, a ...any) string {
	format, a = formatted(format, a)
	return fmt.Sprintf(format, a...)
}

// Errorf is fmt.Errorf.
func Errorf(format string, a ...any) error {
	var room [4]any
	ops := a
	if anyForeign(a) {
		if ops = errorOperands(room[:0], a); !printable(format, ops) {
			format, ops = rewritten(format, a, true)
		}
	}
	return fmt.Errorf(format, ops...)
}

// Append is fmt.Append.
func Append(b []byte, a ...any) []byte { return append(b, Sprint(a...)...) }

// Appendln is fmt.Appendln.
func Appendln(b []byte, a ...any) []byte { return fmt.Appendln(b, operands(a)...) }

// Appendf is fmt.Appendf.
func Appendf(b []byte, format string, a ...any) []byte {
	format, a = formatted(format, a)
	return fmt.Appendf(b, format, a...)
}

// operands returns a with every argument that fmt cannot read made one that it can.
func operands(a []any) []any {
	if !anyForeign(a) {
		return a
	}
	ops := make([]any, len(a))
	for i, x := range a {
		if ops[i] = x; foreign(x) {
			ops[i] = wordedOperand(x)
		}
	}
	return ops
}
