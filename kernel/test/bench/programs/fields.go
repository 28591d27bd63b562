package programs

// Fields moves particles: fields of structs in a slice are read and written.
func Fields(n int) func() int { return func() int { return fields(n) } }

type particle struct{ x, y, vx, vy int }

func fields(n int) int {
	ps := make([]particle, 1024)
	for i := range ps {
		ps[i].vx, ps[i].vy = i, 1
	}
	for i := 0; i < n; i++ {
		k := i & 1023
		ps[k].x += ps[k].vx
		ps[k].y += ps[k].vy
	}
	sum := 0
	for _, p := range ps {
		sum += p.x + p.y
	}
	return sum
}
