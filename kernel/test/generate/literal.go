package generate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// literal is a value of the type that needs no variables. That of a basic type is a constant.
func (g *gen) literal(t *typ) string {
	switch {
	case t.kind == kBool:
		return t.spell + "(" + oneOf(g.pick, []string{"false", "true"}) + ")"
	case t.kind.integer():
		return t.spell + "(" + g.integerOf(t.kind) + ")"
	case t.kind.float():
		return t.spell + "(" + oneOf(g.pick, floats) + ")"
	case t.kind.complex():
		return fmt.Sprintf("%s(complex(%s, %s))", t.spell, oneOf(g.pick, floats), oneOf(g.pick, floats))
	case t.kind == kString:
		return t.spell + "(" + strconv.Quote(oneOf(g.pick, texts)) + ")"
	}
	return g.compositeLiteral(t)
}

var floats = []string{"0", "1", "0.5", "-2", "1.25", "-0.75", "3e5", "1e-3", "100.125", "7"}

var texts = []string{"", "a", "go", "xyz", "é", "日本語", "a\xffb", "\x00", "hello, world", "ab\u00e9c"}

// integerOf is an integer constant of the kind, the corners of its range included.
func (g *gen) integerOf(k kind) string {
	n := k.bits()
	switch g.pick(6) {
	case 0:
		return strconv.Itoa(g.pick(4))
	case 1, 2:
		return strconv.Itoa(g.pick(100))
	case 3:
		if k.signed() {
			return strconv.Itoa(-1 - g.pick(100))
		}
		return strconv.Itoa(g.pick(128))
	case 4:
		if k.signed() {
			return strconv.FormatInt(math.MinInt64>>(64-n), 10)
		}
	}
	if k.signed() {
		return strconv.FormatInt(math.MaxInt64>>(64-n), 10)
	}
	return strconv.FormatUint(math.MaxUint64>>(64-n), 10)
}

func (g *gen) compositeLiteral(t *typ) string {
	switch t.kind {
	case kArray:
		return t.spell + "{" + g.literals(t.elem, g.pick.between(0, t.n)) + "}"
	case kSlice:
		if g.pick.chance(6) {
			return t.spell + "(nil)"
		}
		return t.spell + "{" + g.literals(t.elem, g.pick.between(0, 4)) + "}"
	case kStruct:
		return t.spell + "{" + g.fieldLiterals(t) + "}"
	case kPointer:
		if g.pick.chance(4) {
			return "(" + t.spell + ")(nil)"
		}
		return "ptr(" + typed(t.elem, g.literal(t.elem)) + ")"
	case kMap:
		return t.spell + "{" + g.entries(t) + "}"
	case kFunc:
		return fmt.Sprintf("func(%s) %s { return %s }", t.params[0].spell, t.result.spell, g.literal(t.result))
	case kAny:
		u := g.scalar()
		return "any(" + g.literal(u) + ")"
	}
	return t.spell + "(nil)"
}

func (g *gen) literals(t *typ, n int) string {
	var es []string
	for range n {
		es = append(es, g.literal(t))
	}
	return strings.Join(es, ", ")
}

func (g *gen) fieldLiterals(t *typ) string {
	keyed := g.pick.chance(2)
	var es []string
	for _, f := range t.fields {
		switch {
		case !keyed:
			es = append(es, g.literal(f.t))
		case !g.pick.chance(4):
			es = append(es, f.name+": "+g.literal(f.t))
		}
	}
	return strings.Join(es, ", ")
}

// entries are those of a map literal. Go refuses equal constant keys, so the second key is never
// a constant.
func (g *gen) entries(t *typ) string {
	n := g.pick(3)
	var es []string
	for i := range n {
		key := g.literal(t.key)
		if i > 0 {
			key = "iff(true, " + typed(t.key, key) + ", " + typed(t.key, g.literal(t.key)) + ")"
		}
		es = append(es, key+": "+g.literal(t.elem))
	}
	return strings.Join(es, ", ")
}
