// Package errors holds the body of the generic function of the standard
// library's errors, for cells.
package errors

// AsType returns the first error of type E in the tree of err: err itself, then
// what it wraps, depth first. A method As(any) bool can provide one.
func AsType[E error](err error) (E, bool) {
	for err != nil {
		if e, ok := err.(E); ok {
			return e, true
		}
		if x, ok := err.(interface{ As(any) bool }); ok {
			var target E
			if x.As(&target) {
				return target, true
			}
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			return firstOf[E](x.Unwrap())
		default:
			err = nil
		}
	}
	var none E
	return none, false
}

func firstOf[E error](errs []error) (E, bool) {
	for _, err := range errs {
		if e, ok := AsType[E](err); ok {
			return e, true
		}
	}
	var none E
	return none, false
}
