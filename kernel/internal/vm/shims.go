package vm

import "reflect"

// This file spells types for the tables of typed functions: types that are passed in the same
// registers are spelled the same.

// shimFor returns how to make a Go func of a signature without reflect, and the code
// address by which such funcs are recognised; nil and 0 if there is no such shim.
func shimFor(s *Signature) (func(*closure) ptr, uintptr) {
	var params, results spelling
	for _, x := range s.in {
		params.add(x.t, x.off)
	}
	for _, x := range s.out {
		results.add(x.t, x.off)
	}
	if !params.fits() || !results.fits() {
		return nil, 0
	}
	mk := shimMaker(string(params.letters) + "." + string(results.letters))
	if mk == nil {
		return nil, 0
	}
	return mk, (*funcval)(mk(&closure{})).pc
}

// spelling is a list of parameters or results with their places in a frame. A struct is spelled
// as its fields, which is how it is passed.
type spelling struct {
	letters []byte
	places  []int32
	split   bool // there is such a struct
}

func (sp *spelling) add(t reflect.Type, off int32) {
	switch t.Kind() {
	case reflect.Struct:
		sp.split = true
		sp.addFields(t, off)
	case reflect.Complex128:
		sp.split = true
		sp.put('F', off)
		sp.put('F', off+wordSize)
	default:
		sp.put(letter(t), off)
	}
}

func (sp *spelling) put(letter byte, off int32) {
	sp.letters = append(sp.letters, letter)
	sp.places = append(sp.places, off)
}

// addFields adds a struct that consists of whole words; of another nothing is known.
func (sp *spelling) addFields(t reflect.Type, off int32) {
	end := uintptr(0)
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Offset != end || f.Type.Size()%8 != 0 || f.Type.Size() == 0 || f.Type.Kind() == reflect.Array {
			sp.put('?', off)
			return
		}
		sp.add(f.Type, off+int32(f.Offset))
		end += f.Type.Size()
	}
	if end == 0 || end != t.Size() {
		sp.put('?', off)
	}
}

// fits reports whether all of it is passed in registers. A struct that is not does not
// go in parts.
func (sp *spelling) fits() bool {
	const words, floats = 9, 15 // of amd64; others have more, or none at all
	var w, f int
	for _, l := range sp.letters {
		switch l {
		case '?':
			return false
		case 'F', 'G':
			f++
		default:
			w += goWords(l)
		}
	}
	return !sp.split || w <= words && f <= floats
}

func goWords(letter byte) int {
	switch letter {
	case 'S', 'E':
		return 2
	case 'L':
		return 3
	}
	return 1
}

// letter is how gen spells a type.
func letter(t reflect.Type) byte {
	switch t.Kind() {
	case reflect.Int, reflect.Int64, reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return 'I'
	case reflect.Int32:
		return 'R'
	case reflect.Uint32:
		return 'U'
	case reflect.Uint8:
		return 'C'
	case reflect.Bool:
		return 'B'
	case reflect.Float64:
		return 'F'
	case reflect.Float32:
		return 'G'
	}
	if _, class := wordsOf(t); class != 'W' && class != 'M' {
		return class
	}
	return '?'
}
