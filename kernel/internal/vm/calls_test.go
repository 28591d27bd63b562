package vm_test

import "fmt"

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
