package rt

import (
	"fmt"
	"reflect"
	"strings"
)

// method returns a method of a boxed node, nil for compiled ones. Only the
// signatures that fmt knows are asked for, so the name decides.
func (n node) method(name string) *Method {
	if n.t != nil {
		return n.t.Method(name, "")
	}
	if n.v.IsValid() && n.v.CanInterface() {
		if m, ok := n.v.Type().MethodByName(name); ok {
			return &Method{Name: name, Fn: m.Func}
		}
	}
	return nil
}

// text returns the method if it is func() string.
func (n node) text(name string) *Method {
	if m := n.method(name); m != nil && m.Fn.Type().NumIn() == 1 && m.Fn.Type().NumOut() == 1 &&
		m.Fn.Type().Out(0) == reflect.TypeFor[string]() {
		return m
	}
	return nil
}

func (n node) callText(name string) string {
	return n.method(name).textOf(n.v)
}

// methods prints n through its methods, as far as the directive calls for them,
// and reports whether it did.
func (p *printer) methods(n node) bool {
	if p.erroring || n.private {
		return false
	}
	if n.t == nil {
		return p.nativeMethods(n)
	}
	if m := n.method("Format"); m != nil && SameFunc(m.Fn.Type(), reflect.TypeFor[func(fmt.State, rune)]()) {
		p.guarded(n, "Format", func() {
			m.Fn.Call([]reflect.Value{n.v, reflect.ValueOf(&p.s).Elem(), reflect.ValueOf(p.verb)})
		})
		return true
	}
	if p.sharpV {
		return p.textMethod(n, "GoString")
	}
	return strings.ContainsRune(stringVerbs, p.verb) && (p.textMethod(n, "Error") || p.textMethod(n, "String"))
}

func (p *printer) textMethod(n node, name string) bool {
	if n.text(name) == nil {
		return false
	}
	p.guarded(n, name, func() {
		verb := p.verb
		if verb == 'v' {
			verb = 's' // the flags + and # mean nothing to it
		}
		p.leaf(verb, n.callText(name))
	})
	return true
}

// nativeMethods lets fmt print a compiled value that has methods to print itself.
func (p *printer) nativeMethods(n node) bool {
	if !n.v.CanInterface() || n.v.Kind() == reflect.Interface {
		return false
	}
	x := n.v.Interface()
	handled := false
	switch x.(type) {
	case fmt.Formatter:
		handled = true
	case fmt.GoStringer:
		handled = p.sharpV
	}
	switch x.(type) {
	case error, fmt.Stringer:
		handled = handled || !p.sharpV && strings.ContainsRune(stringVerbs, p.verb)
	}
	if handled {
		fmt.Fprintf(p.s, fmt.FormatString(p.s, p.verb), x)
	}
	return handled
}

// guarded calls a method of the learner's. A panic in it is printed in place, as fmt does.
func (p *printer) guarded(n node, method string, call func()) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if n.v.Kind() == reflect.Pointer && n.v.IsNil() {
			p.write("<nil>")
			return
		}
		p.write("%!" + string(p.verb) + "(PANIC=" + method + " method: ")
		p.write(Sprint(PanicValue(r)))
		p.write(")")
	}()
	call()
}
