package rt

import "fmt"

// Bounds are those of x[lo:hi:max]. Max only counts if HasMax is set; if HasHi is not, Hi is
// the length of x.
type Bounds struct {
	Lo, Hi, Max   int64
	HasHi, HasMax bool
	Unsigned      [3]bool // the bound of this place is of an unsigned type: none is negative
}

// Of checks the bounds for an x of a length and a capacity, which is -1 for a string and, as Go
// words it, for an array. It returns them with the capacity for an absent max, or panics in Go's
// words.
func (b Bounds) Of(length, capacity int) (lo, hi, limit int) {
	top, of := int64(capacity), "capacity"
	if capacity < 0 {
		top, of = int64(length), "length"
	}
	if !b.HasHi {
		b.Hi = int64(length)
	}
	if !b.HasMax {
		b.checkTop(1, b.Hi, "[:%v]", top, of)
		b.checkNext(0, b.Lo, b.Hi, "[%v:]", "[%v:%d]")
		return int(b.Lo), int(b.Hi), int(top)
	}
	b.checkTop(2, b.Max, "[::%v]", top, of)
	b.checkNext(1, b.Hi, b.Max, "[:%v:]", "[:%v:%d]")
	b.checkNext(0, b.Lo, b.Hi, "[%v::]", "[%v:%d:]")
	return int(b.Lo), int(b.Hi), int(b.Max)
}

// checkTop checks the bound of place i that must not exceed what there is.
func (b *Bounds) checkTop(i int, n int64, what string, top int64, of string) {
	switch {
	case b.negative(i, n):
		panic(sliceError(what, n))
	case uint64(n) > uint64(top):
		panic(sliceError(what+" with "+of+" %d", b.value(i, n), top))
	}
}

// checkNext checks the bound of place i against the next one.
func (b *Bounds) checkNext(i int, n, next int64, negative, above string) {
	switch {
	case b.negative(i, n):
		panic(sliceError(negative, n))
	case uint64(n) > uint64(next):
		panic(sliceError(above, b.value(i, n), next))
	}
}

func (b *Bounds) negative(i int, n int64) bool { return n < 0 && !b.Unsigned[i] }

func (b *Bounds) value(i int, n int64) any {
	if b.Unsigned[i] {
		return uint64(n)
	}
	return n
}

func sliceError(format string, args ...any) error {
	return runtimeError("slice bounds out of range " + fmt.Sprintf(format, args...))
}
