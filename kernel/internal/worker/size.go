package worker

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file is about amounts of memory and of text, as people write them.

var sizeUnits = []struct {
	name  string
	bytes int64
}{
	{"TB", 1 << 40}, {"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"B", 1},
}

// NoLimit is the size that people call "none".
const NoLimit = rt.NoLimit

// ParseSize reads 512MB, 1.5 GB, 64kb, 1000 (bytes), 2GiB, or none, which is [NoLimit].
func ParseSize(text string) (int64, error) {
	s := strings.ToUpper(strings.TrimSpace(text))
	s = strings.Replace(s, "IB", "B", 1)
	if s == "NONE" {
		return NoLimit, nil
	}
	scale := int64(1)
	for _, u := range sizeUnits {
		if number, ok := strings.CutSuffix(s, u.name); ok {
			s, scale = strings.TrimSpace(number), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n > 0) || n*float64(scale) >= math.MaxInt64 {
		return 0, fmt.Errorf("%q is not a size such as 512MB or 2GB", strings.TrimSpace(text))
	}
	return max(int64(n*float64(scale)), 1), nil
}

// SizeText writes a size with the unit that fits: 1 MB, 1.5 GB, 700 bytes.
func SizeText(n int64) string {
	if n == NoLimit {
		return "none"
	}
	for _, u := range sizeUnits[:len(sizeUnits)-1] {
		if n >= u.bytes {
			return strings.TrimSuffix(strconv.FormatFloat(float64(n)/float64(u.bytes), 'f', 1, 64), ".0") + " " + u.name
		}
	}
	if n == 1 {
		return "1 byte"
	}
	return fmt.Sprintf("%d bytes", n)
}

// Grouped writes a number as people do: 1,234,567.
func Grouped(n int64) string { return rt.Grouped(int(n)) }
