package rt

import (
	"math"
	"math/bits"
	"reflect"
	"unsafe"
)

// This file has the conversions and predeclared functions whose operand types
// are known at run time only. They panic with Go's own texts.

// ConvertValue is the conversion T(v) where it changes the representation:
// between numbers, to and from strings, slice to array, and to and from unsafe.Pointer.
func ConvertValue(v reflect.Value, to reflect.Type) reflect.Value {
	switch from := v.Kind(); {
	case from == reflect.Slice && to.Kind() == reflect.Array:
		checkArrayLen(v, to)
		return v.Convert(to)
	case from == reflect.Slice && to.Kind() == reflect.Pointer:
		checkArrayLen(v, to.Elem())
		return v.Convert(to)
	case from == reflect.UnsafePointer && to.Kind() == reflect.Pointer:
		return reflect.NewAt(to.Elem(), v.UnsafePointer())
	case from == reflect.UnsafePointer && to.Kind() == reflect.Uintptr:
		return reflect.ValueOf(uintptr(v.UnsafePointer()))
	case from == reflect.Pointer && to.Kind() == reflect.UnsafePointer:
		return reflect.ValueOf(v.UnsafePointer())
	case from == reflect.Uintptr && to.Kind() == reflect.UnsafePointer:
		word := uintptr(v.Uint())
		return reflect.ValueOf(*(*unsafe.Pointer)(unsafe.Pointer(&word)))
	}
	return v.Convert(to)
}

func checkArrayLen(s reflect.Value, array reflect.Type) {
	if s.Len() < array.Len() {
		panic(SliceToArrayError(s.Len(), array.Len()))
	}
}

// CheckIndex returns i as an int if it is an index of something of length n,
// and panics otherwise.
func CheckIndex(i int64, n int) int {
	if uint64(i) >= uint64(n) {
		panic(IndexError(i, n))
	}
	return int(i)
}

// CheckIndexUint is CheckIndex for an unsigned index.
func CheckIndexUint(i uint64, n int) int {
	if i >= uint64(n) {
		panic(IndexErrorUint(i, n))
	}
	return int(i)
}

// CheckShift returns a shift count that is known not to be negative.
func CheckShift(n int64) uint64 {
	if n < 0 {
		panic(NegativeShift())
	}
	return uint64(n)
}

// SliceValue is x[lo:hi:max] for a string, a slice or a pointer to an array.
func SliceValue(x reflect.Value, b Bounds) reflect.Value {
	if x.Kind() == reflect.Pointer {
		if x.IsNil() {
			panic(NilDereference())
		}
		x = x.Elem()
	}
	capacity := -1
	if x.Kind() == reflect.Slice {
		capacity = x.Cap()
	}
	lo, hi, limit := b.Of(x.Len(), capacity)
	if b.HasMax {
		return x.Slice3(lo, hi, limit)
	}
	return x.Slice(lo, hi)
}

// AppendSlice is append(s, more...); more may be a string.
func AppendSlice(s, more reflect.Value) reflect.Value {
	if more.Kind() == reflect.String {
		more = reflect.ValueOf([]byte(more.String()))
	}
	if more.Len() == 0 {
		return s
	}
	return reflect.AppendSlice(s, more)
}

// MakeSlice is make(t, n, capacity).
func MakeSlice(t reflect.Type, n, capacity int64) reflect.Value {
	most := int64(math.MaxInt64)
	if size := int64(t.Elem().Size()); size > 0 {
		most = 1 << 47 / size // the address space, on every 64-bit system
	}
	switch {
	case n < 0 || n > most:
		panic(runtimeError("makeslice: len out of range"))
	case capacity < n || capacity > most:
		panic(runtimeError("makeslice: cap out of range"))
	}
	return reflect.MakeSlice(t, int(n), int(capacity))
}

// MakeChan is make(t, n), t being of any direction.
func MakeChan(t reflect.Type, n int64) reflect.Value {
	const most = 1 << 47
	if size := max(1, int64(t.Elem().Size())); n < 0 || n > most/size {
		panic(plainError("makechan: size out of range"))
	}
	both := reflect.MakeChan(reflect.ChanOf(reflect.BothDir, t.Elem()), int(n))
	return both.Convert(t)
}

// MakeMap is make(t, n).
func MakeMap(t reflect.Type, n int64) reflect.Value {
	return reflect.MakeMapWithSize(t, int(max(0, min(n, 1<<20))))
}

// Min is min(a, b) for operands of one ordered type.
func Min(a, b reflect.Value) reflect.Value { return extreme(a, b, false) }

// Max is max(a, b) for operands of one ordered type.
func Max(a, b reflect.Value) reflect.Value { return extreme(a, b, true) }

func extreme(a, b reflect.Value, largest bool) reflect.Value {
	if a.CanFloat() { // NaN and -0 have rules of their own
		f := min(a.Float(), b.Float())
		if largest {
			f = max(a.Float(), b.Float())
		}
		return reflect.ValueOf(f).Convert(a.Type())
	}
	if less := order(node{v: b}, node{v: a}) < 0; less != largest {
		return b
	}
	return a
}

// UnsafeSlice is unsafe.Slice(p, n).
func UnsafeSlice(p reflect.Value, n int64) reflect.Value {
	t := reflect.SliceOf(p.Type().Elem())
	over, bytes := bits.Mul64(uint64(n), uint64(t.Elem().Size()))
	tooLong := over != 0 || bytes > -uint64(p.Pointer())
	switch {
	case n < 0:
		panic(runtimeError("unsafe.Slice: len out of range"))
	case p.IsNil() && n > 0:
		panic(runtimeError("unsafe.Slice: ptr is nil and len is not zero"))
	case p.IsNil():
		return reflect.Zero(t)
	case tooLong:
		panic(runtimeError("unsafe.Slice: len out of range"))
	}
	s := reflect.New(t)
	*(*sliceHeader)(s.UnsafePointer()) = sliceHeader{p.UnsafePointer(), int(n), int(n)}
	return s.Elem()
}

type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

// UnsafeSliceData is unsafe.SliceData(s), of type t.
func UnsafeSliceData(s reflect.Value) reflect.Value {
	return reflect.NewAt(s.Type().Elem(), s.UnsafePointer())
}

// UnsafeString is unsafe.String(p, n).
func UnsafeString(p *byte, n int64) string {
	switch {
	case n < 0:
		panic(runtimeError("unsafe.String: len out of range"))
	case p == nil && n > 0:
		panic(runtimeError("unsafe.String: ptr is nil and len is not zero"))
	}
	return unsafe.String(p, int(n))
}

// UnsafeAdd is unsafe.Add(p, n).
func UnsafeAdd(p unsafe.Pointer, n int64) unsafe.Pointer { return unsafe.Add(p, n) }

// NilCheck panics as a nil dereference does if p is nil.
func NilCheck(p reflect.Value) {
	if p.IsNil() {
		panic(NilDereference())
	}
}
