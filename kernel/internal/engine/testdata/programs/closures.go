// Closures, recursion through variables, method values, functions in data.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type Op func(float64, float64) (float64, error)

type Option func(*Config)

type Config struct {
	Name string
	Port int
}

func WithPort(p int) Option { return func(c *Config) { c.Port = p } }

func New(name string, opts ...Option) *Config {
	c := &Config{Name: name, Port: 80}
	for _, o := range opts {
		o(c)
	}
	return c
}

type State func(*Lexer) State

type Lexer struct {
	in  string
	pos int
	out []string
}

func (l *Lexer) next() (byte, bool) {
	if l.pos >= len(l.in) {
		return 0, false
	}
	l.pos++
	return l.in[l.pos-1], true
}

func lexText(l *Lexer) State {
	start := l.pos
	for {
		b, ok := l.next()
		switch {
		case !ok:
			l.out = append(l.out, "end:"+l.in[start:])
			return nil
		case b >= '0' && b <= '9':
			l.out = append(l.out, "text:"+l.in[start:l.pos-1])
			l.pos--
			return lexNumber
		}
	}
}

func lexNumber(l *Lexer) State {
	start := l.pos
	for {
		b, ok := l.next()
		if !ok || b < '0' || b > '9' {
			if ok {
				l.pos--
			}
			l.out = append(l.out, "num:"+l.in[start:l.pos])
			return lexText
		}
	}
}

func counter() (inc func() int, get func() int) {
	n := 0
	inc = func() int { n++; return n }
	get = func() int { return n }
	return
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func memo(f func(int) int) func(int) int {
	seen := map[int]int{}
	return func(n int) int {
		if v, ok := seen[n]; ok {
			return v
		}
		v := f(n)
		seen[n] = v
		return v
	}
}

type Greeter struct{ greeting string }

func (g Greeter) Greet(name string) string { return g.greeting + ", " + name }

func apply(f func(string) string, names ...string) string {
	var out []string
	for _, n := range names {
		out = append(out, f(n))
	}
	return strings.Join(out, "; ")
}

func main() {
	inc, get := counter()
	inc()
	inc()
	fmt.Println(get(), inc(), get())
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { fmt.Print(i, " "); i += 10 })
	}
	for _, f := range append(fs, fs...) {
		f()
	}
	fmt.Println()
	var fib func(int) int
	fib = memo(func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(80))
	double := func(x int) int { return 2 * x }
	fmt.Println(compose(double, func(x int) int { return x + 1 }, double)(5))
	ops := map[string]Op{
		"+": func(a, b float64) (float64, error) { return a + b, nil },
		"/": func(a, b float64) (float64, error) {
			if b == 0 {
				return 0, fmt.Errorf("%v/%v: division by zero", a, b)
			}
			return a / b, nil
		},
	}
	var names []string
	for k := range ops {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		fmt.Print(k, " ")
		fmt.Println(ops[k](1, 0))
	}
	fmt.Println(*New("a"), *New("b", WithPort(8080), func(c *Config) { c.Name += "!" }))
	l := &Lexer{in: "ab12c3"}
	for s := State(lexText); s != nil; {
		s = s(l)
	}
	fmt.Println(l.out)
	g := Greeter{"hi"}
	f := g.Greet
	g.greeting = "bye"
	fmt.Println(apply(f, "ann", "bob"), apply(g.Greet, "eve"), Greeter.Greet(g, "x"), apply(strings.ToUpper, "y"))
	x := 1
	{
		x := x + 1
		x++
		func() { x *= 10 }()
		fmt.Print(x, " ")
	}
	fmt.Println(x)
	sum := 0
	for _, v := range []int{1, 2, 3} {
		defer func() { sum += v; fmt.Println("sum", sum) }()
	}
	func(args ...any) { fmt.Println(len(args), args) }(1, "two", nil)
	words := strings.FieldsFunc("a1b2c", func(r rune) bool { return r >= '0' && r <= '9' })
	sort.Slice(words, func(i, j int) bool { return words[i] > words[j] })
	fmt.Println(words, strings.Map(func(r rune) rune { return r + 1 }, "HAL"))
	if f := func() bool { return true }; f() {
		fmt.Println("yes")
	}
	fmt.Println(func(a, b int) (q, r int) { q, r = a/b, a%b; return }(17, 5))
}
