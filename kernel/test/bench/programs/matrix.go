package programs

// Matrix multiplies two square matrices of n rows.
func Matrix(n int) func() int {
	a, b := zeros(n), zeros(n)
	for i := range n {
		for j := range n {
			a[i][j], b[i][j] = float64(i+j), float64(i-j)
		}
	}
	return func() int { return int(multiply(a, b)[n/2][n/3]) }
}

func zeros(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
	}
	return rows
}

func multiply(a, b [][]float64) [][]float64 {
	n := len(a)
	c := zeros(n)
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			s := 0.0
			for k := 0; k < n; k++ {
				s += a[i][k] * b[k][j]
			}
			c[i][j] = s
		}
	}
	return c
}
