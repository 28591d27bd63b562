package rt

import "reflect"

// This file tells which values fmt cannot be given as they are.

// anyForeign reports whether there is an argument that fmt cannot be given as it is.
func anyForeign(args []any) bool {
	for _, x := range args {
		if foreign(x) {
			return true
		}
	}
	return false
}

// foreign reports whether x is, or may have in it where fmt would look, a Box.
func foreign(x any) bool {
	switch x.(type) {
	case nil, bool, int, string, float64, rune, byte, []int, []string, []byte:
		return false
	case Box, errorBox: // which need no search for the methods of the next case
		return true
	case boxed, standIn:
		return true
	}
	t := reflect.TypeOf(x)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return holdsInterface(t, 0)
}

// holdsInterface reports whether printing a value of compiled type t can come
// upon an interface. fmt does not follow pointers below the top.
func holdsInterface(t reflect.Type, depth int) bool {
	const deep = 8 // a type that contains itself through slices
	if depth > deep {
		return true
	}
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Slice, reflect.Array:
		return holdsInterface(t.Elem(), depth+1)
	case reflect.Map:
		return holdsInterface(t.Key(), depth+1) || holdsInterface(t.Elem(), depth+1)
	case reflect.Struct:
		for i := range t.NumField() {
			if holdsInterface(t.Field(i).Type, depth+1) {
				return true
			}
		}
	}
	return false
}
