package generate

// prelude is the helpers that programs use. Those called at, cut, clamp and idx make operations that
// cannot panic of those that could.
const prelude = `
func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func at[T any](s []T, i int) (x T) {
	if len(s) > 0 {
		x = s[uint(i)%uint(len(s))]
	}
	return
}

func idx(i, n int) int {
	if n == 0 {
		return 0
	}
	return int(uint(i) % uint(n))
}

func iff[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

func ptr[T any](x T) *T { return &x }

func cut(s string) string { return s[:min(len(s), 12)] }

func clamp(x float64) int {
	if x > -100 && x < 100 {
		return int(x)
	}
	return 100
}

func trace[T any](name string, x T) T {
	fmt.Print(name, " ")
	return x
}

func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func hashFloat(x float64) uint64 {
	if x != x {
		return 1
	}
	return math.Float64bits(x + 0)
}
`
