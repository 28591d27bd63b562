package generate

import "math/rand/v2"

// Choices answers with a number from 0 to n-1. Everything that a program is follows from the
// answers; zero is always the simplest choice.
type Choices func(n int) int

// Seeded are choices at random, the same for the same seed.
func Seeded(seed uint64) Choices {
	return rand.New(rand.NewPCG(seed, 0)).IntN
}

// FromBytes are the choices that data says, and zeros when it has been used up.
func FromBytes(data []byte) Choices {
	next := func() int {
		if len(data) == 0 {
			return 0
		}
		x := data[0]
		data = data[1:]
		return int(x)
	}
	return func(n int) int {
		x := next()
		if n > 256 {
			x = x<<8 | next()
		}
		return x % n
	}
}

// chance is true in one of n cases.
func (c Choices) chance(n int) bool { return c(n) == n-1 }

// between answers with a number from low to high.
func (c Choices) between(low, high int) int { return low + c(high-low+1) }

func oneOf[T any](c Choices, xs []T) T { return xs[c(len(xs))] }
