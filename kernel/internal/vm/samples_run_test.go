package vm_test

import (
	"math"
	"reflect"
	"runtime"
	"sync"
	"testing"
)

// call is a call of a function of samples_test.go.
type call struct {
	name string
	f    any
	args []any
}

func on(name string, f any, args ...any) call { return call{name, f, args} }

// pairs makes a call for each pair of values.
func pairs[T any](name string, f any, values ...T) []call {
	var cs []call
	for _, x := range values {
		for _, y := range values {
			cs = append(cs, on(name, f, x, y))
		}
	}
	return cs
}

func samples() []call {
	cs := []call{
		on("fib", fib, 15), on("sumTo", sumTo, 1000), on("sumTo", sumTo, 0), on("collatz", collatz, 27),
		on("sieve", sieve, 1000), on("labels", labels, 20), on("gotos", gotos, 10),
		on("switchInt", switchInt, 2), on("switchInt", switchInt, 3), on("switchInt", switchInt, 4),
		on("ranges", ranges, []int{3, 4, 5}, "aé\xff日", 5), on("rangeArray", rangeArray, 4),
		on("indexing", indexing, []int{1, 2, 3}, 1), on("indexing", indexing, []int{1, 2, 3}, 3),
		on("indexing", indexing, []int{1, 2, 3}, -1), on("indexString", indexString, "abc", 2),
		on("indexString", indexString, "abc", 3), on("indexUnsigned", indexUnsigned, []int{1}, uint64(math.MaxUint64)),
		on("indexUnsigned", indexUnsigned, []int{1}, uint64(0)),
		on("indexArray", indexArray, 0), on("indexArray", indexArray, 1), on("indexArray", indexArray, 3),
		on("elements", elements, 300), on("elements", elements, -7),
		on("slicingArray", slicingArray, 1, 3), on("slicingArray", slicingArray, 4, 4), on("slicingArray", slicingArray, 3, 2), on("slicingArray", slicingArray, 0, 5),
		on("appending", appending, 0), on("appending", appending, 1), on("appending", appending, 600),
		on("copying", copying, 5), on("structs", structs, 4), on("structs", structs, 5),
		on("sliceOfStructs", sliceOfStructs, 20), on("structCalls", structCalls, 3), on("methods", methods, 3),
		on("nilPointer", nilPointer, (*point)(nil)), on("nilField", nilField, (*mixed)(nil)),
		on("callNil", callNil, (func(int) int)(nil)), on("multi", multi, 17, 5), on("multi", multi, 17, 0),
		on("multiDirect", multiDirect, 17, 5), on("useWords", useWords, 3),
		on("closures", closures, 7), on("higher", higher, 10), on("perIteration", perIteration),
		on("recursiveClosure", recursiveClosure, 10), on("callMany", callMany, 6), on("callbacks", callbacks, 20), on("callbacks", callbacks, 3),
		on("globals", globals, 3), on("power", power, 20), on("tables", tables, 4), on("treeSort", treeSort, 50),
		on("insertionSort", insertionSort, 40), on("depth", depth, 5000),
		on("rangeUnsigned", rangeUnsigned, uint64(math.MaxUint64)), on("rangeUnsigned", rangeUnsigned, uint64(3)), on("stepLoops", stepLoops, 20),
		on("largeElements", largeElements, 2), on("largeElements", largeElements, 3), on("callFused", callFused, 5), on("callFused", callFused, 6), on("callFused", callFused, 3), on("shiftConst", shiftConst, int32(-5)),
		on("minMaxInt", minMaxInt, 3, 1, 2), on("minMaxString", minMaxString, "b", "a"), on("minMaxUint", minMaxUint, uint8(200), uint8(3)),
	}
	for _, lo := range []int{-1, 0, 2, 5, 6} {
		for _, hi := range []int{-1, 1, 2, 5, 11} {
			for _, top := range []int{-1, 4, 7, 11} {
				cs = append(cs, on("slicing", slicing, lo, hi, top))
			}
		}
	}
	ints := []int{0, 1, -1, 7, -13, math.MaxInt64, math.MinInt64, 64, 8}
	floats := []float64{0, 1.5, -2.25, math.Inf(1), math.NaN(), 1e300, math.Copysign(0, -1)}
	cs = append(cs, pairs("intOps", intOps, ints...)...)
	cs = append(cs, pairs("divInt", divInt, ints...)...)
	cs = append(cs, pairs("shiftInt", shiftInt, ints...)...)
	cs = append(cs, pairs("compareInt", compareInt, ints...)...)
	cs = append(cs, pairs("divInt8", divInt8, -128, -1, 0, 5, int8(127))...)
	cs = append(cs, pairs("int8Ops", int8Ops, -128, -1, 0, 5, int8(127))...)
	cs = append(cs, pairs("uint8Ops", uint8Ops, 0, 1, 200, uint8(255))...)
	cs = append(cs, pairs("divUint8", divUint8, 0, 1, 200, uint8(255))...)
	cs = append(cs, pairs("int16Ops", int16Ops, -32768, -1, 0, int16(32767))...)
	cs = append(cs, pairs("uint16Ops", uint16Ops, 0, 1, uint16(65535))...)
	cs = append(cs, pairs("int32Ops", int32Ops, math.MinInt32, -1, 0, int32(math.MaxInt32))...)
	cs = append(cs, pairs("uint32Ops", uint32Ops, 0, 1, uint32(math.MaxUint32))...)
	cs = append(cs, pairs("branchUint32", branchUint32, 0, 1, uint32(math.MaxUint32))...)
	cs = append(cs, pairs("uint64Ops", uint64Ops, 0, 1, uint64(math.MaxUint64))...)
	cs = append(cs, pairs("divUint", divUint, 0, 3, uint64(math.MaxUint64))...)
	cs = append(cs, pairs("compareUint", compareUint, 0, 3, uint(math.MaxUint64))...)
	cs = append(cs, pairs("compareFloat", compareFloat, floats...)...)
	cs = append(cs, pairs("branchFloat", branchFloat, floats...)...)
	cs = append(cs, pairs("floatOps", floatOps, floats...)...)
	cs = append(cs, pairs("minMaxFloat", minMaxFloat, floats...)...)
	cs = append(cs, pairs("float32Ops", float32Ops, 0, 1.5, -3, float32(math.Inf(-1)))...)
	cs = append(cs, pairs("complexOps", complexOps, 1+2i, -3i, complex128(0.5))...)
	cs = append(cs, pairs("complex64Ops", complex64Ops, 1+2i, -3i, complex64(0.5))...)
	cs = append(cs, pairs("compareString", compareString, "", "a", "ab", "b")...)
	cs = append(cs, pairs("logic", logic, true, false)...)
	for _, x := range ints {
		cs = append(cs, on("conversions", conversions, x, 100.7), on("shiftInt8", shiftInt8, int8(x), 3), on("shiftInt8", shiftInt8, int8(x), -3),
			on("shiftUint8", shiftUint8, uint8(x), uint(70)), on("shiftUint64", shiftUint64, uint64(x), uint8(x)),
			on("floatConversions", floatConversions, float32(9.75), uint64(x)))
	}
	return cs
}

// TestSamples calls every function of samples_test.go natively and on the machine.
func TestSamples(t *testing.T) {
	s := newSession(t)
	s.load(t, sourceOf(t, "samples_test.go"))
	for name, why := range s.refused {
		t.Errorf("%s is not taken: %v", name, why)
	}
	s.variable(s.global(t, "global")).SetInt(5) // as the initialisation does
	for _, c := range samples() {
		compare(t, s, c)
	}
}

func compare(t *testing.T, s *session, c call) {
	t.Helper()
	want := outcome(reflect.ValueOf(c.f), s.adapt(reflect.ValueOf(c.f), c.args)...)
	var got string
	f := s.function(t, c.name)
	if err := s.do(func() { got = outcome(f, s.adapt(f, c.args)...) }); err != nil {
		got = "cell: " + err.Error()
	}
	if got != want {
		t.Errorf("%s%v:\n got %s\nwant %s", c.name, c.args, got, want)
	}
}

// adapt makes arguments of a function's own types of those of the compiled function.
func (s *session) adapt(f reflect.Value, args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a
		if v := reflect.ValueOf(a); v.Kind() == reflect.Pointer && v.IsNil() {
			out[i] = reflect.Zero(f.Type().In(i)).Interface()
		}
		if v, ok := a.([]int); ok {
			out[i] = append([]int(nil), v...)
		}
	}
	return out
}

// TestSamplesConcurrently runs the functions on several goroutines while the collector runs.
func TestSamplesConcurrently(t *testing.T) {
	s := newSession(t)
	s.load(t, sourceOf(t, "samples_test.go"))
	var calls []call
	for _, c := range samples() {
		if c.name != "globals" && c.name != "depth" && len(c.args) == 1 {
			calls = append(calls, c)
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, c := range calls {
				compare(t, s, c)
				runtime.GC()
			}
		})
	}
	wg.Wait()
}
