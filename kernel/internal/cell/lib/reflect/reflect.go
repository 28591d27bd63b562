// Package reflect holds the bodies of the generic functions of the standard
// library's reflect, for cells.
package reflect

import "reflect"

// TypeFor returns the Type of its type argument.
func TypeFor[T any]() reflect.Type {
	return reflect.TypeOf((*T)(nil)).Elem()
}

// TypeAssert is v.Interface().(T) with a comma and ok.
func TypeAssert[T any](v reflect.Value) (T, bool) {
	t, ok := v.Interface().(T)
	return t, ok
}
