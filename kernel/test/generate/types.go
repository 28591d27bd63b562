package generate

import (
	"fmt"
	"strings"
)

// kind is what a type is underneath.
type kind int

const (
	kBool kind = iota
	kInt
	kInt8
	kInt16
	kInt32
	kInt64
	kUint
	kUint8
	kUint16
	kUint32
	kUint64
	kUintptr
	kFloat32
	kFloat64
	kComplex64
	kComplex128
	kString
	kArray
	kSlice
	kStruct
	kPointer
	kMap
	kFunc
	kAny
	kIface
)

// A typ is a type of the program.
type typ struct {
	kind    kind
	spell   string // in Go
	named   bool
	elem    *typ
	key     *typ
	n       int // length of an array
	fields  []field
	params  []*typ
	result  *typ
	methods []*method // declared on it, or what an interface asks for
}

type field struct {
	name     string
	t        *typ
	embedded bool
}

// A method is pure (see function) if its receiver is a value.
type method struct {
	name    string
	param   *typ
	result  *typ
	pointer bool // receiver
	ready   bool // its body has been written
	cost    int
}

var basicNames = []string{
	"bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr",
	"float32", "float64", "complex64", "complex128", "string",
}

func basic(k kind) *typ { return &typ{kind: k, spell: basicNames[k]} }

func (k kind) integer() bool   { return k >= kInt && k <= kUintptr }
func (k kind) signed() bool    { return k >= kInt && k <= kInt64 }
func (k kind) float() bool     { return k == kFloat32 || k == kFloat64 }
func (k kind) complex() bool   { return k == kComplex64 || k == kComplex128 }
func (k kind) isBasic() bool   { return k <= kString }
func (k kind) isOrdered() bool { return k.integer() || k.float() || k == kString }

// bits is the width of an integer kind.
func (k kind) bits() int {
	switch k {
	case kInt8, kUint8:
		return 8
	case kInt16, kUint16:
		return 16
	case kInt32, kUint32:
		return 32
	}
	return 64
}

// flat: values print the same in every run and hold no pointers, so they can be put into
// any variables.
func (t *typ) flat() bool {
	switch t.kind {
	case kPointer, kFunc, kIface:
		return false
	case kStruct:
		for _, f := range t.fields {
			if !f.t.flat() {
				return false
			}
		}
	case kArray, kSlice:
		return t.elem.flat()
	case kMap:
		return t.key.kind != kAny && t.key.flat() && t.elem.flat() // fmt sorts keys of several types by address
	}
	return true
}

// comparable: == never panics, and the type can be the key of a map.
func (t *typ) comparable() bool {
	switch t.kind {
	case kSlice, kMap, kFunc, kAny, kIface:
		return false
	case kStruct:
		for _, f := range t.fields {
			if !f.t.comparable() {
				return false
			}
		}
	case kArray:
		return t.elem.comparable()
	}
	return true
}

// method finds a method of the type or of what it embeds.
func (t *typ) allMethods() []*method {
	all := t.methods
	if t.kind == kStruct {
		for _, f := range t.fields {
			if f.embedded {
				all = append(all[:len(all):len(all)], promoted(all, f.t.allMethods())...)
			}
		}
	}
	return all
}

func promoted(own, embedded []*method) []*method {
	var out []*method
	for _, m := range embedded {
		hidden := false
		for _, o := range own {
			hidden = hidden || o.name == m.name
		}
		if !hidden {
			out = append(out, m)
		}
	}
	return out
}

func sliceOf(t *typ) *typ   { return &typ{kind: kSlice, spell: "[]" + t.spell, elem: t} }
func pointerTo(t *typ) *typ { return &typ{kind: kPointer, spell: "*" + t.spell, elem: t} }
func arrayOf(n int, t *typ) *typ {
	return &typ{kind: kArray, spell: fmt.Sprintf("[%d]%s", n, t.spell), n: n, elem: t}
}
func mapOf(k, t *typ) *typ {
	return &typ{kind: kMap, spell: "map[" + k.spell + "]" + t.spell, key: k, elem: t}
}

func funcOf(params []*typ, result *typ) *typ {
	var ps []string
	for _, p := range params {
		ps = append(ps, p.spell)
	}
	return &typ{kind: kFunc, spell: "func(" + strings.Join(ps, ", ") + ") " + result.spell, params: params, result: result}
}

func structOf(fields []field) *typ {
	var fs []string
	for _, f := range fields {
		if f.embedded {
			fs = append(fs, f.t.spell)
		} else {
			fs = append(fs, f.name+" "+f.t.spell)
		}
	}
	return &typ{kind: kStruct, spell: "struct{ " + strings.Join(fs, "; ") + " }", fields: fields}
}

var anyType = &typ{kind: kAny, spell: "any"}

// typ chooses a type, not deeper than d.
func (g *gen) typ(d int) *typ {
	if d <= 0 {
		return g.scalar()
	}
	switch g.pick(14) {
	case 0, 1, 2, 3:
		return g.scalar()
	case 4, 5, 6:
		if len(g.named) > 0 {
			return oneOf(g.pick, g.named)
		}
	case 7, 8:
		return sliceOf(g.typ(d - 1))
	case 9:
		return arrayOf(g.pick.between(1, 4), g.typ(d-1))
	case 10:
		return mapOf(g.keyType(d-1), g.typ(d-1))
	case 11:
		return pointerTo(g.typ(d - 1))
	case 12:
		return g.oddType(d)
	case 13:
		return structOf([]field{{name: "A", t: g.typ(d - 1)}, {name: "B", t: g.scalar()}})
	}
	return g.scalar()
}

func (g *gen) oddType(d int) *typ {
	switch g.pick(3) {
	case 0:
		return anyType
	case 1:
		return funcOf([]*typ{g.scalar()}, g.typ(d-1))
	}
	if len(g.ifaces) > 0 {
		return oneOf(g.pick, g.ifaces)
	}
	return anyType
}

func (g *gen) scalar() *typ {
	if g.pick.chance(3) {
		return basic(kind(g.pick(int(kString) + 1)))
	}
	return basic(oneOf(g.pick, []kind{kInt, kString, kInt8, kUint32, kFloat64, kBool, kUint8, kInt64, kComplex128, kFloat32, kUint16}))
}

// flatType chooses a type whose values can be put into any variables.
func (g *gen) flatType(d int) *typ {
	for range 8 {
		if t := g.typ(d); t.flat() {
			return t
		}
	}
	return g.scalar()
}

func (g *gen) keyType(d int) *typ {
	if g.pick.chance(6) {
		return anyType
	}
	return g.comparableType(d)
}

// comparableType chooses a type for keys: == never panics. Pointers are left out, because their order
// is not that of the program.
func (g *gen) comparableType(d int) *typ {
	for range 8 {
		if t := g.typ(d); t.comparable() && t.flat() {
			return t
		}
	}
	return g.scalar()
}

func (g *gen) integer() *typ {
	return basic(kInt + kind(g.pick(int(kUintptr-kInt)+1)))
}
