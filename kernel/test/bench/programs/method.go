package programs

// Method calls a method of a pointer.
func Method(n int) func() int { return func() int { return method(n) } }

type counter struct{ sum int }

func (c *counter) add(x int) { c.sum += x }

func method(n int) int {
	c := &counter{}
	for i := 0; i < n; i++ {
		c.add(i)
	}
	return c.sum
}
