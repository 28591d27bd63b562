package vm_test

import (
	"testing"
)

// Each benchmark's operation is one call, or one step of a loop.

const benchSource = `
func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func loop(n int) int {
	s := 0
	for i := 0; i < n; i++ {
		s += i & 3
	}
	return s
}

func sieve(n int) int {
	composite := make([]bool, n+1)
	count := 0
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		count++
		for j := i * 2; j <= n; j += i {
			composite[j] = true
		}
	}
	return count
}

func each(n int, yield func(int) bool) {
	for i := range n {
		if !yield(i) {
			return
		}
	}
}

func closure(n int) int {
	sum := 0
	each(n, func(x int) bool {
		sum += x
		return sum >= 0
	})
	return sum
}

type particle struct{ s, t int }

func fields(n int) int {
	ps := make([]particle, 1024)
	for i := 0; i < n; i++ {
		ps[i&1023].t += i
	}
	return ps[5].t
}

func (p *particle) add(x int) { p.s += x }

func method(n int) int {
	p := &particle{}
	for i := 0; i < n; i++ {
		p.add(i)
	}
	return p.s
}

func matmul(n int) int {
	a, b, c := make([][]float64, 100), make([][]float64, 100), make([][]float64, 100)
	for i := range a {
		a[i], b[i], c[i] = make([]float64, 100), make([]float64, 100), make([]float64, 100)
		for j := range a[i] {
			a[i][j], b[i][j] = float64(i+j), float64(i-j)
		}
	}
	steps := 0
	for steps < n {
		for i := 0; i < 100; i++ {
			for j := 0; j < 100; j++ {
				s := 0.0
				for k := 0; k < 100; k++ {
					s += a[i][k] * b[k][j]
				}
				c[i][j] = s
			}
		}
		steps += 1000000
	}
	return int(c[3][4])
}

func insertion(n int) int {
	a := make([]int, 1000)
	steps := 0
	for steps < n {
		for i := range a {
			a[i] = 1000 - i
		}
		for i := 1; i < len(a); i++ {
			for j := i; j > 0 && a[j-1] > a[j]; j-- {
				a[j-1], a[j] = a[j], a[j-1]
				steps++
			}
		}
	}
	return a[0]
}

func collatz(n int) int {
	total := 0
	for i := 1; total < n; i++ {
		for k := i; k != 1; {
			if k%2 == 0 {
				k /= 2
			} else {
				k = 3*k + 1
			}
			total++
		}
	}
	return total
}

func id(x int) int { return x }

func calls(n int) int {
	s := 0
	for i := 0; i < n; i++ {
		s += id(i)
	}
	return s
}

func appendTo(n int) int {
	var s []int
	for i := 0; i < n; i++ {
		if i&1023 == 0 {
			s = s[:0]
		}
		s = append(s, i)
	}
	return len(s)
}
`

func bench(b *testing.B, name string) {
	s := newSession(b)
	s.load(b, benchSource)
	f := function[func(int) int](b, s, name)
	b.ResetTimer()
	if err := s.do(func() { f(b.N) }); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkLoop(b *testing.B)      { bench(b, "loop") }
func BenchmarkSieve(b *testing.B)     { bench(b, "sieve") }
func BenchmarkClosure(b *testing.B)   { bench(b, "closure") }
func BenchmarkFields(b *testing.B)    { bench(b, "fields") }
func BenchmarkMethod(b *testing.B)    { bench(b, "method") }
func BenchmarkMatmul(b *testing.B)    { bench(b, "matmul") }
func BenchmarkInsertion(b *testing.B) { bench(b, "insertion") }
func BenchmarkCollatz(b *testing.B)   { bench(b, "collatz") }
func BenchmarkCalls(b *testing.B)     { bench(b, "calls") }
func BenchmarkAppend(b *testing.B)    { bench(b, "appendTo") }

// BenchmarkFib is per call: fib(27) makes 832040 of them.
func BenchmarkFib(b *testing.B) {
	s := newSession(b)
	s.load(b, benchSource)
	f := function[func(int) int](b, s, "fib")
	b.ResetTimer()
	_ = s.do(func() {
		for n := b.N; n > 0; n -= 832040 {
			f(27)
		}
	})
}

// BenchmarkFromGo is a call of a function of the machine by compiled code.
func BenchmarkFromGo(b *testing.B) {
	s := newSession(b)
	s.load(b, benchSource)
	f := function[func(int) int](b, s, "id")
	b.ResetTimer()
	_ = s.do(func() {
		for i := range b.N {
			f(i)
		}
	})
}

// BenchmarkLoad compiles the thirteen functions above, without the front end.
func BenchmarkLoad(b *testing.B) {
	s := newSession(b)
	p, err := s.cells.Compile("cell", benchSource)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s.machine.Load(p.Funcs, p.Files)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(p.Funcs)), "ns/func")
}
