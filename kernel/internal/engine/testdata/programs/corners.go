// Order of evaluation, odd conversions, delayed calls of predeclared functions, bound methods.
package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unsafe"
)

var trace []string

func note[T any](s string, v T) T {
	trace = append(trace, s)
	return v
}

func flush() {
	fmt.Println(trace)
	trace = nil
}

type Acc struct {
	n    int
	list []int
	sub  *Acc
}

func (a *Acc) add(n int) *Acc { trace = append(trace, fmt.Sprint("add", n)); a.n += n; return a }
func (a Acc) value() int      { return a.n }

type adder interface {
	add(int) *Acc
	value() int
}

func order() {
	a := []int{1, 2, 3}
	i := 0
	f := func() int { i++; a[0] += 10; return i }
	a[note("index", 1)] = note("left", 5) + note("right", 6)
	flush()
	x := a[0] + f()*100 + a[0]*10000
	fmt.Println(x >= 110000, a, i)
	m := map[string]int{}
	m[note("key", "k")] += note("value", 3)
	note("and", false)
	_ = note("a", false) && note("b", true) || note("c", true) && !note("d", false)
	flush()
	fmt.Println(note("1", 1), note("2", 2) == note("3", 3), []int{note("4", 4), note("5", 5)}, map[int]int{note("6", 6): note("7", 7)})
	flush()
	acc := &Acc{sub: &Acc{}}
	acc.add(1).add(2).sub.add(note("arg", 3)).add(4)
	flush()
	var s adder = acc
	g, h := s.add, s.value
	g(10)
	acc.n++
	fmt.Println(h(), s.value(), acc.sub.value())
	flush()
	p, q := &Acc{n: 1}, &Acc{n: 2}
	p, q.sub, p.n = q, p, 9
	fmt.Println(p.n, q.n, q.sub.n)
	b := []int{0, 1, 2}
	j := 0
	j, b[j], b[j+1] = 2, b[2], b[0]
	fmt.Println(j, b)
}

func delayed() (n int) {
	m := map[string]int{"a": 1, "b": 2}
	dst := make([]byte, 3)
	ch := make(chan int)
	var buf bytes.Buffer
	func() {
		defer delete(m, "a")
		defer copy(dst, "xyz")
		defer close(ch)
		defer buf.WriteString("written")
		defer fmt.Fprintf(&buf, "%d %s; ", 1, "first")
		defer func() { defer recover(); n++ }()
	}()
	_, open := <-ch
	fmt.Println(m, string(dst), open, buf.String())
	func() {
		defer func() { fmt.Println("got", recover()) }()
		defer panic("later")
	}()
	func() {
		defer func() {
			defer recover()
		}()
		panic("recovered by defer recover()")
	}()
	done := make(chan bool, 1)
	var w io.Writer = &buf
	go func(s string, args ...any) { fmt.Fprintf(w, s, args...); done <- true }("%v", 1)
	<-done
	var c io.Closer
	func() {
		defer func() { fmt.Println(recover()) }()
		defer c.Close()
	}()
	return n
}

func conversions() {
	s := []int{1, 2, 3, 4}
	a := [2]int(s)
	pa := (*[3]int)(s)
	pa[0] = 9
	fmt.Println(a, *pa, s, len(pa), cap(pa[:2]))
	var u8 uint8 = 3
	var u64 uint64 = 1
	var i8 int8 = -1
	fmt.Println(s[u8], s[u64:u8], s[:u8:u8], 1<<u8, i8>>1, uint8(i8), uint16(i8), int32(u64)<<31)
	type Named []byte
	n := Named("abc")
	fmt.Println(string(n), []byte(n), strings.ToUpper(string(n[1:])), string(rune(0x4e16)), []rune("é"))
	f := 1e10
	fmt.Println(int64(f), float32(f), complex64(complex(1, -2)), real(3i), imag(complex64(2i)))
	p := unsafe.Pointer(&s[0])
	fmt.Println(*(*int)(unsafe.Add(p, unsafe.Sizeof(0))), unsafe.Slice(&s[1], 2), unsafe.String(unsafe.StringData("hello"), 4))
	var e1 error
	var e2 io.Reader
	fmt.Println(e1 == nil, e2 == nil, any(e1) == any(e2), any((*Acc)(nil)) == nil)
	arr := [...]string{2: "two", 0: "zero"}
	fmt.Printf("%q %d\n", arr, len(arr))
	type pair struct {
		a [2]int
		s string
	}
	fmt.Println(pair{[2]int{1, 2}, "x"} == pair{[2]int{1, 2}, "x"}, [2]any{1, "a"} == [2]any{1, "b"}, arr != [3]string{})
	up := strings.ToUpper
	count := strings.NewReader("reader").Len
	fmt.Println(up("func"), count(), func(fs ...func(string) string) int { return len(fs) }(up, strings.ToLower))
	print := fmt.Sprintln
	fmt.Print(print("a", 1, nil))
}

func pairs() {
	m := map[string]*int{}
	v, ok := m["x"]
	get := func() (bool, bool) { return v == nil, ok }
	one := 1
	m["x"] = &one
	v, ok = m["x"]
	fmt.Println(get())
	if _, ok := m["y"]; !ok {
		delete(m, "x")
	}
	_, ok = m["x"]
	fmt.Println(get())
	var x any = 5
	n, isInt := x.(int)
	_, isStr := x.(string)
	f := func() { n++; isInt = !isInt }
	f()
	fmt.Println(n, isInt, isStr)
	for _, x := range []any{1, "a", 2.5, nil} {
		i, ok := x.(int)
		s, _ := x.(string)
		fmt.Print(i, ok, s, " ")
	}
	fmt.Println()
}

func minmax() {
	a, b := 3, 7
	f, g := 2.5, -1.0
	fmt.Println(min(a, b), max(a, b, 5), min(f, g), max("a", "b", "ab"), min(f, 1))
}

func main() {
	order()
	fmt.Println(delayed())
	conversions()
	pairs()
	minmax()
}
