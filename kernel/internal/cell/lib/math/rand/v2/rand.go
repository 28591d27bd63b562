// Package rand holds the body of the generic function of the standard library's
// math/rand/v2, for cells.
package rand

import "math/rand/v2"

// integer stands for the unexported constraint of the same function in the
// standard library.
type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N returns a random number from 0 up to but not including n.
func N[Int integer](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(rand.Uint64N(uint64(n)))
}
