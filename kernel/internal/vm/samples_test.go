package vm_test

// The functions of this file are compiled by Go, as part of the tests, and by the machine,
// which gets the file as a cell (see TestSamples). Each is called with the arguments
// listed there, and must do the same on both.

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func sumTo(n int) int {
	s := 0
	for i := 0; i < n; i++ {
		s += i & 3
	}
	return s
}

func intOps(x, y int) (int, int, int, int, int, int, int, int, int, int) {
	return x + y, x - y, x * y, x & y, x | y, x ^ y, x &^ y, -x, ^x, +y
}

func divInt(x, y int) (int, int)           { return x / y, x % y }
func divInt8(x, y int8) (int8, int8)       { return x / y, x % y }
func divUint(x, y uint64) (uint64, uint64) { return x / y, x % y }
func divUint8(x, y uint8) (uint8, uint8)   { return x / y, x % y }
func int8Ops(x, y int8) (int8, int8, int8, int8, int8, int8, int8) {
	return x + y, x - y, x * y, x ^ y, -x, ^x, x &^ y
}
func uint8Ops(x, y uint8) (uint8, uint8, uint8, uint8, uint8, uint8, uint8) {
	return x + y, x - y, x * y, x ^ y, -x, ^x, x &^ y
}
func int16Ops(x, y int16) (int16, int16, int16, int16, int16, int16) {
	return x + y, x - y, x * y, x ^ y, -x, ^x
}
func uint16Ops(x, y uint16) (uint16, uint16, uint16, uint16, uint16, uint16) {
	return x + y, x - y, x * y, x ^ y, -x, ^x
}
func int32Ops(x, y int32) (int32, int32, int32, int32, int32, int32) {
	return x + y, x - y, x * y, x ^ y, -x, ^x
}
func uint32Ops(x, y uint32) (uint32, uint32, uint32, uint32, uint32, uint32) {
	return x + y, x - y, x * y, x ^ y, -x, ^x
}
func uint64Ops(x, y uint64) (uint64, uint64, uint64, uint64, uint64, uint64) {
	return x + y, x - y, x * y, x ^ y, -x, ^x
}

func shiftInt(x, n int) (int, int)                   { return x << n, x >> n }
func shiftInt8(x int8, n int) (int8, int8)           { return x << n, x >> n }
func shiftUint8(x uint8, n uint) (uint8, uint8)      { return x << n, x >> n }
func shiftUint64(x uint64, n uint8) (uint64, uint64) { return x << n, x >> n }
func shiftConst(x int32) (int32, int32, int32)       { return x << 3, x >> 2, x << 31 }

func compareInt(x, y int) (bool, bool, bool, bool, bool, bool) {
	return x == y, x != y, x < y, x <= y, x > y, x >= y
}
func compareUint(x, y uint) (bool, bool, bool, bool, bool, bool) {
	return x == y, x != y, x < y, x <= y, x > y, x >= y
}
func compareFloat(x, y float64) (bool, bool, bool, bool, bool, bool) {
	return x == y, x != y, x < y, x <= y, x > y, x >= y
}
func compareString(x, y string) (bool, bool, bool, bool, bool, bool) {
	return x == y, x != y, x < y, x <= y, x > y, x >= y
}

func branchFloat(x, y float64) (s string) {
	if x < y {
		s += "lt "
	}
	if !(x < y) {
		s += "nlt "
	}
	if x <= y || y > 5 {
		s += "le "
	}
	if !(x >= y) && x != y {
		s += "nge "
	}
	return s
}

func branchUint32(x, y uint32) (s string) {
	if x < y {
		s += "lt "
	} else if x == y {
		s += "eq "
	} else {
		s += "gt "
	}
	if !(x <= y) {
		s += "nle "
	}
	return s
}

func floatOps(x, y float64) (float64, float64, float64, float64, float64) {
	return x + y, x - y, x * y, x / y, -x
}
func float32Ops(x, y float32) (float32, float32, float32, float32, float32) {
	return x + y, x - y, x * y, x / y, -x
}
func complexOps(x, y complex128) (complex128, complex128, complex128, complex128, complex128, bool, float64, float64) {
	return x + y, x - y, x * y, x / y, -x, x == y, real(x), imag(y)
}
func complex64Ops(x, y complex64) (complex64, complex64, complex64, complex64, bool, float32, float32, complex64) {
	return x + y, x - y, x * y, -x, x != y, real(x), imag(y), complex(imag(x), real(y))
}

func conversions(x int, y float64) (int8, uint8, int16, uint16, int32, uint32, uint64, float32, float64, int, int32, uint8) {
	return int8(x), uint8(x), int16(x), uint16(x), int32(x), uint32(x), uint64(x), float32(x), float64(x), int(y), int32(y), uint8(y)
}
func floatConversions(x float32, u uint64) (float64, int, float32, float64, uint64, complex64) {
	return float64(x), int(x), float32(u), float64(u), uint64(x), complex64(complex(float64(x), 1))
}

func minMaxInt(a, b, c int) (int, int)            { return min(a, b, c), max(a, b, c) }
func minMaxFloat(a, b float64) (float64, float64) { return min(a, b), max(a, b) }
func minMaxString(a, b string) (string, string)   { return min(a, b), max(a, b) }
func minMaxUint(a, b uint8) (uint8, uint8)        { return min(a, b), max(a, b) }

func collatz(n int) (steps int) {
	for n != 1 {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
		steps++
	}
	return
}

func sieve(n int) int {
	composite := make([]bool, n+1)
	count := 0
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		count++
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return count
}

func labels(n int) (r int) {
outer:
	for i := 0; i < n; i++ {
		for j := 0; ; j++ {
			switch {
			case j > i:
				continue outer
			case i*j > 40:
				break outer
			case j == 3:
				fallthrough
			case j == 5:
				r += 100
			default:
				r += j
			}
		}
	}
	return r
}

func gotos(n int) int {
	i := 0
again:
	i += 3
	if i < n {
		goto again
	}
	return i
}

func switchInt(n int) string {
	switch n {
	case 1, 2:
		return "few"
	case 3:
		return "three"
	}
	return "many"
}

func ranges(s []int, str string, n int) (a, b, c, d int) {
	for i, x := range s {
		a += i * x
		s = nil
	}
	for i, r := range str {
		b += i * int(r)
	}
	for i := range n {
		c += i
		//lint:ignore SA4006 each step has an i of its own
		i += 10
	}
	for range str {
		d++
	}
	for i := range int8(n) {
		d += int(i)
	}
	return
}

func rangeArray(k int) (a, b int) {
	arr := [5]int{1, 2, 3, k, 5}
	for i, x := range arr {
		arr[4] = 100
		a += i * x
	}
	p := &arr
	for i, x := range p {
		p[4] = 1000
		b += i * x
	}
	return
}

func indexing(s []int, i int) (int, int)  { s[i]++; return s[i], len(s) }
func indexString(s string, i int) byte    { return s[i] }
func indexUnsigned(s []int, i uint64) int { return s[i] }
func indexArray(i int) int {
	a := [3]int{5, 6, 7}
	a[i] *= 2
	return a[i] + a[1]
}

func elements(n int) (int8, uint8, int16, uint16, int32, uint32, float32, string, bool, complex128) {
	a, b, c, d := make([]int8, 3), make([]uint8, 3), make([]int16, 3), make([]uint16, 3)
	e, f, g, h := make([]int32, 3), make([]uint32, 3), make([]float32, 3), make([]string, 3)
	k, l := make([]bool, 3), make([]complex128, 3)
	for i := range 3 {
		a[i], b[i], c[i], d[i] = int8(n+i), uint8(n+i), int16(n*i), uint16(n*i)
		e[i], f[i], g[i], h[i] = int32(n-i), uint32(n-i), float32(n)/3, "s"
		k[i], l[i] = i == 1, complex(float64(i), 2)
	}
	return a[2], b[2], c[2], d[2], e[2], f[2], g[2], h[2], k[1], l[2]
}

func slicing(lo, hi, top int) ([]int, int, int, string) {
	s := make([]int, 5, 10)
	for i := range s {
		s[i] = i
	}
	r := s[lo:hi:top]
	q := s[lo:][:hi]
	return r, cap(r), cap(q), "hello world"[lo:hi]
}

func slicingArray(lo, hi int) ([]int, int) {
	p := &[4]int{1, 2, 3, 4}
	s := p[lo:hi]
	if len(s) > 0 {
		s[0] = 9
	}
	return s, cap(s) + p[1]
}

func appending(n int) ([]int, []string, []uint8, int, int) {
	var a []int
	var b []string
	var c []uint8
	for i := range n {
		a = append(a, i)
		b = append(b, "x")
		c = append(c, uint8(i), uint8(i+1))
	}
	a = append(a, a...)
	return a, b, c, cap(a), cap(b)
}

func copying(n int) ([]int, int) {
	a := make([]int, n)
	for i := range a {
		a[i] = i
	}
	k := copy(a[1:], a)
	return a, k
}

type point struct{ X, Y int }
type mixed struct {
	A int8
	B string
	C [3]uint16
	P point
	F float32
	Q *point
}

func structs(n int) (point, mixed, int) {
	p := point{n, 2}
	q := p
	q.X++
	m := mixed{A: int8(n), B: "b", P: q, F: 1.5}
	m.C[1] = uint16(n)
	m.C[n&1] += 7
	m.P.Y += int(m.A)
	m.Q = &point{7, 8}
	m.Q.X += m.P.X
	copyOf := m
	copyOf.B = "other"
	copyOf.Q.Y = 99
	p = point{p.Y, p.X}
	return p, m, copyOf.Q.Y + int(m.F)
}

func sliceOfStructs(n int) (int, []mixed) {
	ps := make([]mixed, 4)
	for i := range n {
		ps[i&3].P.X += i
		ps[i&3].A--
		ps[i&3].C[i%3]++
		ps[(i+1)&3] = ps[i&3]
	}
	return ps[1].P.X, ps
}

func addPoint(p point, d int) point { p.X += d; return p }
func structCalls(n int) (point, point) {
	p := point{1, 2}
	return addPoint(addPoint(p, n), 1), p
}

func (p *point) scale(n int) { p.X *= n; p.Y *= n }
func (p point) sum() int     { return p.X + p.Y }
func methods(n int) int {
	p := point{1, 2}
	p.scale(n)
	q := &p
	q.scale(2)
	return p.sum() + q.sum()
}

func nilPointer(p *point) int     { return p.X }
func nilField(m *mixed) *point    { return &m.P }
func callNil(f func(int) int) int { return f(1) }

func divmod(a, b int) (q, r int) { q = a / b; r = a % b; return }
func multi(a, b int) (int, int) {
	q, r := divmod(a, b)
	q, r = r, q
	_, x := divmod(q+10, 3)
	//lint:ignore SA4017 results that nobody wants
	divmod(7, 2)
	return q + x, r
}
func multiDirect(a, b int) (int, int)             { return divmod(a, b) }
func words3(a int, s string) (string, int, []int) { return s + "!", a, []int{a, a} }
func useWords(n int) (string, int) {
	s, a, l := words3(n, "w")
	return s, a + len(l)
}

func counter() func() int {
	n := 0
	return func() int { n++; return n }
}
func closures(k int) (int, int, int) {
	c, d := counter(), counter()
	c()
	c()
	add := func(x int) int { return x + k }
	return c(), d(), apply(add, 5)
}
func apply(f func(int) int, x int) int { return f(x) }
func higher(n int) int                 { return apply(fib, n) }
func perIteration() (s int) {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		s = s*100 + f()
	}
	for _, x := range []string{"a", "bb"} {
		fs = append(fs, func() int { return len(x) })
	}
	return s*10 + fs[3]() + fs[4]()
}
func recursiveClosure(n int) int {
	var f func(int) int
	f = func(n int) int {
		if n == 0 {
			return 0
		}
		return n + f(n-1)
	}
	return f(n)
}
func manyArgs(a int8, b string, c []int, d float32, e point, f func(int) int) (string, int, point) {
	c[0] = f(int(a))
	e.X += int(d)
	return b, len(c), e
}
func callMany(n int) (string, int, point) {
	return manyArgs(int8(n), "b", make([]int, 3), 2.5, point{n, n}, func(x int) int { return x * n })
}

func callback(n int, yield func(int) bool) int {
	for i := range n {
		if !yield(i) {
			return i
		}
	}
	return -1
}
func callbacks(n int) (int, int) {
	sum := 0
	at := callback(n, func(x int) bool { sum += x; return sum < 20 })
	return at, sum
}

var global = 5
var globalPoint point
var globalSlice []string

func globals(n int) (int, point, []string) {
	global += n
	globalPoint.X = global
	globalPoint.Y++
	globalSlice = append(globalSlice[:0], "a", "b")
	return global, globalPoint, globalSlice
}

func logic(a, b bool) (bool, bool, bool, bool) {
	x := a && b || !a
	x = x && a
	return a && b, a || b, !a, x
}

type matrix [2][2]float64

func (m matrix) mul(o matrix) (r matrix) {
	for i := range 2 {
		for j := range 2 {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}
func power(n int) matrix {
	m := matrix{{1, 1}, {1, 0}}
	r := matrix{{1, 0}, {0, 1}}
	for range n {
		r = r.mul(m)
	}
	return r
}

func tables(n int) [][]int {
	t := make([][]int, n)
	for i := range t {
		t[i] = make([]int, n)
		for j := range t[i] {
			t[i][j] = i * j
			t[i][0] += t[i][j]
		}
	}
	return t
}

type node struct {
	val         int
	left, right *node
}

func insert(t *node, v int) *node {
	if t == nil {
		return &node{val: v}
	}
	if v < t.val {
		t.left = insert(t.left, v)
	} else {
		t.right = insert(t.right, v)
	}
	return t
}
func walk(t *node, out *[]int) {
	if t != nil {
		walk(t.left, out)
		*out = append(*out, t.val)
		walk(t.right, out)
	}
}
func treeSort(n int) []int {
	var root *node
	x := 12345
	for range n {
		x = (x*1103515245 + 12345) & 0x7fffffff
		root = insert(root, x%1000)
	}
	var out []int
	walk(root, &out)
	return out
}

func insertionSort(n int) []int {
	a := make([]int, n)
	x := 7
	for i := range a {
		x = x * 31 % 101
		a[i] = x
	}
	for i := 1; i < len(a); i++ {
		for j := i; j > 0 && a[j] < a[j-1]; j-- {
			a[j], a[j-1] = a[j-1], a[j]
		}
	}
	return a
}

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return depth(n-1) + 1
}

func rangeUnsigned(n uint64) (s uint64) {
	for i := range n {
		if i > 5 {
			break
		}
		s += i + 1
	}
	return s
}

func stepLoops(n int) (s int) {
	for i := 0; i <= n; i += 3 {
		s += i
	}
	for i := n; i > 0; i -= 2 {
		s += i * 2
	}
	for i := uint(0); i < uint(n); i += 5 {
		s -= int(i)
	}
	for i := int8(120); i > 100; i++ {
		s++
	}
	return s
}

func fused(a [][]float64, bits []bool, n int) (float64, int) {
	s, t := 0.0, 0
	for i := 0; i < n; i++ {
		s += a[i][n-1-i] * float64(i)
		a[i][0] -= s
		if bits[i] {
			t -= i * n
		} else if !bits[n-1-i] {
			t += i & 6
		}
	}
	return s, t
}
func callFused(n int) (float64, int) {
	a := make([][]float64, 5)
	bits := make([]bool, 5)
	for i := range a {
		a[i] = []float64{float64(i), 2, 3.5, 4, 5}
		bits[i] = i%3 == 1
	}
	return fused(a, bits, n)
}

type large struct{ a [9000]int }

func largeElements(n int) (int, int) {
	s := make([]large, 3)
	s[n].a[8999] = n
	s[0] = s[n]
	return s[0].a[8999], len(s[n].a)
}
