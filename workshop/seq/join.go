package seq

import (
	"iter"
	"reflect"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// Chain yields the values of all the sequences, one after the other.
func Chain[T any](ss ...iter.Seq[T]) iter.Seq[T] { return Flatten(slices.Values(ss)) }

// Flatten is [Chain] for a sequence of sequences, which may have no end.
func Flatten[T any](ss iter.Seq[iter.Seq[T]]) iter.Seq[T] {
	return FlatMap(ss, func(s iter.Seq[T]) iter.Seq[T] { return s })
}

// ChainAny yields what a for loop has of each of xs, whatever these are: see [gen.Values]. [Chain] is better where
// it can be used, as the compiler checks what it gives.
func ChainAny(xs ...any) iter.Seq[any] { return FlatMap(slices.Values(xs), gen.Values) }

// FlattenAny yields the values that are in a slice, in the slices in it, and so on. Strings are values.
func FlattenAny(nested any) iter.Seq[any] {
	return func(yield func(any) bool) { flattenAny(nested, yield) }
}

// flattenAny passes yield down, and whether to go on up.
func flattenAny(nested any, yield func(any) bool) bool {
	switch list := reflect.ValueOf(nested); list.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range list.Len() {
			if !flattenAny(list.Index(i).Interface(), yield) {
				return false
			}
		}
		return true
	}
	return yield(nested)
}

// Nested is a value, or a list of Nested: what lists in lists are where each value has a type.
type Nested[T any] struct {
	Value T
	List  []Nested[T] // not nil in a list
}

// Leaf is a value by itself.
func Leaf[T any](v T) Nested[T] { return Nested[T]{Value: v} }

// Branch is a list.
func Branch[T any](list ...Nested[T]) Nested[T] {
	return Nested[T]{List: append([]Nested[T]{}, list...)}
}

// All yields the values of n and of all lists in it.
func (n Nested[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) { n.push(yield) }
}

func (n Nested[T]) push(yield func(T) bool) bool {
	if n.List == nil {
		return yield(n.Value)
	}
	for _, inner := range n.List {
		if !inner.push(yield) {
			return false
		}
	}
	return true
}
