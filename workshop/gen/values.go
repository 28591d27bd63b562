package gen

import (
	"cmp"
	"fmt"
	"iter"
	"reflect"
)

// values is what a for loop has of x, and whether it takes x.
func values(x any) (iter.Seq[any], bool) {
	switch x := x.(type) {
	case iter.Seq[any]:
		return x, true
	case scanner:
		return texts(x), true
	}
	v := reflect.ValueOf(x)
	if !v.IsValid() {
		return nil, false
	}
	if all := v.MethodByName("All"); all.IsValid() && isSource(all.Type()) {
		return values(all.Call(nil)[0].Interface())
	}
	return rangeable(v)
}

// isSource reports whether t is the type of a method like All.
func isSource(t reflect.Type) bool {
	return t.NumIn() == 0 && t.NumOut() == 1 && t.Out(0).Kind() == reflect.Func
}

// rangeable is values for what Go's range takes.
func rangeable(v reflect.Value) (iter.Seq[any], bool) {
	t := v.Type()
	switch k := t.Kind(); {
	case k == reflect.String:
		return characters(v.String()), true
	case k == reflect.Func && t.CanSeq2():
		return pairs(v.Seq2()), true
	case k == reflect.Slice, k == reflect.Array, k == reflect.Pointer && t.CanSeq2():
		return elements(v.Seq2()), true
	case t.CanSeq():
		return func(yield func(any) bool) { plain(v.Seq(), yield) }, true
	}
	return nil, false
}

// scanner is what a bufio.Scanner is.
type scanner interface {
	Scan() bool
	Text() string
}

func texts(s scanner) iter.Seq[any] {
	return func(yield func(any) bool) {
		for s.Scan() && yield(s.Text()) {
		}
	}
}

func characters(s string) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, r := range s {
			if !yield(string(r)) {
				return
			}
		}
	}
}

func pairs(s iter.Seq2[reflect.Value, reflect.Value]) iter.Seq[any] {
	return func(yield func(any) bool) {
		for k, v := range s {
			if !yield([2]any{k.Interface(), v.Interface()}) {
				return
			}
		}
	}
}

func elements(s iter.Seq2[reflect.Value, reflect.Value]) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, v := range s {
			if !yield(v.Interface()) {
				return
			}
		}
	}
}

func plain(s iter.Seq[reflect.Value], yield func(any) bool) {
	for v := range s {
		if !yield(v.Interface()) {
			return
		}
	}
}

// compare orders keys of a map.
func compare(a, b reflect.Value) int {
	switch {
	case a.CanInt() && b.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint() && b.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat() && b.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	}
	return cmp.Compare(fmt.Sprint(a.Interface()), fmt.Sprint(b.Interface()))
}
