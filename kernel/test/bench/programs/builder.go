package programs

import (
	"strconv"
	"strings"
)

// Builder writes numbers into one long string; in Python they are joined.
func Builder(n int) func() int { return func() int { return len(list(n)) } }

func list(n int) string {
	var b strings.Builder
	for i := 0; i < n; i++ {
		b.WriteString(strconv.Itoa(i))
		b.WriteByte(' ')
	}
	return b.String()
}
