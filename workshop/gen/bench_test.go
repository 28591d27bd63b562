package gen

import (
	"iter"
	"testing"
)

// This file measures what a generator costs beside what it is made of. A step may cost twice
// what one of iter.Pull does.

func naturals(yield func(int) bool) {
	for i := 0; yield(i); i++ {
	}
}

func naturalsBody(y *Yielder[int, None]) (None, error) {
	for i := 0; ; i++ {
		if _, err := y.Yield(i); err != nil {
			return None{}, err
		}
	}
}

func BenchmarkPull(b *testing.B) {
	next, stop := iter.Pull(naturals)
	defer stop()
	for b.Loop() {
		next()
	}
}

func BenchmarkNext(b *testing.B) {
	g := New(naturalsBody)
	defer g.Close()
	for b.Loop() {
		g.Next()
	}
}

func BenchmarkOf(b *testing.B) {
	g := Of(naturals)
	defer g.Close()
	for b.Loop() {
		g.Next()
	}
}

func BenchmarkFrom(b *testing.B) {
	g := New(func(y *Yielder[int, None]) (None, error) { return From(y, New(naturalsBody)) })
	defer g.Close()
	for b.Loop() {
		g.Next()
	}
}

func BenchmarkPullOnce(b *testing.B) {
	for b.Loop() {
		next, stop := iter.Pull(naturals)
		next()
		stop()
	}
}

func BenchmarkOnce(b *testing.B) {
	for b.Loop() {
		g := New(naturalsBody)
		g.Next()
		g.Close()
	}
}
