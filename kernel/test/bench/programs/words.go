package programs

import "strings"

// Words counts the words of a text of n bytes.
func Words(n int) func() int {
	text := prose(n)
	return func() int { return mostFrequent(text) }
}

func prose(n int) string {
	var b strings.Builder
	x := 12345
	for b.Len() < n {
		x = (x*1103515245 + 12345) & 0x7fffffff
		for k := (x >> 8) % 5000; k > 0; k /= 20 {
			b.WriteByte(byte('a' + k%20))
		}
		b.WriteByte(" \n"[x>>16&1])
	}
	return b.String()
}

func mostFrequent(text string) int {
	counts := map[string]int{}
	for _, word := range strings.Fields(text) {
		counts[word]++
	}
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	return most*100000 + len(counts)
}
