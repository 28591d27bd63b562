package vm_test

import (
	"reflect"
	"testing"
)

// unwindFuncs are the functions of unwind_test.go.
func unwindFuncs() map[string]func(int) string {
	return map[string]func(int) string{
		"deferOrder": deferOrder, "deferResults": deferResults, "recoverRule": recoverRule, "recoverInDeferredOf": recoverInDeferredOf,
		"recoverInMethods": recoverInMethods, "runtimeErrors": runtimeErrors, "repanics": repanics, "deepPanic": deepPanic,
		"throughNative": throughNative, "goexits": goexits, "channels": channels, "selects": selects, "goroutines": goroutines,
		"rangeFuncs": rangeFuncs, "rangeFuncFaults": rangeFuncFaults, "gotoLoops": gotoLoops,
	}
}

// TestUnwinding calls every function of unwind_test.go natively and on the machine.
func TestUnwinding(t *testing.T) {
	s := newSession(t)
	s.load(t, sourceOf(t, "unwind_test.go"))
	for name, why := range s.refused {
		t.Errorf("%s is not taken: %v", name, why)
	}
	funcs := unwindFuncs()
	funcs["deferredNative"] = deferredNative
	for name, f := range funcs {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{0, 3, 40} {
				want := inCell(outcome(reflect.ValueOf(f), n))
				got := ""
				v := s.function(t, name)
				if err := s.do(func() { got = outcome(v, n) }); err != nil {
					got = "cell: " + err.Error()
				}
				if got != want {
					t.Errorf("%s(%d):\n got %s\nwant %s", name, n, got, want)
				}
			}
		})
	}
}

// TestUnwindingInCells runs the same functions in cells, without the machine and with it.
func TestUnwindingInCells(t *testing.T) { inCells(t, "unwind_test.go", unwindFuncs()) }
