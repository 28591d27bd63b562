package vm_test

import (
	"fmt"
	"math"
	"strings"
)

// The functions in this file run natively and on the machine: calls of methods of interfaces, with receivers,
// parameters and results of all classes, at places that see one type and many.

type speaker interface {
	speak(times int8, loud bool, word string) string
}

type (
	bell    float32
	dog     struct{}
	parrot  struct{ words []string }
	robot   struct{ id, version int }
	tiny    int8
	whisper string
	pointed struct{ p *int }
	horn    func(int) string
)

func (b bell) speak(times int8, loud bool, word string) string {
	return fmt.Sprint("bell", float32(b), times, loud, word)
}
func (d dog) speak(times int8, loud bool, word string) string { return fmt.Sprint(times, loud, word) }
func (p parrot) speak(times int8, loud bool, word string) string {
	return fmt.Sprint(p.words, times, loud, word)
}
func (r *robot) speak(times int8, loud bool, word string) string {
	r.id++
	return fmt.Sprint(r.id, r.version, times, loud, word)
}
func (t tiny) speak(times int8, loud bool, word string) string {
	return fmt.Sprint(int8(t)+times, loud, word)
}
func (w whisper) speak(times int8, loud bool, word string) string {
	return string(w) + fmt.Sprint(times, loud, word)
}
func (p pointed) speak(times int8, loud bool, word string) string {
	*p.p++
	return fmt.Sprint(*p.p, times, loud, word)
}
func (h horn) speak(times int8, loud bool, word string) string {
	return h(int(times)) + fmt.Sprint(loud, word)
}

func speakers(n int) []speaker {
	return []speaker{
		bell(1.5), dog{}, parrot{[]string{"a", "b"}}, &robot{n, 2}, tiny(-3), whisper("psst"), pointed{&n},
		horn(func(x int) string { return fmt.Sprint("horn", x+n) }),
	}
}

func speakInTurn(n int) string {
	all, text := speakers(n), ""
	for i := range n {
		text += all[i%len(all)].speak(int8(100+i), i%2 == 0, "x") + ";"
	}
	return text
}

func speakEach(n int) string {
	text := ""
	for _, s := range speakers(n) {
		for i := range 3 {
			text += s.speak(int8(i), false, "y") + ";"
		}
	}
	return text
}

type scaled interface {
	none() int
	scale(by int) int
	at(p *int) *int
	narrow(x uint8) uint8
	two(x float64, s []int) (float64, []int)
	nothing(p *int)
}

type (
	grid   struct{ w, h int }
	count  int
	little struct{ a, b uint8 }
)

func (g *grid) none() int                               { return g.w }
func (g *grid) scale(by int) int                        { return g.w * g.h * by }
func (g *grid) at(p *int) *int                          { *p += g.w; return p }
func (g *grid) narrow(x uint8) uint8                    { return x + uint8(g.w) }
func (g *grid) two(x float64, s []int) (float64, []int) { return x * 2, append(s, g.w) }
func (g *grid) nothing(p *int)                          { *p++ }

func (c count) none() int                               { return int(c) }
func (c count) scale(by int) int                        { return int(c) * by }
func (c count) at(p *int) *int                          { *p += int(c); return p }
func (c count) narrow(x uint8) uint8                    { return x + uint8(c) }
func (c count) two(x float64, s []int) (float64, []int) { return x + float64(c), s }
func (c count) nothing(p *int)                          { *p += int(c) }

func (l little) none() int                               { return int(l.a) }
func (l little) scale(by int) int                        { return int(l.b) * by }
func (l little) at(p *int) *int                          { return nil }
func (l little) narrow(x uint8) uint8                    { return x + l.a }
func (l little) two(x float64, s []int) (float64, []int) { return 0, nil }
func (l little) nothing(p *int)                          { *p = int(l.b) }

func scaledInTurn(n int) string {
	all, text := []scaled{&grid{3, n}, count(n), little{200, 9}, &grid{n, n}}, ""
	for i := range n {
		s, x := all[i%4], i
		p := s.at(&x)
		y, list := s.two(1.5, []int{i})
		s.nothing(&x)
		s.two(2, nil)
		text += fmt.Sprint(s.none(), s.scale(i), p == &x, x, s.narrow(uint8(250+i%5)), y, list, ";")
	}
	return text
}

func scaledNil(n int) string {
	all := []scaled{count(1), &grid{1, 2}, nil}
	sum := 0
	for i := range n {
		sum += all[i%3].scale(i)
	}
	return fmt.Sprint(sum)
}

func scaledNilPointer(n int) string {
	var g *grid
	return fmt.Sprint(scaled(g).scale(n))
}

type nested interface{ depth() int }

type inner struct{ of nested }

func (i inner) depth() int { return i.of.depth() + 1 }

type leaf struct{}

func (leaf) depth() int { return 0 }

func depthOfInterfaces(n int) string {
	var x nested = leaf{}
	for range n * 50 {
		x = inner{x}
	}
	return fmt.Sprint(x.depth())
}

func swap(a, b int) (int, int)                   { return b, a }
func divide(a, b int) (int, bool)                { return a / max(b, 1), b != 0 }
func three(n int) (s string, x float64, l []int) { return "s", float64(n), make([]int, n) }

// Variables that share the places of temporaries.
func shared(n int) string {
	text := ""
	var kept []func() int
	for i := range n {
		a, b := swap(i, i+1)
		q, ok := divide(a, b)
		c, d := a+b, a-b
		c, d = d, c
		s, x, l := three(i)
		s += "t"
		kept = append(kept, func() int { return a*100 + b*10 + q + len(l) })
		a, e := swap(a, d)
		text += fmt.Sprint(a, b, q, ok, c, d, e, s, x, len(l), ";")
	}
	m := map[int]string{1: "one"}
	for i := range 3 {
		v, ok := m[i]
		w, there := any(v).(string)
		v += "x"
		text += fmt.Sprint(v, ok, w, there)
	}
	for _, f := range kept {
		text += fmt.Sprint(f(), ",")
	}
	return text
}

type body struct {
	x, y  float64
	small uint8
	name  string
	next  *body
}

// Fields of elements.
func elementFields(n int) string {
	bodies := make([]body, n+2)
	var table [3]body
	for i := range bodies {
		a := &bodies[i]
		a.x, a.y, a.small, a.name = float64(i), 0.5, uint8(250+i), "n"
		bodies[i].x += bodies[i].y
		bodies[i].small++
		bodies[i].next = &bodies[(i+1)%len(bodies)]
		bodies[i].name += bodies[i].next.name
		t := &table[i%3]
		t.x += bodies[i].x
		table[i%3].small = bodies[i].small
	}
	i := 0
	for i < n {
		i++
	}
	for k, b := range bodies {
		k += i
		b.x++
		i = k + int(b.x)
	}
	last := bodies[len(bodies)-1]
	return fmt.Sprint(bodies[0].x, bodies[0].small, last.x, last.small, last.name, last.next == &bodies[0], table[1].x, table[2].small, i)
}

func elementFieldsBeyond(n int) string {
	bodies := make([]body, 10)
	bodies[n].x += bodies[n+1].y
	return fmt.Sprint(bodies[n].x)
}

func roots(n int) string {
	x := float64(n)
	return fmt.Sprint(math.Sqrt(x), math.Abs(-x), math.Sqrt(-1-x), math.Abs(math.Inf(-1)), math.Floor(x/2))
}

// onion prints itself by the function that prints it.
type onion int

func (n onion) String() string { return "<" + printOnion(n-1, int(n)) + ">" }

func printOnion(n onion, x any) string {
	if n <= 0 {
		return fmt.Sprint("end", x)
	}
	return fmt.Sprint(n, " in ", x, []int{int(n)})
}

// operandsOfPrints has operands that are slices of their own, delayed, in a loop, and of prints within prints.
func operandsOfPrints(n int) string {
	var out strings.Builder
	func() {
		for i := range 3 {
			defer fmt.Fprint(&out, i, n, "late ")
			fmt.Fprint(&out, i, n, "now ")
		}
	}()
	kept := []any{n, "kept", 1.5}
	fmt.Fprint(&out, kept...)
	fmt.Fprintln(&out, []any{2: n}...)
	fmt.Fprint(&out, 1, 2, 3, 4, 5, 6, 7, 8, 9, n)
	return fmt.Sprint(out.String(), kept, printOnion(onion(n%5), n))
}
