package programs

// Concat makes lines of 64 bytes letter by letter.
func Concat(n int) func() int { return func() int { return concat(n) } }

func concat(n int) int {
	line, lines := "", 0
	for i := 0; i < n; i++ {
		line += "x"
		if len(line) == 64 {
			lines++
			line = ""
		}
	}
	return lines*64 + len(line)
}
