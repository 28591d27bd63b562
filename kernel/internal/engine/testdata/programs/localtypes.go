// Types declared inside functions, generic ones too.
package main

import "fmt"

type Int int

type List[T any] struct{ v T }

func types[A any](a A) []any {
	type Pair[B any] struct {
		a A
		b B
	}
	type Node[B any] struct {
		next *Node[B]
		v    B
	}
	type Plain struct{ x int }
	type Alias = Pair[A]
	n := &Node[string]{v: "n"}
	n.next = &Node[string]{v: "m"}
	return []any{Pair[int]{a, 1}, Pair[A]{a, a}, *n.next, Plain{1}, Alias{a, a}, List[Pair[string]]{Pair[string]{a, "s"}}, []Pair[bool]{{a, true}}, Pair[Plain]{}}
}

func main() {
	x, y, z := types(1), types("s"), types(Int(3))
	for i := range x {
		fmt.Printf("%v %T %v %T %v %T\n", x[i], x[i], y[i], y[i], z[i], z[i])
	}
	again := types(2)
	for i := range x {
		same := func(a, b any) bool { return fmt.Sprintf("%T", a) == fmt.Sprintf("%T", b) }
		fmt.Println(same(x[i], again[i]), same(x[i], y[i]), i == 6 || x[i] == types(1)[i])
	}
	fmt.Println(x[0] == types(1)[0], x[0] == any(z[0]), x[1] == x[4])
}

func init() {
	type L struct{ x int }
	fmt.Printf("%T %T %T\n", List[L]{}, L{}, []List[List[L]]{})
	func() {
		type L int
		fmt.Printf("%T %T\n", List[L]{}, map[L]*List[*L]{})
	}()
}

var _ = func() int {
	type L int
	fmt.Printf("%T\n", List[L]{})
	return 1
}()
