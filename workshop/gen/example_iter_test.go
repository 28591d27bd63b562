package gen_test

import (
	"bufio"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// Rows 21, 25 and 33: iter, next, and what is said at the end. Go's own cursor says it with a false, ours with an
// error, as Python does with an exception.
func ExampleIter() {
	nums := []int{1, 2, 3}

	it := gen.Iter(nums)
	fmt.Println(it.Next())
	fmt.Println(it.Next())
	fmt.Println(it.Next())
	_, err := it.Next()
	fmt.Println(err, err == gen.ErrStop)
	if err == gen.ErrStop {
		fmt.Println("That's all folks!")
	}

	next, stop := iter.Pull(slices.Values(nums))
	defer stop()
	next()
	next()
	next()
	fmt.Println(next())
	// Output:
	// 1 <nil>
	// 2 <nil>
	// 3 <nil>
	// StopIteration true
	// That's all folks!
	// 0 false
}

// Row 22: what a for loop does, by hand.
func ExampleIter_forLoop() {
	for it := gen.Iter([]string{"a", "b"}); ; {
		item, err := it.Next()
		if err == gen.ErrStop {
			break
		}
		fmt.Println(item)
	}
	for item := range gen.Iter([]string{"a", "b"}).All() {
		fmt.Println(item)
	}
	// Output:
	// a
	// b
	// a
	// b
}

// Rows 9, 19 and 32: all kinds of values can be iterated over. The keys of a map come in any order, unless they are
// sorted: in Go the order changes from one loop to the next.
func ExampleIter_kinds() {
	file := strings.NewReader("first line\nsecond line\n")
	mail := make(chan string, 2)
	mail <- "ping"
	mail <- "pong"
	close(mail)
	ages := map[string]int{"Terry": 42, "Eric": 39, "Graham": 48}

	for _, x := range []any{[]int{1, 2}, [2]bool{true, false}, "héllo", 3, mail, maps.All(map[int]string{1: "one"}), bufio.NewScanner(file)} {
		fmt.Println(slices.Collect(gen.Iter(x).All()))
	}
	fmt.Println(len(slices.Collect(gen.Iter(ages).All())), "keys")
	fmt.Println(slices.Collect(gen.IterSorted(ages).All()))
	// Output:
	// [1 2]
	// [true false]
	// [h é l l o]
	// [0 1 2]
	// [ping pong]
	// [[1 one]]
	// [first line second line]
	// 3 keys
	// [Eric Graham Terry]
}

// Row 30: a number can be ranged over, and is no iterator. Iter makes one of it, which then is one already.
func ExampleIter_number() {
	it := gen.Iter(10)
	fmt.Println(it.Next())
	fmt.Println(gen.Iter(it) == it)
	fmt.Println(it.Next())
	// Output:
	// 0 <nil>
	// true
	// 1 <nil>
}

// upTo is a collection: every loop over it starts anew.
type upTo struct{ start, end int }

func (u upTo) All() iter.Seq[int] { return (&cursor{u.start, u.end}).All() }

// cursor is a place in one: it only goes forward.
type cursor struct{ current, end int }

func (c *cursor) Next() (int, error) {
	if c.current > c.end {
		return 0, gen.ErrStop
	}
	c.current++
	return c.current - 1, nil
}

func (c *cursor) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for {
			v, err := c.Next()
			if err != nil || !yield(v) {
				return
			}
		}
	}
}

// The compiler checks what the Python version of this class forgets: an iterator can be iterated over, too.
var _ gen.Iterator[int] = (*cursor)(nil)

// Rows 20, 26, 27 and 29: a collection can be looped over again, an iterator cannot.
func ExampleIterator() {
	collection := upTo{1, 5}
	fmt.Println(slices.Collect(collection.All()), slices.Collect(collection.All()))

	var it gen.Iterator[int] = &cursor{1, 5}
	fmt.Println(slices.Collect(it.All()), slices.Collect(it.All()))

	it = gen.Of(collection.All()) // a generator is an iterator of anything
	fmt.Println(slices.Collect(it.All()), slices.Collect(it.All()))
	fmt.Println(slices.Collect(gen.Iter(collection).All()))
	// Output:
	// [1 2 3 4 5] [1 2 3 4 5]
	// [1 2 3 4 5] []
	// [1 2 3 4 5] []
	// [1 2 3 4 5]
}

// Row 72: a cursor goes on where it was, whoever moves it.
func ExampleGenerator_All() {
	texts := gen.Of(func(yield func(string) bool) {
		for i := range 10 {
			if !yield(fmt.Sprint(i)) {
				return
			}
		}
	})
	fmt.Println(texts.Next())
	for text := range texts.All() {
		if text == "3" {
			break
		}
	}
	fmt.Println(texts.Next())
	fmt.Println(slices.Collect(texts.All()))
	// Output:
	// 0 <nil>
	// 4 <nil>
	// [5 6 7 8 9]
}

// Row 107: two trees with the same leaves in the same order. Two cursors walk them in lockstep, so that neither has to be
// walked to the end when they differ.
func Example_sameFringe() {
	a := &tree{&tree{nil, 1, nil}, 2, &tree{nil, 3, nil}}
	b := &tree{nil, 1, &tree{nil, 2, &tree{nil, 3, nil}}}
	c := &tree{&tree{nil, 1, nil}, 4, &tree{nil, 3, nil}}
	fmt.Println(sameFringe(a, b), sameFringe(a, c))
	// Output: true false
}

type tree struct {
	left  *tree
	value int
	right *tree
}

// walk passes yield down and its answer up.
func (t *tree) walk(yield func(int) bool) bool {
	return t == nil || t.left.walk(yield) && yield(t.value) && t.right.walk(yield)
}

func (t *tree) all(yield func(int) bool) { t.walk(yield) }

func sameFringe(a, b *tree) bool {
	as, bs := gen.Of(a.all), gen.Of(b.all)
	defer as.Close()
	defer bs.Close()
	for {
		x, errA := as.Next()
		y, errB := bs.Next()
		if x != y || errA != errB {
			return false
		}
		if errA != nil {
			return true
		}
	}
}
