package vm

import (
	"fmt"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file moves values between slots and memory, for instructions written in Go. A slot can be
// read as memory as it is, because a narrow number is in its low bytes; a slot that is written
// needs the widened number, which is what a reader is for.

// A reader copies a value from memory to a slot.
type reader func(dst, src ptr)

// readerOf returns the reader for a type.
func readerOf(t reflect.Type) reader {
	switch t.Kind() {
	case reflect.Bool, reflect.Uint8:
		return func(dst, src ptr) { *(*int64)(dst) = int64(*(*uint8)(src)) }
	case reflect.Int8:
		return func(dst, src ptr) { *(*int64)(dst) = int64(*(*int8)(src)) }
	case reflect.Int16:
		return func(dst, src ptr) { *(*int64)(dst) = int64(*(*int16)(src)) }
	case reflect.Uint16:
		return func(dst, src ptr) { *(*int64)(dst) = int64(*(*uint16)(src)) }
	case reflect.Int32:
		return func(dst, src ptr) { *(*int64)(dst) = int64(*(*int32)(src)) }
	case reflect.Uint32, reflect.Float32:
		return func(dst, src ptr) { *(*int64)(dst) = int64(*(*uint32)(src)) }
	}
	return wholeReader(t)
}

// wholeReader is readerOf for types whose values are the same in a slot and in memory.
func wholeReader(t reflect.Type) reader {
	switch _, class := wordsOf(t); class {
	case 'W':
		return func(dst, src ptr) { *(*int64)(dst) = *(*int64)(src) }
	case 'P':
		return func(dst, src ptr) { *(*ptr)(dst) = *(*ptr)(src) }
	case 'S':
		return func(dst, src ptr) { *(*string)(dst) = *(*string)(src) }
	case 'L':
		return func(dst, src ptr) { *(*sliceHeader)(dst) = *(*sliceHeader)(src) }
	case 'E':
		return func(dst, src ptr) { *(*iface)(dst) = *(*iface)(src) }
	case '2':
		return func(dst, src ptr) { *(*twoWords)(dst) = *(*twoWords)(src) }
	}
	w := typeWord(t)
	return func(dst, src ptr) { typedmemmove(w, dst, src) }
}

// zeroer returns what stores the zero value of a type in a slot.
func zeroer(t reflect.Type) func(dst ptr) {
	if _, class := wordsOf(t); class == 'W' {
		return func(dst ptr) { *(*int64)(dst) = 0 }
	}
	w := typeWord(t)
	return func(dst ptr) { typedmemclr(w, dst) }
}

// operand words an operand of a do instruction for the verifier: "a>" and "s", say.
func operand(field string, t reflect.Type) string {
	_, class := wordsOf(t)
	return field + string(lower(class)) + " "
}

func lower(class byte) byte {
	if class >= 'A' && class <= 'Z' {
		return class - 'A' + 'a'
	}
	return class
}

// operand is the same for a type of the IR.
func (c *compiler) operand(field string, t *ir.Type) string { return operand(field, c.rep(t)) }

// fits makes sure that a place of the frame, which Go code keeps to itself, is one for
// values of type t. It is what the verifier does for operands of instructions.
func (b *builder) fits(off int32, t reflect.Type) int32 {
	w, class := wordsOf(t)
	at := int(off-headerSize) / int(wordSize)
	if at < 0 || at+len(w) > len(b.words) || class != 'M' && words(b.words[at:at+len(w)]) != w {
		panic(fmt.Sprintf("vm: offset %d is no place for a %s", off, t))
	}
	return off
}

// direct reports whether an interface holds values of t themselves, not a pointer
// to them.
func direct(t reflect.Type) bool {
	if w, _ := wordsOf(t); w != "p" || t.Size() != 8 {
		return false
	}
	x := new(int)
	v := reflect.New(t)
	*(*ptr)(v.UnsafePointer()) = ptr(x)
	if t.Kind() == reflect.Map || t.Kind() == reflect.Chan || t.Kind() == reflect.Func {
		return true
	}
	any := v.Elem().Interface()
	return (*iface)(ptr(&any)).data == ptr(x)
}

// tabOf is the first word of interfaces of type to that hold a t, where to implements t.
func tabOf(t, to reflect.Type) ptr {
	v := reflect.New(to)
	v.Elem().Set(reflect.Zero(t))
	return (*iface)(v.UnsafePointer()).tab
}

// anyTab is tabOf for the empty interface.
func anyTab(t reflect.Type) ptr {
	x := reflect.Zero(t).Interface()
	return (*iface)(ptr(&x)).tab
}

// A packer makes the data word of an interface of the value in memory, or in a slot.
type packer func(src ptr) ptr

func packerOf(t reflect.Type) packer {
	size := t.Size()
	_, class := wordsOf(t)
	switch {
	case direct(t):
		return func(src ptr) ptr { return *(*ptr)(src) }
	case class == 'W' && size == 8:
		return func(src ptr) ptr { return dataOf(*(*uint64)(src)) }
	case class == 'W' && size == 1:
		return func(src ptr) ptr { return dataOf(*(*uint8)(src)) }
	case class == 'S':
		return func(src ptr) ptr { return dataOf(*(*string)(src)) }
	}
	w := typeWord(t)
	return func(src ptr) ptr {
		p := newObject(w)
		typedmemmove(w, p, src)
		return p
	}
}

// dataOf lets Go allocate, which it does not need to do for small numbers.
func dataOf[T any](v T) ptr {
	var x any = v
	return (*iface)(ptr(&x)).data
}

// An unpacker copies the value in an interface's data word to a slot.
type unpacker func(dst, data ptr)

func unpackerOf(t reflect.Type) unpacker {
	if direct(t) {
		return func(dst, data ptr) { *(*ptr)(dst) = data }
	}
	return unpacker(readerOf(t))
}

// erased is the interface value at p as an any; empty tells whether it is one already.
func erased(p ptr, empty bool) any {
	if empty {
		return *(*any)(p)
	}
	return any(*(*error)(p)) // whatever the methods: Go takes the type out of the table
}

func emptyInterface(t reflect.Type) bool { return t.NumMethod() == 0 }

// asAny is a value in memory or in a slot as an any.
func asAny(tab ptr, pack packer, src ptr) (x any) {
	*(*iface)(ptr(&x)) = iface{tab, pack(src)}
	return x
}
