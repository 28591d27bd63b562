package vm

import "reflect"

// shimFor returns how to make a Go func of a signature without reflect, and the code
// address by which such funcs are recognised; nil and 0 if there is no such shim.
func shimFor(s *Signature) (func(*closure) ptr, uintptr) {
	mk := shimMaker(spelled(s.in) + "." + spelled(s.out))
	if mk == nil {
		return nil, 0
	}
	return mk, (*funcval)(mk(&closure{})).pc
}

// spelled is how gen spells types: types that are passed in the same registers are the same.
func spelled(list []slot) string {
	s := make([]byte, len(list))
	for i, x := range list {
		s[i] = letter(x)
	}
	return string(s)
}

func letter(x slot) byte {
	if x.class != 'W' {
		return x.class // 2 and M have no shims
	}
	switch x.t.Kind() {
	case reflect.Int, reflect.Int64, reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return 'I'
	case reflect.Int32:
		return 'R'
	case reflect.Uint8:
		return 'C'
	case reflect.Bool:
		return 'B'
	case reflect.Float64:
		return 'F'
	}
	return '?'
}
