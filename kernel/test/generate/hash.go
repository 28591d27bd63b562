package generate

import (
	"fmt"
	"strings"
)

// hash is an expression for a number that depends on all of a value, for values that
// cannot be printed.
func (g *gen) hash(t *typ, e string) string {
	switch {
	case t.kind == kBool:
		return fmt.Sprintf("iff[uint64](bool(%s), 3, 5)", e)
	case t.kind.integer():
		return "uint64(" + e + ")"
	case t.kind.float():
		return "hashFloat(float64(" + e + "))"
	case t.kind.complex():
		return fmt.Sprintf("hashFloat(float64(real(%s))) ^ 3*hashFloat(float64(imag(%s)))", e, e)
	case t.kind == kString:
		return "hashString(string(" + e + "))"
	case t.kind == kAny:
		return "hashString(fmt.Sprint(" + e + "))"
	case t.kind == kFunc, t.kind == kIface:
		return fmt.Sprintf("iff[uint64](%s == nil, 7, 11)", e)
	}
	name, ok := g.hashes[t.spell]
	if !ok {
		name = g.name("hash")
		g.hashes[t.spell] = name
		g.hashFunc(t, name)
	}
	return name + "(" + e + ")"
}

// hashFunc declares the hash function of a composite type.
func (g *gen) hashFunc(t *typ, name string) {
	var b strings.Builder
	switch t.kind {
	case kArray, kSlice:
		fmt.Fprintf(&b, "h = uint64(len(x))\nfor _, e := range x {\nh = h*31 + %s\n}\n", g.hash(t.elem, "e"))
	case kMap:
		fmt.Fprintf(&b, "for k, e := range x {\nh += (%s) * (%s)\n}\n", g.hash(t.key, "k"), g.hash(t.elem, "e"))
	case kPointer:
		fmt.Fprintf(&b, "if x != nil {\nh = 17 + %s\n}\n", g.hash(t.elem, "(*x)"))
	case kStruct:
		for _, f := range t.fields {
			fmt.Fprintf(&b, "h = h*37 + (%s)\n", g.hash(f.t, "x."+f.name))
		}
	}
	g.declare("func %s(x %s) (h uint64) {\n%sreturn\n}\n", name, t.spell, b.String())
}
