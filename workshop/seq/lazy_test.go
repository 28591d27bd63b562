package seq

import (
	"fmt"
	"iter"
	"slices"
	"testing"
)

// This file tests the invariant: how many values a stage pulls from its source for how many
// of its own, and that the source is stopped.

// source has 0 to n-1, and keeps the books.
type source struct {
	n, pulls, starts, ends int
}

func (s *source) all(yield func(int) bool) {
	s.starts++
	defer func() { s.ends++ }()
	for i := range s.n {
		s.pulls++
		if !yield(i) {
			return
		}
	}
}

func odd(n int) bool { return n%2 == 1 }

func add(a, b int) int { return a + b }

func below(k int) func(int) bool { return func(n int) bool { return n < k } }

// asText makes the sequences of a table one type.
func asText[T any](s iter.Seq[T]) iter.Seq[string] {
	return Map(s, func(v T) string { return fmt.Sprint(v) })
}

func pairsAsText[A, B any](s iter.Seq2[A, B]) iter.Seq[string] { return asText(Pairs(s)) }

func TestStagesPullNoMoreThanTheyNeed(t *testing.T) {
	tests := []struct {
		name  string
		stage func(s iter.Seq[int]) iter.Seq[string]
		take  int // how many values of the stage are wanted; its consumer stops with the last
		want  string
		pulls int // from a source of ten
	}{
		{"Map", func(s iter.Seq[int]) iter.Seq[string] { return asText(s) }, 3, "[0 1 2]", 3},
		{"Filter", func(s iter.Seq[int]) iter.Seq[string] { return asText(Filter(s, odd)) }, 2, "[1 3]", 4},
		{"FlatMap", func(s iter.Seq[int]) iter.Seq[string] { return asText(FlatMap(s, Range)) }, 4, "[0 0 1 0]", 4},
		{"Accumulate", func(s iter.Seq[int]) iter.Seq[string] { return asText(Accumulate(s, add)) }, 4, "[0 1 3 6]", 4},
		{"Chunk", func(s iter.Seq[int]) iter.Seq[string] { return asText(Chunk(s, 3)) }, 2, "[[0 1 2] [3 4 5]]", 6},
		{"Chunk to the end", func(s iter.Seq[int]) iter.Seq[string] { return asText(Chunk(s, 4)) }, 9, "[[0 1 2 3] [4 5 6 7] [8 9]]", 10},
		{"Cycle", func(s iter.Seq[int]) iter.Seq[string] { return asText(Cycle(s)) }, 2, "[0 1]", 2},
		{"Cycle again", func(s iter.Seq[int]) iter.Seq[string] { return asText(Cycle(s)) }, 12, "[0 1 2 3 4 5 6 7 8 9 0 1]", 10},
		{"Take", func(s iter.Seq[int]) iter.Seq[string] { return asText(Take(s, 3)) }, 9, "[0 1 2]", 3},
		{"Take less", func(s iter.Seq[int]) iter.Seq[string] { return asText(Take(s, 3)) }, 2, "[0 1]", 2},
		{"Take none", func(s iter.Seq[int]) iter.Seq[string] { return asText(Take(s, 0)) }, 9, "[]", 0},
		{"Take less than none", func(s iter.Seq[int]) iter.Seq[string] { return asText(Take(s, -3)) }, 9, "[]", 0},
		{"Take too many", func(s iter.Seq[int]) iter.Seq[string] { return asText(Take(s, 99)) }, 99, "[0 1 2 3 4 5 6 7 8 9]", 10},
		{"Drop", func(s iter.Seq[int]) iter.Seq[string] { return asText(Drop(s, 3)) }, 2, "[3 4]", 5},
		{"Drop less than none", func(s iter.Seq[int]) iter.Seq[string] { return asText(Drop(s, -1)) }, 2, "[0 1]", 2},
		{"Drop all", func(s iter.Seq[int]) iter.Seq[string] { return asText(Drop(s, 20)) }, 2, "[]", 10},
		{"Slice", func(s iter.Seq[int]) iter.Seq[string] { return asText(Slice(s, 1, 7, 2)) }, 9, "[1 3 5]", 6},
		{"Slice to the end", func(s iter.Seq[int]) iter.Seq[string] { return asText(Slice(s, 1, End, 4)) }, 9, "[1 5 9]", 10},
		{"Slice of nothing", func(s iter.Seq[int]) iter.Seq[string] { return asText(Slice(s, 5, 5, 1)) }, 9, "[]", 0},
		{"TakeWhile", func(s iter.Seq[int]) iter.Seq[string] { return asText(TakeWhile(s, below(3))) }, 9, "[0 1 2]", 4},
		{"DropWhile", func(s iter.Seq[int]) iter.Seq[string] { return asText(DropWhile(s, below(3))) }, 2, "[3 4]", 5},
		{"Chain", func(s iter.Seq[int]) iter.Seq[string] { return asText(Chain(Range(2), s)) }, 3, "[0 1 0]", 1},
		{"Chain, first only", func(s iter.Seq[int]) iter.Seq[string] { return asText(Chain(Range(2), s)) }, 2, "[0 1]", 0},
		{"Flatten", func(s iter.Seq[int]) iter.Seq[string] { return asText(Flatten(Map(s, Range))) }, 3, "[0 0 1]", 3},
		{"Zip", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Zip(s, Count(5))) }, 2, "[(0, 5) (1, 6)]", 2},
		{"Zip with less", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Zip(s, Range(2))) }, 9, "[(0, 0) (1, 1)]", 3},
		{"Zip, second", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Zip(Range(2), s)) }, 9, "[(0, 0) (1, 1)]", 2},
		{"Enumerate", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Enumerate(Drop(s, 5))) }, 2, "[(0, 5) (1, 6)]", 7},
		{"Pairwise", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Pairwise(s)) }, 2, "[(0, 1) (1, 2)]", 3},
		{"Product", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Product(s, Range(2))) }, 3, "[(0, 0) (0, 1) (1, 0)]", 2},
		{"Product, second", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Product(Range(2), s)) }, 3, "[(0, 0) (0, 1) (0, 2)]", 3},
		{"Product, second kept", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Product(Range(2), Take(s, 2))) }, 9, "[(0, 0) (0, 1) (1, 0) (1, 1)]", 2},
		{"StarMap", func(s iter.Seq[int]) iter.Seq[string] { return asText(StarMap(Enumerate(s), add)) }, 3, "[0 2 4]", 3},
		{"Filter2", func(s iter.Seq[int]) iter.Seq[string] {
			return pairsAsText(Filter2(Enumerate(s), func(_, n int) bool { return odd(n) }))
		}, 2, "[(1, 1) (3, 3)]", 4},
		{"Take2", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Take2(Enumerate(s), 2)) }, 9, "[(0, 0) (1, 1)]", 2},
		{"Take2 none", func(s iter.Seq[int]) iter.Seq[string] { return pairsAsText(Take2(Enumerate(s), 0)) }, 9, "[]", 0},
		{"Keys", func(s iter.Seq[int]) iter.Seq[string] { return asText(Keys(Zip(s, Repeat("x")))) }, 2, "[0 1]", 2},
		{"Values", func(s iter.Seq[int]) iter.Seq[string] { return asText(Values(Enumerate(s))) }, 2, "[0 1]", 2},
		{"ChainAny", func(s iter.Seq[int]) iter.Seq[string] { return asText(ChainAny([]string{"a"}, s, 3)) }, 3, "[a 0 1]", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &source{n: 10}
			stage := tt.stage(s.all)
			if s.starts > 0 {
				t.Fatal("the source starts before anybody wants a value")
			}
			var got []string
			for v := range stage {
				got = append(got, v)
				if len(got) == tt.take {
					break
				}
			}
			if fmt.Sprint(got) != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if s.pulls != tt.pulls {
				t.Errorf("pulled %d, want %d", s.pulls, tt.pulls)
			}
			if s.starts != s.ends {
				t.Errorf("the source was started %d times and ended %d times", s.starts, s.ends)
			}
		})
	}
}

func TestEndsPullNoMoreThanTheyNeed(t *testing.T) {
	is := func(k int) func(int) bool { return func(n int) bool { return n == k } }
	tests := []struct {
		name  string
		end   func(s iter.Seq[int]) []any
		want  string
		pulls int
	}{
		{"List", func(s iter.Seq[int]) []any { return []any{List(s)} }, "[[0 1 2 3 4 5 6 7 8 9]]", 10},
		{"Sum", func(s iter.Seq[int]) []any { return []any{Sum(s)} }, "[45]", 10},
		{"Reduce", func(s iter.Seq[int]) []any {
			return []any{Reduce(s, "", func(a string, n int) string { return fmt.Sprint(n) + a })}
		}, "[9876543210]", 10},
		{"Any", func(s iter.Seq[int]) []any { return []any{Any(s, is(3))} }, "[true]", 4},
		{"Any of none", func(s iter.Seq[int]) []any { return []any{Any(s, is(30))} }, "[false]", 10},
		{"All", func(s iter.Seq[int]) []any { return []any{All(s, below(3))} }, "[false]", 4},
		{"All of all", func(s iter.Seq[int]) []any { return []any{All(s, below(30))} }, "[true]", 10},
		{"Contains", func(s iter.Seq[int]) []any { return []any{Contains(s, 5)} }, "[true]", 6},
		{"Contains not", func(s iter.Seq[int]) []any { return []any{Contains(s, 50)} }, "[false]", 10},
		{"First", func(s iter.Seq[int]) []any { v, ok := First(s); return []any{v, ok} }, "[0 true]", 1},
		{"Last", func(s iter.Seq[int]) []any { v, ok := Last(s); return []any{v, ok} }, "[9 true]", 10},
		{"Len", func(s iter.Seq[int]) []any { return []any{Len(s)} }, "[10]", 10},
		{"Max", func(s iter.Seq[int]) []any { v, ok := Max(s); return []any{v, ok} }, "[9 true]", 10},
		{"Min", func(s iter.Seq[int]) []any { v, ok := Min(s); return []any{v, ok} }, "[0 true]", 10},
		{"Sorted", func(s iter.Seq[int]) []any { return []any{Sorted(Map(s, func(n int) int { return -n }))} }, "[[-9 -8 -7 -6 -5 -4 -3 -2 -1 0]]", 10},
		{"Join", func(s iter.Seq[int]) []any { return []any{Join(Take(asText(s), 3), "!")} }, "[0!1!2]", 3},
		{"Equal", func(s iter.Seq[int]) []any { return []any{Equal(s, Range(10))} }, "[true]", 10},
		{"Equal not", func(s iter.Seq[int]) []any { return []any{Equal(s, Chain(Range(3), Repeat(7)))} }, "[false]", 4},
		{"Equal, shorter", func(s iter.Seq[int]) []any { return []any{Equal(s, Range(2))} }, "[false]", 3},
		{"Equal, longer", func(s iter.Seq[int]) []any { return []any{Equal(Range(2), s)} }, "[false]", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &source{n: 10}
			if got := fmt.Sprint(tt.end(s.all)); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if s.pulls != tt.pulls {
				t.Errorf("pulled %d, want %d", s.pulls, tt.pulls)
			}
			if s.starts != s.ends {
				t.Errorf("the source was started %d times and ended %d times", s.starts, s.ends)
			}
		})
	}
}

// Whatever the stages do, a pipeline of them asks its source one value at a time.
func TestPipelinePullsOneAtATime(t *testing.T) {
	var log []string
	note := func(stage string) func(int) int {
		return func(n int) int {
			log = append(log, fmt.Sprint(stage, n))
			return n
		}
	}
	s := Map(Filter(Map(Range(100), note("in ")), odd), note("out "))
	if got := List(Take(s, 2)); !slices.Equal(got, []int{1, 3}) {
		t.Error(got)
	}
	if got, want := fmt.Sprint(log), "[in 0 in 1 out 1 in 2 in 3 out 3]"; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
