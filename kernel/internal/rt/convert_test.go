package rt

import (
	"fmt"
	"math"
	"reflect"
	"testing"
	"unsafe"
)

// agrees compares the outcome of the runtime with that of compiled Go.
func agrees(t *testing.T, what string, got, want func() any) {
	t.Helper()
	if g, w := outcome(got), outcome(want); g != w {
		t.Errorf("%s\n got %s\nwant %s", what, g, w)
	}
}

func TestSliceBoundsPanicInGosWords(t *testing.T) {
	s, a, str := make([]int, 3, 5), &[4]int{}, "héllo"
	of := func(n int64) *int64 { return &n }
	orZero := func(n *int64) int64 {
		if n == nil {
			return 0
		}
		return *n
	}
	unsigned := [3]bool{}
	slice := func(x any, lo, hi, limit *int64) func() any {
		b := Bounds{Lo: orZero(lo), Hi: orZero(hi), Max: orZero(limit), HasHi: hi != nil, HasMax: limit != nil, Unsigned: unsigned}
		return func() any { return SliceValue(reflect.ValueOf(x), b).Interface() }
	}
	for lo := int64(-1); lo <= 7; lo++ {
		agrees(t, "s[lo:]", slice(s, of(lo), nil, nil), func() any { return s[lo:] })
		agrees(t, "a[lo:]", slice(a, of(lo), nil, nil), func() any { return a[lo:] })
		agrees(t, "str[lo:]", slice(str, of(lo), nil, nil), func() any { return str[lo:] })
		agrees(t, "s[:hi]", slice(s, nil, of(lo), nil), func() any { return s[:lo] })
		for hi := int64(-1); hi <= 7; hi++ {
			agrees(t, "s[lo:hi]", slice(s, of(lo), of(hi), nil), func() any { return s[lo:hi] })
			agrees(t, "a[lo:hi]", slice(a, of(lo), of(hi), nil), func() any { return a[lo:hi] })
			agrees(t, "str[lo:hi]", slice(str, of(lo), of(hi), nil), func() any { return str[lo:hi] })
			for limit := int64(-1); limit <= 6; limit++ {
				agrees(t, "s[lo:hi:limit]", slice(s, of(lo), of(hi), of(limit)), func() any { return s[lo:hi:limit] })
				agrees(t, "a[lo:hi:limit]", slice(a, of(lo), of(hi), of(limit)), func() any { return a[lo:hi:limit] })
			}
		}
	}
	unsigned = [3]bool{true, true, true}
	for lo := int64(-1); lo <= 6; lo++ {
		for hi := int64(-1); hi <= 6; hi++ {
			l, h := uint64(lo), uint64(hi)
			agrees(t, "s[l:h]", slice(s, of(lo), of(hi), nil), func() any { return s[l:h] })
			agrees(t, "s[l:h:4]", slice(s, of(lo), of(hi), of(4)), func() any { return s[l:h:4] })
			agrees(t, "a[l:h]", slice(a, of(lo), of(hi), nil), func() any { return a[l:h] })
		}
	}
	unsigned = [3]bool{}
	var null *[4]int
	agrees(t, "nil array", slice(null, nil, nil, nil), func() any { return null[:] })
}

func TestIndexesPanicInGosWords(t *testing.T) {
	s := []int{1, 2, 3}
	for i := int64(-2); i < 5; i++ {
		agrees(t, "s[i]", func() any { return s[CheckIndex(i, len(s))] }, func() any { return s[i] })
		u := uint64(i)
		agrees(t, "s[u]", func() any { return s[CheckIndexUint(u, len(s))] }, func() any { return s[u] })
		agrees(t, "1 << i", func() any { return 1 << CheckShift(i) }, func() any { return 1 << i })
	}
}

func TestMakePanicsInGosWords(t *testing.T) {
	type wide [1 << 20]byte
	for _, n := range []int64{-1, 0, 3, math.MaxInt64, 1 << 48} {
		for _, c := range []int64{-1, 0, 5, math.MaxInt64} {
			if n > 5 || c > 5 || n >= 0 && c >= n {
				agrees(t, "make([]int, n, c)", func() any { return MakeSlice(reflect.TypeFor[[]int](), n, c).Interface() }, func() any { return make([]int, n, c) })
			}
		}
		agrees(t, "make([]wide, n)", func() any { return MakeSlice(reflect.TypeFor[[]wide](), n, n).Len() }, func() any { return len(make([]wide, n)) })
		agrees(t, "cap of make(<-chan int, n)", func() any { return MakeChan(reflect.TypeFor[<-chan int](), n).Cap() }, func() any { return cap(make(<-chan int, n)) })
	}
	if m := MakeMap(reflect.TypeFor[map[string]int](), -5); m.Len() != 0 || m.IsNil() {
		t.Error("make(map, -5) is not an empty map")
	}
}

func TestConversions(t *testing.T) {
	conv := func(x any, to reflect.Type) func() any {
		return func() any { return ConvertValue(reflect.ValueOf(x), to).Interface() }
	}
	s := []int{1, 2}
	agrees(t, "[2]int(s)", conv(s, reflect.TypeFor[[2]int]()), func() any { return [2]int(s) })
	agrees(t, "[4]int(s)", conv(s, reflect.TypeFor[[4]int]()), func() any { return [4]int(s) })
	agrees(t, "(*[4]int)(s)", conv(s, reflect.TypeFor[*[4]int]()), func() any { return (*[4]int)(s) })
	agrees(t, "*(*[1]int)(s)", func() any { return conv(s, reflect.TypeFor[*[1]int]())().(*[1]int)[0] }, func() any { return (*[1]int)(s)[0] })
	n, f := -3, 3.99
	agrees(t, "uint8(n)", conv(n, reflect.TypeFor[uint8]()), func() any { return uint8(n) })
	agrees(t, "int(f)", conv(f, reflect.TypeFor[int]()), func() any { return int(f) })
	agrees(t, "string(rune)", conv('é', reflect.TypeFor[string]()), func() any { return string('é') })
	agrees(t, "string(-3)", conv(n, reflect.TypeFor[string]()), func() any { return string(rune(n)) })
	agrees(t, "[]rune", conv("aé\xff", reflect.TypeFor[[]rune]()), func() any { return []rune("aé\xff") })
	agrees(t, "string([]byte)", conv([]byte("hi"), reflect.TypeFor[string]()), func() any { return "hi" })
	p := unsafe.Pointer(&n)
	if q := ConvertValue(reflect.ValueOf(p), reflect.TypeFor[*int]()).Interface(); q != &n {
		t.Errorf("unsafe.Pointer to *int gives %v", q)
	}
	if ConvertValue(reflect.ValueOf(&n), reflect.TypeFor[unsafe.Pointer]()).Interface() != p {
		t.Error("*int to unsafe.Pointer gives another one")
	}
	word := ConvertValue(reflect.ValueOf(p), reflect.TypeFor[uintptr]())
	if ConvertValue(word, reflect.TypeFor[unsafe.Pointer]()).UnsafePointer() != p {
		t.Error("unsafe.Pointer to uintptr and back gives another one")
	}
}

func TestAppendSlice(t *testing.T) {
	app := func(s, more any) any { return AppendSlice(reflect.ValueOf(s), reflect.ValueOf(more)).Interface() }
	if got := app([]int{1}, []int{2, 3}); !reflect.DeepEqual(got, []int{1, 2, 3}) {
		t.Errorf("got %v", got)
	}
	if got := app([]byte("a"), "bc"); string(got.([]byte)) != "abc" {
		t.Errorf("got %v", got)
	}
	if got := app([]int(nil), []int{}); got.([]int) != nil {
		t.Errorf("append of nothing to nil gives %v", got)
	}
}

func TestMinAndMax(t *testing.T) {
	nan, zero := math.NaN(), math.Copysign(0, -1)
	for _, pair := range [][2]float64{{1, 2}, {2, 1}, {nan, 1}, {1, nan}, {zero, 0}, {0, zero}} {
		a, b := pair[0], pair[1]
		lo, hi := Min(reflect.ValueOf(a), reflect.ValueOf(b)).Float(), Max(reflect.ValueOf(a), reflect.ValueOf(b)).Float()
		if math.Float64bits(lo) != math.Float64bits(min(a, b)) || math.Float64bits(hi) != math.Float64bits(max(a, b)) {
			t.Errorf("min and max of %v and %v are %v and %v", a, b, lo, hi)
		}
	}
	if Min(reflect.ValueOf("b"), reflect.ValueOf("a")).String() != "a" || Max(reflect.ValueOf(uint8(3)), reflect.ValueOf(uint8(7))).Uint() != 7 || Max(reflect.ValueOf(-1), reflect.ValueOf(-2)).Int() != -1 {
		t.Error("wrong order")
	}
}

func TestUnsafeHelpers(t *testing.T) {
	// Compiled Go dies of these mistakes when it checks pointers, as under -race.
	const tooLong, null = "panic(runtime error: unsafe.%s: len out of range) runtime error: true", "panic(runtime error: unsafe.%s: ptr is nil and len is not zero) runtime error: true"
	a, b := [3]int{1, 2, 3}, []byte("xyz")
	var nilInt *int
	for _, c := range []struct {
		got  func() any
		want string
	}{
		{func() any { return UnsafeSlice(reflect.ValueOf(&a[0]), 2) }, "[1 2]"},
		{func() any { return UnsafeSlice(reflect.ValueOf(&a[0]), 0) }, "[]"},
		{func() any { return UnsafeSlice(reflect.ValueOf(&a[0]), -1) }, fmt.Sprintf(tooLong, "Slice")},
		{func() any { return UnsafeSlice(reflect.ValueOf(&a[0]), 1<<62) }, fmt.Sprintf(tooLong, "Slice")},
		{func() any { return UnsafeSlice(reflect.ValueOf(nilInt), 0) }, "[]"},
		{func() any { return UnsafeSlice(reflect.ValueOf(nilInt), 2) }, fmt.Sprintf(null, "Slice")},
		{func() any { return UnsafeString(&b[0], 2) }, "xy"},
		{func() any { return UnsafeString(nil, 0) }, ""},
		{func() any { return UnsafeString(&b[0], -1) }, fmt.Sprintf(tooLong, "String")},
		{func() any { return UnsafeString(nil, 2) }, fmt.Sprintf(null, "String")},
	} {
		if got := outcome(c.got); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	s := UnsafeSlice(reflect.ValueOf(&a[0]), 3).Interface().([]int)
	s[1] = 9
	if a[1] != 9 || UnsafeSliceData(reflect.ValueOf(s)).Interface() != &a[0] || *(*int)(UnsafeAdd(unsafe.Pointer(&a[0]), int64(unsafe.Sizeof(a[0])))) != 9 {
		t.Error("the memory is another one")
	}
}

func TestNilCheck(t *testing.T) {
	var p *struct{ x int }
	agrees(t, "p.x", func() any { NilCheck(reflect.ValueOf(p)); return 0 }, func() any { return p.x })
}

// abuse drives a range-over-func loop the way the iterator function f does; the body says
// stop from its second call on, or panics.
func TestRangeFuncMisusePanicsInGosWords(t *testing.T) {
	iterators := map[string]func(yield func(int) bool){
		"well behaved": func(yield func(int) bool) { _ = yield(1) && yield(2) },
		"goes on":      func(yield func(int) bool) { yield(1); yield(2); yield(3) },
		"swallows panics": func(yield func(int) bool) {
			defer func() { recover() }()
			yield(1)
			yield(-1)
		},
		"goes on after a panic": func(yield func(int) bool) {
			func() { defer func() { recover() }(); yield(-1) }()
			yield(1)
		},
	}
	for name, seq := range iterators {
		compiled := func() any {
			for i := range seq {
				if i < 0 {
					panic("body")
				}
				if i == 2 {
					break
				}
			}
			return "done"
		}
		ours := func() any {
			state := 0
			seq(func(i int) bool {
				RangeCheck(&state, 0)
				if i < 0 {
					panic("body")
				}
				if i == 2 {
					RangeCheck(&state, 2)
					return false
				}
				RangeCheck(&state, 1)
				return true
			})
			RangeCheck(&state, 3)
			return "done"
		}
		agrees(t, name, ours, compiled)
	}
	state := 0
	RangeCheck(&state, 3)
	if got := outcome(func() any { RangeCheck(&state, 0); return nil }); got != "panic(runtime error: range function continued iteration after whole loop exit) runtime error: true" {
		t.Error(got)
	}
}
