package programs

// Interface calls a method of interface values of two types in turn.
func Interface(n int) func() int { return func() int { return areas(n) } }

type shape interface{ area(scale int) int }

type square struct{ side int }

type rectangle struct{ width, height int }

func (s square) area(scale int) int { return s.side * s.side * scale }

func (r *rectangle) area(scale int) int { return r.width * r.height * scale }

func areas(n int) int {
	shapes := []shape{square{3}, &rectangle{2, 5}}
	sum := 0
	for i := 0; i < n; i++ {
		sum += shapes[i&1].area(2)
	}
	return sum
}
