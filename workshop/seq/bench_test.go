package seq

import (
	"slices"
	"strings"
	"testing"
)

// This file measures pipelines beside the loops that they stand for. What they cost in a cell is measured in
// kernel/test/workshop.

const million = 1_000_000

func even(n int) bool  { return n%2 == 0 }
func square(n int) int { return n * n }

func BenchmarkPipeline(b *testing.B) {
	for b.Loop() {
		Sum(Map(Filter(Range(million), even), square))
	}
}

func BenchmarkPipelineByHand(b *testing.B) {
	sum := 0
	for b.Loop() {
		for n := range million {
			if even(n) {
				sum += square(n)
			}
		}
	}
}

func BenchmarkPipelineEager(b *testing.B) {
	for b.Loop() {
		numbers := List(Range(million))
		evens := List(Filter(slices.Values(numbers), even))
		Sum(slices.Values(List(Map(slices.Values(evens), square))))
	}
}

func BenchmarkTake(b *testing.B) {
	for b.Loop() {
		Len(Take(Count(0), million))
	}
}

func BenchmarkZip(b *testing.B) {
	for b.Loop() {
		for x, y := range Zip(Range(million), Count(0)) {
			_, _ = x, y
		}
	}
}

func BenchmarkChunk(b *testing.B) {
	for b.Loop() {
		Len(Chunk(Range(million), 10))
	}
}

func BenchmarkLines(b *testing.B) {
	text := Join(Take(Repeat("this is a line of a file"), 10_000), "\n")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Len(Lines(strings.NewReader(text)))
	}
}
