package lab

import (
	"hash/fnv"
	"math/rand/v2"
)

// Rand returns a source of chance that comes out the same every time: numbers depend on the seed and on what was asked for
// before, and on nothing else. It belongs to one goroutine at a time.
//
//	r := lab.Rand(1)
//	r.IntN(6) + 1     // a die
//	r.Float64() < 0.5 // a coin
//	r.Shuffle(len(cards), func(i, j int) { cards[i], cards[j] = cards[j], cards[i] })
func Rand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x6c6162)) }

// Pick returns one of the items. It panics if there are none.
func Pick[T any](r *rand.Rand, items ...T) T { return items[r.IntN(len(items))] }

// randFor is Rand for a thing with a name: it does not matter in which order things are asked for.
func randFor(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}
