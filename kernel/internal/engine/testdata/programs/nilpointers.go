// Where a nil pointer is an error, and where it is not.
package main

import "fmt"

var intp *int

type S struct{ a, b int }

var sp *S

func try(n string, f func()) {
	defer func() { fmt.Println(n, recover() != nil) }()
	f()
}

type V int

func (v V) M() int { return int(v) }

type G[T any] struct{ x T }

func (g G[T]) M() int { return 1 }

type O struct{ *V }

type M interface{ M() int }

func text(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

// methods calls value methods with nil pointers.
func methods() {
	var v *V
	var i M = v
	text(func() { i.M() })
	text(func() { v.M() })
	i = (*G[V])(nil)
	text(func() { i.M() })
	i = v
	text(func() { (*V).M(v) })
	text(func() { defer i.M() })
	text(func() { f := v.M; f() })
	text(func() { f := i.M; f() })
	i = O{}
	text(func() { i.M() })
	i = (*O)(nil)
	text(func() { i.M() })
	i = nil
	text(func() { i.M() })
}

func main() {
	methods()
	try("a", func() { p := &*intp; _ = p })
	try("c", func() { fmt.Sprint(&*intp) })
	try("d", func() { var q *int; p := &*q; _ = p })
	try("e", func() { _ = &*intp })
	try("f", func() { _ = *intp })
	try("g", func() { _ = sp.b })
	try("h", func() { _ = &sp.a })
	try("i", func() { _ = &sp.b })
	try("j", func() { x := &sp.a; _ = x })
	try("k", func() { x := &(*sp).a; _ = x })
	try("l", func() { _ = *sp })
	try("m", func() { var a *[3]int; _ = a[:] })
	try("n", func() {
		var a *[3]int
		for range a {
		}
	})
	try("o", func() {
		var a *[3]int
		for range *a {
		}
	})
	try("p", func() {
		var a *[3]int
		for i := range *a {
			_ = i
		}
	})
	try("q", func() {
		var a *[3]int
		for _, x := range a {
			_ = x
		}
	})
	try("r", func() { var a *[3]int; _ = len(a) })
	try("s", func() { var a *[3]int; _ = len(*a) })
	try("t", func() { f := func() *[3]int { return nil }; _ = len(*f()) })
	try("u", func() { f := func() *[3]int { return nil }; _ = len(f()) })
	try("v", func() { f := func() *[3]int { return nil }; _ = cap(*f()) })
	try("w", func() {
		f := func() *[3]int { return nil }
		for range *f() {
		}
	})
	try("x", func() {
		f := func() *[3]int { return nil }
		for i, _ := range *f() {
			_ = i
		}
	})
	try("y", func() { var m map[string]*S; _ = m["a"].b })
	try("z", func() { var a [3]*[2]int; _ = len(*a[1]) })
	try("1", func() { f := func() *S { return nil }; _ = &f().b })
	try("2", func() { f := func() *S { return nil }; x := *f(); _ = x })
	try("3", func() { f := func() *[3]int { return nil }; a := [1][3]int{*f()}; _ = a })
	try("4", func() { f := func() *[3]int { return nil }; _ = *f() })
	try("5", func() { f := func() [3]int { panic(1) }; _ = len(f()) })
	try("6", func() { type T struct{ p *[3]int }; var t T; _ = len(t.p) })
	try("7", func() { type T struct{ p [3]int }; var t *T; _ = len(t.p) })
	try("8", func() { type T struct{ p [3]int }; f := func() *T { return nil }; _ = len(f().p) })
	try("9", func() {
		type T struct{ p [3]int }
		f := func() *T { return nil }
		for range f().p {
		}
	})
}
