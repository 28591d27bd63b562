package rt

import (
	"reflect"
	"unsafe"
)

// This file calls methods of a few signatures without reflection.

// dataWord is what an interface holds besides the type.
func dataWord(x any) unsafe.Pointer { return (*anyWords)(unsafe.Pointer(&x)).data }

// textOf calls a method of the signature func() string.
func (m *Method) textOf(recv reflect.Value) string {
	if fn := m.Word(); fn != nil && recv.CanInterface() {
		return m.textOfAny(recv.Interface())
	}
	return m.Fn.Call([]reflect.Value{recv})[0].String()
}

// textOfAny is textOf for a receiver in an interface.
func (m *Method) textOfAny(recv any) string {
	if fn := m.Word(); fn != nil && recv != nil {
		return (*(*func(unsafe.Pointer) string)(unsafe.Pointer(&fn)))(dataWord(recv))
	}
	return m.Fn.Call([]reflect.Value{reflect.ValueOf(recv)})[0].String()
}

// errorOf calls a method of the signature func() error.
func (m *Method) errorOf(b Box) error {
	if fn := m.Word(); fn != nil && b.V != nil {
		return (*(*func(unsafe.Pointer) error)(unsafe.Pointer(&fn)))(dataWord(b.V))
	}
	err, _ := m.Fn.Call([]reflect.Value{b.Value()})[0].Interface().(error)
	return err
}
