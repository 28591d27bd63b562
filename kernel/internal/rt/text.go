package rt

import (
	"fmt"
	"reflect"
)

// This file prints boxes that have a method Error or String, when nothing but %v or %s is asked
// for, without the printer: that is what programs print most.

// A textForm tells how fmt words values of a type: by a method, or if that is nil in another way.
type textForm struct{ m *Method }

// textForm returns how t's values are worded. The answer is kept until a method comes.
func (mt *methodTable) textForm() *Method {
	if f := mt.text.Load(); f != nil {
		return f.m
	}
	mt.mu.RLock()
	defer mt.mu.RUnlock()
	f := &textForm{}
	if mt.m["Format"] == nil {
		if f.m = textMethod(mt.m["Error"]); f.m == nil {
			f.m = textMethod(mt.m["String"])
		}
	}
	mt.text.Store(f)
	return f.m
}

func textMethod(m *Method) *Method {
	if m != nil && SameFunc(m.Fn.Type(), reflect.TypeFor[func() string]()) {
		return m
	}
	return nil
}

// text is what %v and %s print for b; ok is false if the printer has to work it out. A panic of
// the method is worded in its place, as fmt does.
func (b Box) text(verb rune) (text string, ok bool) {
	m := b.T.methods.textForm()
	if m == nil || b.V == nil {
		return "", false
	}
	defer func() {
		if r := recover(); r != nil {
			text, ok = b.panicked(m.Name, verb, r), true
		}
	}()
	return m.textOfAny(b.V), true
}

// panicked words a panic of a method that was to word b.
func (b Box) panicked(method string, verb rune, r any) string {
	if v := b.Value(); v.Kind() == reflect.Pointer && v.IsNil() {
		return "<nil>"
	}
	return "%!" + string(verb) + "(PANIC=" + method + " method: " + Sprint(PanicValue(r)) + ")"
}

// asText is text for what a Formatter is asked for.
func (b Box) asText(s fmt.State, verb rune) (text string, ok bool) {
	if _, wide := s.Width(); wide || verb != 'v' && verb != 's' || s.Flag('#') {
		return "", false
	}
	if _, precise := s.Precision(); precise {
		return "", false
	}
	return b.text(verb)
}

// worded is x as an operand of a directive without flags, if it is a box that words itself.
func worded(x any, verb rune) (string, bool) {
	if verb != 'v' && verb != 's' {
		return "", false
	}
	b, ok := BoxIn(x)
	if !ok {
		return "", false
	}
	return b.text(verb)
}

// isString reports whether x is a string of whatever type.
func isString(x any) bool {
	switch x := x.(type) {
	case string:
		return true
	case Box:
		return x.T.R.Kind() == reflect.String
	}
	return nodeOf(x).v.Kind() == reflect.String
}

// wordedOperand is an operand that fmt can read, for %v.
func wordedOperand(x any) any {
	if s, ok := worded(x, 'v'); ok {
		return s
	}
	return operandOf(x)
}
