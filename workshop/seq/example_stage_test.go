package seq_test

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

func even(n int) bool  { return n%2 == 0 }
func square(n int) int { return n * n }

// Rows 12, 61 and 66: eager and lazy. Python tells them apart by brackets, we by seq.List, which asks for all values.
func ExampleMap() {
	numbers := []int{1, 2, 3, 4, 5}
	squares := seq.Map(slices.Values(numbers), square) // nothing has run
	for s := range squares {
		fmt.Print(s, " ")
	}
	fmt.Println(seq.List(squares))
	// Output: 1 4 9 16 25 [1 4 9 16 25]
}

// Rows 3, 43 and 65: when things happen. Only five of a million numbers are looked at.
func ExampleTrace() {
	numbers := seq.Trace("numbers", seq.Range(1_000_000))
	squared := seq.Map(seq.Filter(numbers, even), square)
	fmt.Println("nothing so far")
	for n := range seq.Take(squared, 3) {
		fmt.Println("got", n)
	}
	// Output:
	// nothing so far
	// numbers: start
	// numbers → 0
	// got 0
	// numbers → 1
	// numbers → 2
	// got 4
	// numbers → 3
	// numbers → 4
	// got 16
	// numbers: stopped by its consumer
}

// Row 43: the same as a number, for a test.
func ExampleCounted() {
	pulls := 0
	numbers := seq.Counted(seq.Range(1_000_000), &pulls)
	fmt.Println(seq.List(seq.Take(numbers, 5)), pulls)
	// Output: [0 1 2 3 4] 5
}

// Row 68: a pipeline of three functions.
func ExampleFilter() {
	numbers := seq.RangeFrom(1, 11)
	squares := seq.Map(numbers, square)
	for n := range seq.Filter(squares, even) {
		fmt.Print(n, " ")
	}
	// Output: 4 16 36 64 100
}

// Row 71: numbers that have no divisor in common with 6, squared.
func ExampleFilter_gcd() {
	gcd := func(a, b int) int {
		for b != 0 {
			a, b = b, a%b
		}
		return a
	}
	notBy2Or3 := seq.Filter(seq.Range(20), func(n int) bool { return gcd(n, 6) == 1 })
	fmt.Println(seq.List(notBy2Or3))
	fmt.Println(seq.List(seq.Map(notBy2Or3, square)))
	// Output:
	// [1 5 7 11 13 17 19]
	// [1 25 49 121 169 289 361]
}

// Row 59: a stream of words, some of which are replaced.
func ExampleMap_words() {
	better := map[string]string{"spam": "eggs", "bad": "good"}
	words := strings.FieldsSeq("spam spam and bad bacon")
	fmt.Println(seq.Join(seq.Map(words, func(w string) string {
		if b, ok := better[w]; ok {
			return b
		}
		return w
	}), " "))
	// Output: eggs eggs and good bacon
}

// Row 69: comprehensions with a condition, and with two loops.
func ExampleFlatMap() {
	fmt.Println(seq.List(seq.Map(seq.Filter(seq.Range(10), even), square)))

	pairs := seq.FlatMap(seq.RangeFrom(1, 3), func(i int) iter.Seq[string] {
		return seq.Map(slices.Values([]string{"a", "b"}), func(s string) string { return fmt.Sprint(s, i) })
	})
	fmt.Println(seq.List(pairs))
	// Output:
	// [0 4 16 36 64]
	// [a1 b1 a2 b2]
}

// Row 69: every value with every other.
func ExampleProduct() {
	table := seq.StarMap(seq.Product(seq.RangeFrom(1, 4), seq.RangeFrom(1, 4)), func(a, b int) int { return a * b })
	fmt.Println(seq.List(table))
	fmt.Println(seq.List(seq.Chunk(table, 3)))
	// Output:
	// [1 2 3 2 4 6 3 6 9]
	// [[1 2 3] [2 4 6] [3 6 9]]
}

// Row 10: what is built in for iterators.
func ExampleZip() {
	names, ages := []string{"Ada", "Grace", "Alan"}, []int{36, 85, 41}
	for name, age := range seq.Zip(slices.Values(names), slices.Values(ages)) {
		fmt.Println(name, age)
	}
	fmt.Println(seq.List(seq.Pairs(seq.Enumerate(slices.Values(names)))))
	fmt.Println(seq.List(seq.Pairs(seq.Pairwise(slices.Values(ages)))))
	fmt.Println(seq.Sum(slices.Values(ages)), seq.Sorted(slices.Values(ages)))
	fmt.Println(seq.Max(slices.Values(ages)))
	fmt.Println(seq.Min(slices.Values(ages)))
	fmt.Println(seq.Max(slices.Values([]int{}))) // of nothing: Python raises a ValueError
	fmt.Println(seq.Sorted(slices.Values(names)))
	// Output:
	// Ada 36
	// Grace 85
	// Alan 41
	// [(0, Ada) (1, Grace) (2, Alan)]
	// [(36, 85) (85, 41)]
	// 162 [36 41 85]
	// 85 true
	// 36 true
	// 0 false
	// [Ada Alan Grace]
}

// Row 62: the sum of a million squares; no list of them is ever made.
func ExampleSum() {
	fmt.Println(seq.Sum(seq.Map(seq.Range(1_000_000), square)))
	// Output: 333332833333500000
}

// Row 64: any and all stop at the first answer.
func ExampleAny() {
	big := func(n int) bool { return n > 2 }
	fmt.Println(seq.Any(seq.Trace("any", seq.Count(0)), big))
	fmt.Println(seq.All(seq.Trace("all", seq.Range(10)), big))
	// Output:
	// any: start
	// any → 0
	// any → 1
	// any → 2
	// any → 3
	// any: stopped by its consumer
	// true
	// all: start
	// all → 0
	// all: stopped by its consumer
	// false
}

// Row 31: in stops where it finds the value.
func ExampleContains() {
	fmt.Println(seq.Contains(seq.Trace("in", seq.Range(10)), 2))
	fmt.Println(slices.Contains([]int{0, 1, 2}, 5), seq.Contains(seq.Range(10), 10))
	// Output:
	// in: start
	// in → 0
	// in → 1
	// in → 2
	// in: stopped by its consumer
	// true
	// false false
}

// Row 73: folding. Without a start value the first item would go into the sum as it is, which is right only if
// it is 0 or 1.
func ExampleReduce() {
	sumOfSquares := func(sum, n int) int { return sum + n*n }
	fmt.Println(seq.Reduce(seq.RangeFrom(2, 5), 0, sumOfSquares))
	withoutStart, _ := seq.Last(seq.Accumulate(seq.RangeFrom(2, 5), sumOfSquares))
	fmt.Println(withoutStart)
	// Output:
	// 29
	// 27
}

// Row 74: a cursor can be used up, a sequence cannot.
func ExampleJoin() {
	letters := slices.Values([]string{"a", "b", "c"})
	fmt.Printf("%q %q\n", seq.Join(letters, "!"), seq.Join(letters, "!"))

	cursor := gen.Of(letters)
	fmt.Printf("%q %q\n", seq.Join(cursor.All(), "!"), seq.Join(cursor.All(), "!"))
	// Output:
	// "a!b!c" "a!b!c"
	// "a!b!c" ""
}

// Row 72: some letters by hand, the rest in a loop.
func ExampleList() {
	letters := gen.Of(seq.Map(seq.Count(0), func(i int) string { return string(rune('a' + i%26)) }))
	defer letters.Close()
	fmt.Println(letters.Next())
	fmt.Println(letters.Next())
	fmt.Println(seq.List(seq.Take(letters.All(), 3)))
	fmt.Println(letters.Next())
	// Output:
	// a <nil>
	// b <nil>
	// [c d e]
	// f <nil>
}

// Row 75: several sequences as one.
func ExampleChain() {
	list := []iter.Seq[int]{seq.Range(3), seq.Range(2)}
	fmt.Println(seq.List(seq.Chain(seq.Range(3), seq.RangeFrom(7, 9))))
	fmt.Println(seq.List(seq.Chain(list...)))
	// Output:
	// [0 1 2 7 8]
	// [0 1 2 0 1]
}

// Row 76: forth, back and forth: a sequence of sequences, put together.
func ExampleFlatten() {
	zigzag := func(yield func(iter.Seq[int]) bool) {
		for yield(seq.RangeFrom(1, 4)) && yield(seq.RangeStep(4, 1, -1)) {
		}
	}
	fmt.Println(seq.List(seq.Take(seq.Flatten(zigzag), 12)))
	// Output: [1 2 3 4 3 2 1 2 3 4 3 2]
}

// Row 94: lists in lists, of any depth: as they come, and as the compiler can check them.
func ExampleFlattenAny() {
	fmt.Println(seq.List(seq.FlattenAny([]any{1, []any{2, []int{3, 4}}, "five"})))

	typed := seq.Branch(seq.Leaf(1), seq.Branch(seq.Leaf(2), seq.Branch(seq.Leaf(3), seq.Leaf(4))), seq.Leaf(5))
	fmt.Println(seq.Sum(typed.All()))
	// Output:
	// [1 2 3 4 five]
	// 15
}

// Row 104: values of different kinds in one chain. Chain has one type for all; for ChainAny each value has to be
// looked at.
func ExampleChainAny() {
	fmt.Println(seq.List(seq.ChainAny([]int{1, 2, 3}, [3]int{4, 5, 6}, "hello")))
	// Output: [1 2 3 4 5 6 h e l l o]
}

// Row 35: the places of a word in a text, found one at a time.
func ExampleFirst() {
	find := func(text, word string) iter.Seq[int] {
		return func(yield func(int) bool) {
			for at := 0; ; {
				before, after, found := strings.Cut(text[at:], word)
				if !found || !yield(at+len(before)) {
					return
				}
				at = len(text) - len(after)
			}
		}
	}
	text := "one fish two fish red fish"
	fmt.Println(seq.First(find(text, "fish")))
	fmt.Println(seq.List(find(text, "fish")), seq.Len(find(text, "cat")))
	// Output:
	// 4 true
	// [4 13 22] 0
}

// Primes between ten and twenty, out of all primes.
func ExampleDropWhile() {
	prime := func(n int) bool {
		return n > 1 && seq.All(seq.RangeFrom(2, int(math.Sqrt(float64(n)))+1), func(d int) bool { return n%d != 0 })
	}
	primes := seq.Filter(seq.Count(2), prime)
	teens := seq.TakeWhile(seq.DropWhile(primes, func(p int) bool { return p < 10 }), func(p int) bool { return p < 20 })
	fmt.Println(seq.List(teens))
	// Output: [11 13 17 19]
}
