package gen

import (
	"runtime"
	"testing"
)

// raceDetector makes everything larger.
var raceDetector bool

// TestMemory holds what the package comment says about a suspended generator. The runtime learns from the stacks
// there are how large it makes new ones, and uses the memory of old ones again; so the first
// thousands are there when the others are measured.
func TestMemory(t *testing.T) {
	if raceDetector {
		t.Skip("with the race detector everything is larger")
	}
	const n, most = 5000, 3500 // bytes
	first := suspended(n)
	before := inUse()
	generators := suspended(n)
	each := int(inUse()-before) / n
	t.Logf("a suspended generator takes %d bytes", each)
	if each > most || each < most/2 {
		t.Errorf("a suspended generator takes %d bytes, 3000 are announced", each)
	}
	for _, g := range append(first, generators...) {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	}
}

func suspended(n int) []*Generator[int, None, None] {
	generators := make([]*Generator[int, None, None], n)
	for i := range generators {
		generators[i] = New(naturalsBody)
		generators[i].Next()
	}
	return generators
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse + m.OtherSys + m.GCSys
}
