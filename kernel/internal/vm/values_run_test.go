package vm_test

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/native"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// valueFuncs are the functions of values_test.go.
func valueFuncs() map[string]func(int) string {
	return map[string]func(int) string{
		"mapsOfInts": mapsOfInts, "mapsOfStrings": mapsOfStrings, "mapsOfOthers": mapsOfOthers, "mapFaults": mapFaults,
		"mapNilWrite": mapNilWrite, "mapNilAdd": mapNilAdd, "mapUnhashable": mapUnhashable, "mapUnhashableRead": mapUnhashableRead,
		"mapUnhashableOwn": mapUnhashableOwn, "mapWhileRanging": mapWhileRanging, "conversionsOfStrings": conversionsOfStrings,
		"conversionsOfArrays": conversionsOfArrays, "convertTooShort": convertTooShort, "interfaceCalls": interfaceCalls,
		"interfaceNil": interfaceNil, "interfaceNilPointer": interfaceNilPointer, "assertions": assertions, "assertInt": assertInt,
		"assertNil": assertNil, "assertShape": assertShape, "assertNarrow": assertNarrow, "assertValues": assertValues,
		"equality": equality, "compareSlices": compareSlices, "compareFuncs": compareFuncs, "methodValues": methodValues,
		"methodOfNil": methodOfNil, "natives": natives, "nativeErrors": nativeErrors, "nativePanics": nativePanics,
		"callbacksFromNative": callbacksFromNative, "adapters": adapters, "literals": literals, "builtins": builtins, "formatted": formatted,
	}
}

// lookup finds functions as the engine does for cells: those that look at values through any are
// package rt's.
func lookup(pkg, name string) (reflect.Value, bool) {
	instead := map[string]any{
		"fmt.Sprint": rt.Sprint, "fmt.Sprintf": rt.Sprintf, "fmt.Fprintf": rt.Fprintf, "fmt.Fprint": rt.Fprint,
		"fmt.Errorf": rt.Errorf, "errors.As": rt.ErrorsAs, "errors.Is": rt.ErrorsIs,
	}
	if f, ok := instead[pkg+"."+name]; ok {
		return reflect.ValueOf(f), true
	}
	return native.Lookup(pkg, name)
}

// inCell words a type's name as it is in a cell.
func inCell(text string) string { return strings.ReplaceAll(text, "vm_test.", "main.") }

// TestValues calls every function of values_test.go natively and on the machine.
func TestValues(t *testing.T) { agree(t, "values_test.go", valueFuncs()) }

// TestCalls does so with those of calls_test.go.
func TestCalls(t *testing.T) {
	agree(t, "calls_test.go", map[string]func(int) string{
		"speakInTurn": speakInTurn, "speakEach": speakEach, "scaledInTurn": scaledInTurn, "scaledNil": scaledNil,
		"scaledNilPointer": scaledNilPointer, "depthOfInterfaces": depthOfInterfaces,
		"shared": shared, "elementFields": elementFields, "elementFieldsBeyond": elementFieldsBeyond, "roots": roots,
		"operandsOfPrints": operandsOfPrints,
	})
}

// agree calls the functions of a file natively and on the machine.
func agree(t *testing.T, file string, funcs map[string]func(int) string) {
	s := newSession(t)
	s.load(t, sourceOf(t, file))
	for name, why := range s.refused {
		t.Errorf("%s is not taken: %v", name, why)
	}
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

// TestValuesInCells runs the same functions in cells of an engine, without the machine and with it.
func TestValuesInCells(t *testing.T) { inCells(t, "values_test.go", valueFuncs()) }

// inCells runs functions of a file in cells, on either tier.
func inCells(t *testing.T, file string, funcs map[string]func(int) string) {
	for _, tier := range []string{engine.OnlyYaegi, ""} {
		t.Run("tier="+tier, func(t *testing.T) {
			run := cellRunner(t, tier)
			run(sourceOf(t, file))
			for name, f := range funcs {
				want := inCell(outcome(reflect.ValueOf(f), 3))
				got, err := run(name + "(3)")
				if err != nil {
					got = "panic: " + err.Error()
				} else {
					got = fmt.Sprintf("%#v", got)
				}
				if got != want {
					t.Errorf("%s:\n got %s\nwant %s", name, got, want)
				}
			}
		})
	}
}

// cellRunner makes an engine; the result runs a cell and words what it shows.
func cellRunner(t testing.TB, tier string) func(source string) (string, error) {
	cells, err := cell.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	e, err := engine.New(engine.Options{Tier: tier, Stdout: func() io.Writer { return &bytes.Buffer{} }})
	if err != nil {
		t.Fatal(err)
	}
	return func(source string) (string, error) {
		p, err := cells.Compile("cell", source)
		if err != nil {
			t.Fatal(err)
		}
		res, err := e.Run(t.Context(), p)
		text := ""
		for _, v := range res.Shown {
			text += rt.Sprint(v.X)
		}
		return text, err
	}
}
