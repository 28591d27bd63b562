package seq

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Range yields the numbers from 0 up to n, without n.
func Range(n int) iter.Seq[int] { return RangeFrom(0, n) }

// RangeFrom yields the numbers from start up to stop, without stop.
func RangeFrom(start, stop int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := start; i < stop; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

// RangeStep yields start, start+step and so on, as long as they are before stop; a negative step counts down.
// A step of 0 panics.
func RangeStep(start, stop, step int) iter.Seq[int] {
	if step == 0 {
		panic("seq: RangeStep: the step is 0, so that the range would never end")
	}
	return func(yield func(int) bool) {
		for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
			if !yield(i) {
				return
			}
		}
	}
}

// Count yields start and all numbers after it. It has no end: use it with [Take] or [TakeWhile].
func Count(start int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := start; yield(i); i++ {
		}
	}
}

// Repeat yields v again and again, without end.
func Repeat[T any](v T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for yield(v) {
		}
	}
}

// FromNext yields what next returns, until it returns false. It goes on where it was when it is ranged over again.
func FromNext[T any](next func() (T, bool)) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			v, ok := next()
			if !ok || !yield(v) {
				return
			}
		}
	}
}

// Lines yields the lines of r, without their ends, however long they are. It reads ahead a few KB, so r is for one
// loop; closing it is the caller's business. If reading fails, the lines end, and the error is stored
// in *failed; without that pointer, Lines panics.
func Lines(r io.Reader, failed ...*error) iter.Seq[string] {
	return func(yield func(string) bool) {
		b := bufio.NewReader(r)
		for {
			line, err := b.ReadString('\n')
			if line != "" && !yield(trimEnd(line)) || err == io.EOF {
				return
			}
			if err != nil {
				report(err, failed)
				return
			}
		}
	}
}

// trimEnd cuts off a line's end, of either kind.
func trimEnd(line string) string {
	line = strings.TrimSuffix(line, "\n")
	return strings.TrimSuffix(line, "\r")
}

func report(err error, to []*error) {
	if len(to) == 0 {
		panic(fmt.Sprintf("seq: reading lines: %v (pass &err to Lines to be told)", err))
	}
	for _, p := range to {
		*p = err
	}
}

// SortedKeys yields the keys of a map in order; a loop over the map itself has none.
func SortedKeys[K cmp.Ordered, V any](m map[K]V) iter.Seq[K] {
	return func(yield func(K) bool) {
		slices.Values(slices.Sorted(maps.Keys(m)))(yield)
	}
}
