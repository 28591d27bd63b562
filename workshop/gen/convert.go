package gen

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
)

// An Iterator is a cursor: it hands out one value after the other, once. Next returns [ErrStop] when there is none
// left, or another error when something is wrong; All is what is left, for a for loop.
// Every [Generator] is one.
type Iterator[T any] interface {
	Next() (T, error)
	All() iter.Seq[T]
}

// Of turns a sequence into a generator. The sequence starts at the first Next. Close makes its yield
// return false, and so does Throw, which returns the error that was thrown.
func Of[Out any](s iter.Seq[Out]) *Generator[Out, None, None] {
	return New(func(y *Yielder[Out, None]) (None, error) {
		var err error
		s(func(v Out) bool {
			_, err = y.Yield(v)
			return err == nil
		})
		return None{}, err
	})
}

// Iter is Python's iter: it makes an iterator of whatever a for loop takes. That of
//
//   - a slice, an array or a pointer to one has the elements;
//   - a map has the keys, in any order, see [IterSorted];
//   - a string has its characters, as strings;
//   - a channel has what comes out of it, a number n has 0 to n-1;
//   - an iter.Seq has its values, an iter.Seq2 its pairs, each as a [2]any;
//   - a value with a method All() iter.Seq has what that has: a generator goes on where it was;
//   - a *bufio.Scanner, or anything with Scan and Text, has its texts.
//
// Iter panics if x is none of these. [Values] is the same as a sequence.
func Iter(x any) *Generator[any, None, None] {
	if g, ok := x.(*Generator[any, None, None]); ok {
		return g
	}
	return Of(Values(x))
}

// Values yields what [Iter] hands out, as a sequence.
func Values(x any) iter.Seq[any] {
	s, ok := values(x)
	if !ok {
		panic(fmt.Sprintf("gen: a for loop can have nothing of a %T", x))
	}
	return s
}

// IterSorted is [Iter], with the keys of a map in order: numbers by value, others by their text. Other
// values are as they are.
func IterSorted(x any) *Generator[any, None, None] {
	v := reflect.ValueOf(x)
	if v.Kind() != reflect.Map {
		return Iter(x)
	}
	return Of(func(yield func(any) bool) {
		keys := v.MapKeys()
		slices.SortStableFunc(keys, compare)
		plain(slices.Values(keys), yield)
	})
}
