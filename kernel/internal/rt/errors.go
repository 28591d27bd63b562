package rt

import (
	"fmt"
	"runtime"
	"strings"
)

// The runtime's own errors cannot be made outside of it. These stand for them: with
// Go's texts and, for %T, the names of the types that they stand for.
type standIn interface{ goType() string }

// runtimeError is an error whose text begins as that of most of them does.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }
func (runtimeError) RuntimeError()   {}

func (e runtimeError) goType() string {
	for _, bounds := range []string{"index out of range", "slice bounds", "cannot convert slice"} {
		if strings.HasPrefix(string(e), bounds) {
			return "runtime.boundsError"
		}
	}
	return "runtime.errorString"
}

// plainError is one of the runtime errors whose text has no prefix.
type plainError string

func (e plainError) Error() string { return string(e) }
func (plainError) RuntimeError()   {}
func (plainError) goType() string  { return "runtime.plainError" }

// assertionError is a failed type assertion.
type assertionError struct{ text string }

func (e *assertionError) Error() string { return e.text }
func (*assertionError) RuntimeError()   {}
func (*assertionError) goType() string  { return "*runtime.TypeAssertionError" }

// NilDereference is the error of following a nil pointer, calling a nil func or a
// method of a nil interface.
func NilDereference() runtime.Error {
	return runtimeError("invalid memory address or nil pointer dereference")
}

// NilReceiver is the error of calling a value method, such as "main.T.M", with a nil *T that is
// in an interface.
func NilReceiver(method string) runtime.Error {
	method = nameInGo(method)
	typ := method[strings.Index(method, ".")+1 : strings.LastIndex(method, ".")]
	return plainError("value method " + method + " called using nil *" + typ + " pointer")
}

// DivideByZero is the error of an integer division by zero.
func DivideByZero() runtime.Error { return runtimeError("integer divide by zero") }

// NegativeShift is the error of a negative shift count.
func NegativeShift() runtime.Error { return runtimeError("negative shift amount") }

// NilMapWrite is the error of an assignment to an entry of a nil map.
func NilMapWrite() runtime.Error { return plainError("assignment to entry in nil map") }

// IndexError is the error of x[i] for a length of n.
func IndexError(i int64, n int) runtime.Error {
	if i < 0 {
		return runtimeError(fmt.Sprintf("index out of range [%d]", i))
	}
	return runtimeError(fmt.Sprintf("index out of range [%d] with length %d", i, n))
}

// IndexErrorUint is IndexError for an unsigned index.
func IndexErrorUint(i uint64, n int) runtime.Error {
	return runtimeError(fmt.Sprintf("index out of range [%d] with length %d", i, n))
}

// SliceToArrayError is the error of converting a slice of length have to an
// array, or a pointer to one, of length want.
func SliceToArrayError(have, want int) runtime.Error {
	return runtimeError(fmt.Sprintf("cannot convert slice with length %d to array or pointer to array with length %d", have, want))
}
