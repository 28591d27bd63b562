// Type parameters, constraints, generic types with methods, the generic library.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return s
}

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Filter[S ~[]E, E any](xs S, keep func(E) bool) S {
	var out S
	for _, x := range xs {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func Reduce[T, A any](xs []T, acc A, f func(A, T) A) A {
	for _, x := range xs {
		acc = f(acc, x)
	}
	return acc
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprintf("%v=>%v", p.Key, p.Val) }

type List[T any] struct {
	head, tail *node[T]
	size       int
}

type node[T any] struct {
	val  T
	next *node[T]
}

func (l *List[T]) Push(v T) *List[T] {
	n := &node[T]{val: v}
	if l.tail == nil {
		l.head = n
	} else {
		l.tail.next = n
	}
	l.tail = n
	l.size++
	return l
}

func (l *List[T]) All() func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.val) {
				return
			}
			i++
		}
	}
}

type Tree[K cmp.Ordered, V any] struct {
	Left, Right *Tree[K, V]
	Key         K
	Val         V
}

func (t *Tree[K, V]) Put(k K, v V) *Tree[K, V] {
	if t == nil {
		return &Tree[K, V]{Key: k, Val: v}
	}
	switch c := cmp.Compare(k, t.Key); {
	case c < 0:
		t.Left = t.Left.Put(k, v)
	case c > 0:
		t.Right = t.Right.Put(k, v)
	default:
		t.Val = v
	}
	return t
}

func (t *Tree[K, V]) Walk(f func(K, V)) {
	if t != nil {
		t.Left.Walk(f)
		f(t.Key, t.Val)
		t.Right.Walk(f)
	}
}

type MyInt int

type Cache[K comparable, V any] struct {
	data map[K]V
	miss func(K) (V, error)
}

func NewCache[K comparable, V any](miss func(K) (V, error)) *Cache[K, V] {
	return &Cache[K, V]{data: make(map[K]V), miss: miss}
}

func (c *Cache[K, V]) Get(k K) (V, error) {
	if v, ok := c.data[k]; ok {
		return v, nil
	}
	v, err := c.miss(k)
	if err != nil {
		var zero V
		return zero, fmt.Errorf("key %v: %w", k, err)
	}
	c.data[k] = v
	return v, nil
}

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[MyInt](4, 5))
	words := []string{"go", "is", "fun", "indeed"}
	fmt.Println(Map(words, strings.ToUpper), Map(words, func(s string) int { return len(s) }))
	fmt.Println(Filter(words, func(s string) bool { return len(s) > 2 }))
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(a string, x int) string { return a + fmt.Sprint(x) }))
	p := Pair[string, []int]{"k", []int{1}}
	fmt.Printf("%v %+v %T\n", p, &p, p)
	l := new(List[rune]).Push('a').Push('b').Push('c')
	for i, r := range l.All() {
		if i == 2 {
			break
		}
		fmt.Print(i, string(r), " ")
	}
	fmt.Println(l.size)
	var t *Tree[string, int]
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		t = t.Put(w, i)
	}
	t.Walk(func(k string, v int) { fmt.Print(k, ":", v, " ") })
	fmt.Println()
	c := NewCache(func(k int) (string, error) {
		if k < 0 {
			return "", errors.New("negative")
		}
		return strings.Repeat("*", k), nil
	})
	fmt.Println(c.Get(3))
	fmt.Println(c.Get(-1))
	xs := []int{3, 1, 2, 3}
	slices.Sort(xs)
	i, found := slices.BinarySearch(xs, 2)
	fmt.Println(xs, slices.Max(xs), slices.Contains(xs, 9), slices.Index(xs, 3), i, found, slices.Compact(xs))
	m := map[string]int{"b": 2, "a": 1, "c": 3}
	keys := slices.Sorted(maps.Keys(m))
	fmt.Println(keys, min(3, 1, 2), max("a", "b"))
	clear(m)
	fmt.Println(len(m))
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(-cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	fmt.Println(words)
}
