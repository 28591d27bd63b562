// Value semantics: arrays, structs, maps of structs, slices that share, comparison.
package main

import "fmt"

type Point struct{ X, Y int }

type Grid [3][3]rune

type Inner struct{ N int }

type Outer struct {
	Inner
	P   *Point
	Arr [2]Point
	M   map[string][]int
}

func (p Point) Moved(dx int) Point { p.X += dx; return p }
func (p *Point) Move(dx int)       { p.X += dx }
func (i *Inner) Inc()              { i.N++ }

func change(g Grid) Grid { g[1][1] = 'x'; return g }

func swap[T any](a, b *T) { *a, *b = *b, *a }

var global = [...]Point{{1, 2}, {3, 4}}

func pair() (Point, error) { return Point{9, 9}, nil }

func main() {
	var g Grid
	for i := range g {
		for j := range g[i] {
			g[i][j] = '.'
		}
	}
	h := change(g)
	fmt.Println(g == h, string(g[1][:]), string(h[1][:]))
	p := Point{1, 1}
	q := p
	q.Move(5)
	fmt.Println(p, q, p.Moved(3), p == q, p == Point{1, 1})
	ps := []Point{{1, 1}, {2, 2}}
	for _, v := range ps {
		v.Move(100)
	}
	for i := range ps {
		ps[i].Move(10)
	}
	fmt.Println(ps)
	m := map[Point]string{{1, 2}: "a", {3, 4}: "b"}
	m[Point{1, 2}] += "!"
	fmt.Println(m, m[Point{5, 5}] == "")
	ms := map[string]Point{"k": {1, 2}}
	v := ms["k"]
	v.X = 7
	fmt.Println(ms, v)
	mp := map[string]*Point{"k": {1, 2}}
	mp["k"].X++
	mp["k"].Move(1)
	fmt.Println(*mp["k"])
	o := Outer{P: &p, M: map[string][]int{}}
	o.Inc()
	o.Inner.Inc()
	o.P.Y, o.Arr[1].X = 5, 6
	o.M["a"] = append(o.M["a"], 1, 2)
	o.M["a"][0]++
	o2 := o
	o2.Arr[0].X = 99
	o2.M["b"] = nil
	fmt.Println(o.N, p, o.Arr, o.M, o2.Arr, len(o.M))
	a := [...]int{1, 2, 3, 4, 5}
	s := a[1:3]
	s = append(s, 100)
	t := a[1:2:2]
	t = append(t, 200)
	fmt.Println(a, s, t, len(s), cap(s), cap(a[2:]))
	copy(a[:], a[2:])
	fmt.Println(a)
	x, y := 1, 2
	swap(&x, &y)
	x, y = y, x+y
	fmt.Println(x, y)
	i := 0
	i, a[i] = 1, 50
	fmt.Println(i, a)
	pp := &ps[0]
	ps = append(ps, Point{3, 3})
	pp.X = -1
	fmt.Println(ps[0], *pp)
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		if i == 2 {
			fmt.Println(v)
		}
	}
	for i, v := range arr[:] {
		arr[2] = 20
		if i == 2 {
			fmt.Println(v)
		}
	}
	ptr := &arr
	for i := range ptr {
		ptr[i] *= 2
	}
	fmt.Println(arr, len(ptr), ptr[1:])
	global[1].X = 30
	gp := &global[0].Y
	*gp = 20
	fmt.Println(global)
	anon := struct {
		A int
		B []string
	}{1, []string{"x"}}
	anon2 := anon
	anon2.B[0] = "y"
	fmt.Printf("%v %+v\n", anon, anon2)
	matrix := make([][]float64, 2)
	for i := range matrix {
		matrix[i] = make([]float64, 2)
		matrix[i][i] = 1.5
	}
	fmt.Println(matrix)
	if r, err := pair(); err == nil {
		r.X--
		fmt.Println(r)
	}
	var np *Point
	fmt.Println(np == nil, np, &Point{1, 2}, []*Point{nil})
	type key struct {
		a [2]string
		b any
	}
	seen := map[key]int{}
	seen[key{[2]string{"a", "b"}, 1}]++
	seen[key{[2]string{"a", "b"}, 1}]++
	seen[key{[2]string{"a", "b"}, "1"}]++
	fmt.Println(len(seen), seen[key{[2]string{"a", "b"}, 1}])
	delete(seen, key{[2]string{"a", "b"}, 1})
	fmt.Println(len(seen))
	func(p Point, ps []Point, arr [3]int) {
		p.X, ps[0].X, arr[0] = 1000, 1000, 1000
	}(p, ps, arr)
	fmt.Println(p, ps[0], arr)
	c := make(chan Point, 2)
	c <- p
	p.X = 77
	fmt.Println(<-c, p, len(c), cap(c))
	e1, e2 := any(p), any(p)
	p.X = 78
	fmt.Println(e1 == e2, e1.(Point).X, e1 == any(p))
}
