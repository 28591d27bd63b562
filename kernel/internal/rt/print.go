package rt

import (
	"fmt"
	"io"
	"reflect"
	"strings"
)

// This file prints values as package fmt does, for values whose Go types fmt cannot
// see. It follows the rules in fmt's documentation and, where that is silent, what compiled
// programs print. Texts and numbers themselves are left to fmt.

// Format makes a Box print as the value it stands for. Compiled code that prints
// an interface value gets here; %T and %p are the two verbs that fmt does not ask about.
func (b Box) Format(s fmt.State, verb rune) {
	if text, ok := b.asText(s, verb); ok {
		io.WriteString(s, text)
		return
	}
	newPrinter(s, verb).operand(node{t: b.T, v: b.Value()})
}

// operand is an argument for fmt that prints by this file's rules.
type operand struct{ n node }

func operandOf(x any) operand { return operand{nodeOf(x)} }

func (o operand) Format(s fmt.State, verb rune) { newPrinter(s, verb).operand(o.n) }

// printNode prints one value with a format that has one verb.
func printNode(w io.Writer, format string, n node) { fmt.Fprintf(w, format, operand{n}) }

type printer struct {
	s        fmt.State
	verb     rune
	plusV    bool // %+v
	sharpV   bool // %#v
	erroring bool // within %!d(...): no methods are called
}

func newPrinter(s fmt.State, verb rune) *printer {
	v := verb == 'v' || verb == 'w'
	return &printer{s: s, verb: verb, plusV: v && s.Flag('+'), sharpV: v && s.Flag('#')}
}

func (p *printer) write(s string) { io.WriteString(p.s, s) }

// leaf prints x, which is of an unnamed basic type, with the flags of the directive.
func (p *printer) leaf(verb rune, x any) {
	fmt.Fprintf(p.s, fmt.FormatString(p.s, verb), x)
}

// operand prints a whole argument.
func (p *printer) operand(n node) {
	if !n.v.IsValid() && p.verb == 'v' {
		p.leaf('s', "<nil>")
		return
	}
	p.nested(n, 0)
}

// nested prints a part of an argument.
func (p *printer) nested(n node, depth int) {
	switch {
	case !n.v.IsValid() && p.verb == 'v':
		p.write("<nil>")
	case !n.v.IsValid():
		p.badVerb(n)
	case !p.methods(n):
		p.value(n, depth)
	}
}

func (p *printer) value(n node, depth int) {
	switch v := n.v; v.Kind() {
	case reflect.Map:
		p.mapping(n, depth)
	case reflect.Struct:
		p.structure(n, depth)
	case reflect.Interface:
		p.iface(n, depth)
	case reflect.Array, reflect.Slice:
		p.sequence(n, depth)
	case reflect.Pointer:
		if depth == 0 && !v.IsNil() && pointsToWhole(v) {
			p.write("&")
			p.nested(n.elem(v.Elem()), depth+1)
			return
		}
		p.pointer(n)
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		p.pointer(n)
	default:
		p.basic(n)
	}
}

func pointsToWhole(v reflect.Value) bool {
	switch v.Type().Elem().Kind() {
	case reflect.Array, reflect.Slice, reflect.Struct, reflect.Map:
		return true
	}
	return false
}

func (p *printer) iface(n node, depth int) {
	switch {
	case !n.v.IsNil():
		p.nested(n.inside(), depth+1)
	case p.sharpV:
		p.write(n.typeName() + "(nil)")
	default:
		p.write("<nil>")
	}
}

// list prints parts between brackets: Go syntax for %#v.
func (p *printer) list(n node, open, close string, count int, part func(int)) {
	sep := " "
	if p.sharpV {
		open, close, sep = n.typeName()+"{", "}", ", "
	}
	p.write(open)
	for i := range count {
		if i > 0 {
			p.write(sep)
		}
		part(i)
	}
	p.write(close)
}

func (p *printer) structure(n node, depth int) {
	p.list(n, "{", "}", n.v.NumField(), func(i int) {
		if p.plusV || p.sharpV {
			p.write(n.fieldName(i) + ":")
		}
		f := n.field(i)
		if f.v.Kind() == reflect.Interface && !f.v.IsNil() {
			f = f.inside()
		}
		p.nested(f, depth+1)
	})
}

func (p *printer) mapping(n node, depth int) {
	if p.sharpV && n.v.IsNil() {
		p.write(n.typeName() + "(nil)")
		return
	}
	entries := sortedEntries(n)
	p.list(n, "map[", "]", len(entries), func(i int) {
		p.nested(entries[i].key, depth+1)
		p.write(":")
		p.nested(entries[i].value, depth+1)
	})
}

func (p *printer) sequence(n node, depth int) {
	if n.v.Type().Elem().Kind() == reflect.Uint8 && strings.ContainsRune("sqxX", p.verb) {
		p.leaf(p.verb, bytesOf(n.v))
		return
	}
	if p.sharpV && n.v.Kind() == reflect.Slice && n.v.IsNil() {
		p.write(n.typeName() + "(nil)")
		return
	}
	p.list(n, "[", "]", n.v.Len(), func(i int) { p.nested(n.elem(n.v.Index(i)), depth+1) })
}

// bytesOf copies: an array may not be addressable, and elements may be of a named type.
func bytesOf(v reflect.Value) []byte {
	b := make([]byte, v.Len())
	for i := range b {
		b[i] = byte(v.Index(i).Uint())
	}
	return b
}

func (p *printer) pointer(n node) {
	u := n.v.UnsafePointer()
	switch {
	case p.sharpV && u == nil:
		p.write("(" + n.typeName() + ")(nil)")
	case p.sharpV:
		p.write(fmt.Sprintf("(%s)(%#x)", n.typeName(), uintptr(u)))
	case p.erroring && u != nil:
		p.leaf('p', u) // with v, a plus would lose its meaning
	case strings.ContainsRune("vpbodxX", p.verb):
		p.leaf(p.verb, u)
	default:
		p.badVerb(n)
	}
}

// The verbs of each group of kinds.
const (
	boolVerbs   = "tv"
	intVerbs    = "vdboOxXcqU"
	floatVerbs  = "vbgGxXfFeE"
	stringVerbs = "vsxXq"
)

func (p *printer) basic(n node) {
	verbs, plain := boolVerbs, any(nil)
	switch v := n.v; {
	case v.Kind() == reflect.Bool:
		plain = v.Bool()
	case v.Kind() == reflect.String:
		verbs, plain = stringVerbs, v.String()
	case v.CanInt():
		verbs, plain = intVerbs, v.Int()
	case v.CanUint():
		verbs, plain = intVerbs, v.Uint()
	case v.Kind() == reflect.Float32:
		verbs, plain = floatVerbs, float32(v.Float())
	case v.CanFloat():
		verbs, plain = floatVerbs, v.Float()
	case v.Kind() == reflect.Complex64:
		verbs, plain = floatVerbs, complex64(v.Complex())
	default:
		verbs, plain = floatVerbs, v.Complex()
	}
	if !strings.ContainsRune(verbs, p.verb) {
		p.badVerb(n)
		return
	}
	p.leaf(p.plainVerb(n.v), plain)
}

// plainVerb is the verb to give to fmt. Within %!d(...) values print as for %v, but
// the directive's plus and sharp keep their own meaning, which they would lose beside a v.
func (p *printer) plainVerb(v reflect.Value) rune {
	switch {
	case !p.erroring, p.plusV, p.sharpV:
		return p.verb
	case v.Kind() == reflect.Bool:
		return 't'
	case v.Kind() == reflect.String:
		return 's'
	case v.CanInt(), v.CanUint():
		return 'd'
	}
	return 'g'
}

// badVerb prints %!verb(type=value).
func (p *printer) badVerb(n node) {
	p.write("%!" + string(p.verb) + "(")
	if !n.v.IsValid() {
		p.write("<nil>)")
		return
	}
	p.write(n.typeName() + "=")
	inner := *p
	inner.verb, inner.erroring = 'v', true
	inner.value(n, 0)
	p.write(")")
}
