//go:build nolinkname

package vm

import (
	"reflect"
	"unsafe"
)

// Here a type word is a pointer to the reflect.Type.

func typeWord(t reflect.Type) unsafe.Pointer { return unsafe.Pointer(&t) }

func typeOf(t unsafe.Pointer) reflect.Type { return *(*reflect.Type)(t) }

func typedmemmove(t, dst, src unsafe.Pointer) {
	reflect.NewAt(typeOf(t), dst).Elem().Set(reflect.NewAt(typeOf(t), src).Elem())
}

func typedmemclr(t, p unsafe.Pointer) { reflect.NewAt(typeOf(t), p).Elem().SetZero() }

func newObject(t unsafe.Pointer) unsafe.Pointer { return reflect.New(typeOf(t)).UnsafePointer() }

func newArray(t unsafe.Pointer, n int) unsafe.Pointer {
	return reflect.MakeSlice(reflect.SliceOf(typeOf(t)), n, n).UnsafePointer()
}

func typedslicecopy(t unsafe.Pointer, dst, src sliceHeader) {
	s := reflect.SliceOf(typeOf(t))
	reflect.Copy(reflect.NewAt(s, unsafe.Pointer(&dst)).Elem(), reflect.NewAt(s, unsafe.Pointer(&src)).Elem())
}

func growslice(t unsafe.Pointer, old sliceHeader, n int) sliceHeader {
	v := reflect.NewAt(reflect.SliceOf(typeOf(t)), unsafe.Pointer(&old)).Elem()
	v.Grow(n)
	return old
}

func chanrecv(t reflect.Type, ch, to unsafe.Pointer) (done, ok bool) {
	if ch == nil {
		return false, false
	}
	v, ok := reflect.NewAt(t, unsafe.Pointer(&ch)).Elem().TryRecv()
	if !v.IsValid() {
		return false, false
	}
	reflect.NewAt(t.Elem(), to).Elem().Set(v)
	return true, ok
}

func chansend(t reflect.Type, ch, from unsafe.Pointer) bool {
	return ch != nil && reflect.NewAt(t, unsafe.Pointer(&ch)).Elem().TrySend(reflect.NewAt(t.Elem(), from).Elem())
}

func selectChan(cases []chanCase) (int, bool) {
	all := make([]reflect.SelectCase, len(cases))
	for i, x := range cases {
		all[i].Dir = reflect.SelectDir(x.dir)
		if x.dir == dirDefault {
			continue
		}
		all[i].Chan = reflect.NewAt(typeOf(x.t), unsafe.Pointer(&x.ch)).Elem()
		if x.dir == dirSend {
			all[i].Send = reflect.NewAt(typeOf(x.t).Elem(), x.val).Elem()
		}
	}
	i, v, ok := reflect.Select(all)
	if x := cases[i]; x.dir == dirReceive && x.val != nil {
		reflect.NewAt(typeOf(x.t).Elem(), x.val).Elem().Set(v)
	}
	return i, ok
}
