// Functions to range over, iter.Pull, generators, labels and early exits.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func Count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Print("(stopped) ")
				return
			}
		}
	}
}

func Filter[T any](s iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range s {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

type Node struct {
	L, R *Node
	V    int
}

func (n *Node) All(yield func(int) bool) bool {
	return n == nil || n.L.All(yield) && yield(n.V) && n.R.All(yield)
}

func (n *Node) Values() iter.Seq[int] { return func(yield func(int) bool) { n.All(yield) } }

func find(s iter.Seq[int], want int) (pos int, ok bool) {
	defer func() { pos *= 10 }()
	for v := range s {
		if v == want {
			return pos, true
		}
		pos++
	}
	return -1, false
}

func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 0, 1
		for yield(a) {
			a, b = b, a+b
		}
	}
}

func deferred() {
	for i := range Count(2) {
		defer fmt.Print("deferred ", i, "; ")
	}
	fmt.Print("end; ")
}

func bad(yield func(int) bool) { yield(1); yield(2) }

func main() {
	for i := range Count(3) {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i := range Filter(Count(100), func(i int) bool { return i%7 == 3 }) {
		if i > 30 {
			break
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	for n, s := range Zip(Count(10), slices.Values([]string{"a", "b", "c"})) {
		fmt.Print(n, s, " ")
	}
	fmt.Println()
	t := &Node{&Node{nil, nil, 1}, &Node{&Node{nil, nil, 3}, nil, 4}, 2}
	fmt.Println(slices.Collect(t.Values()))
	fmt.Println(find(t.Values(), 3))
	fmt.Println(find(t.Values(), 9))
outer:
	for i := range Count(4) {
		for j := range Count(4) {
			switch {
			case j > i:
				continue outer
			case i == 3:
				break outer
			}
			fmt.Print(i, j, ";")
		}
	}
	fmt.Println()
	for v := range fib() {
		if v > 50 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	deferred()
	fmt.Println()
	var fs []func() int
	for i := range Count(3) {
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		for range bad {
			break
		}
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		for i := range Count(3) {
			if i == 1 {
				panic("in the body")
			}
		}
	}()
	m := map[string]int{"x": 1, "y": 2}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Print(k, m[k], " ")
	}
	for part := range strings.SplitSeq("a,b,c", ",") {
		fmt.Print(part, "|")
	}
	fmt.Println(slices.Collect(maps.Values(map[int]string{1: "one"})))
	for i, c := range slices.Backward([]rune("héj")) {
		fmt.Print(i, string(c), " ")
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println()
}
