package engine_test

import (
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

// benchmark runs cell code that repeats something n times.
func benchmark(b *testing.B, declarations, statement string) {
	s := newSession(b, engine.Options{})
	source := strings.Replace(declarations, "BODY", "func run(n int) {\n\tfor i := 0; i < n; i++ {\n\t\t"+statement+"\n\t}\n}", 1)
	if text := s.run(b.Context(), "declarations", source); text != "" {
		b.Fatal(text)
	}
	b.ResetTimer()
	if text := s.run(b.Context(), "run", strings.Replace("run(N)", "N", itoa(b.N), 1)); text != "" {
		b.Fatal(text)
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func BenchmarkLoop(b *testing.B) { benchmark(b, "BODY\nvar s int", "s += i & 3") }

func BenchmarkLocalLoop(b *testing.B) {
	s := newSession(b, engine.Options{})
	s.run(b.Context(), "f", "func f(n int) int { s := 0; for i := 0; i < n; i++ { s += i & 3 }; return s }")
	b.ResetTimer()
	s.run(b.Context(), "run", "f("+itoa(b.N)+")")
}

func BenchmarkCall(b *testing.B) {
	benchmark(b, "func f(x int) int { return x / 3 }\nBODY", "f(i)")
}

func BenchmarkPureCall(b *testing.B) {
	benchmark(b, "func f(x int) int { return x + 3 }\nBODY", "f(i)")
}

// BenchmarkFib computes fib(15): 1973 calls.
func BenchmarkFib(b *testing.B) {
	benchmark(b, "func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }\nBODY", "fib(15)")
}

func BenchmarkClosure(b *testing.B) {
	benchmark(b, "func counter() func() int { n := 0; return func() int { n++; return n } }\nc := counter()\nBODY", "c()")
}

func BenchmarkMethod(b *testing.B) {
	benchmark(b, "type T struct{ n int }\nfunc (t *T) Add(x int) { t.n += x }\nt := &T{}\nBODY", "t.Add(i)")
}

func BenchmarkInterface(b *testing.B) {
	benchmark(b, "type A interface{ Add(int) }\ntype T struct{ n int }\nfunc (t *T) Add(x int) { t.n += x }\nvar a A = &T{}\nBODY", "a.Add(i)")
}

func BenchmarkIndex(b *testing.B) {
	benchmark(b, "xs := []int{1, 2, 3, 4}\nBODY", "xs[i&3]++")
}

func BenchmarkMap(b *testing.B) {
	benchmark(b, "m := map[int]int{}\nBODY", "m[i&255] += i")
}

func BenchmarkAppend(b *testing.B) {
	benchmark(b, "var xs []int\nBODY", "xs = append(xs, i)")
}

func BenchmarkSprint(b *testing.B) {
	benchmark(b, "import \"fmt\"\nBODY", "_ = fmt.Sprint(i)")
}

func BenchmarkRangeFunc(b *testing.B) {
	benchmark(b, "func one(yield func(int) bool) { yield(1) }\nBODY", "for range one {}")
}

func BenchmarkChannel(b *testing.B) {
	benchmark(b, "c := make(chan int, 1)\nBODY", "c <- i; <-c")
}

func BenchmarkDefer(b *testing.B) {
	benchmark(b, "func g() {}\nfunc f() { defer g() }\nBODY", "f()")
}

// BenchmarkEmptyCell measures what running a cell costs at least.
func BenchmarkEmptyCell(b *testing.B) {
	s := newSession(b, engine.Options{})
	for b.Loop() {
		s.run(b.Context(), "empty", "x := 1")
	}
}

func BenchmarkNewEngine(b *testing.B) {
	for b.Loop() {
		if _, err := engine.New(engine.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
