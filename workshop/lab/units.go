package lab

import (
	"fmt"
	"strconv"
	"time"
)

// Bytes is an amount of memory.
type Bytes int64

// Amounts of memory. As with disks and networks, a kilobyte is a thousand bytes.
const (
	KB Bytes = 1_000
	MB Bytes = 1_000_000
	GB Bytes = 1_000_000_000
)

// String is the amount with two or three digits: "8.0 MB", "640 B".
func (b Bytes) String() string {
	for _, u := range []struct {
		size Bytes
		name string
	}{{GB, " GB"}, {MB, " MB"}, {KB, " KB"}} {
		// What is rounded to a thousand of the smaller unit belongs to the larger one.
		if b >= u.size-u.size/2000 || -b >= u.size-u.size/2000 {
			return digits(float64(b)/float64(u.size)) + u.name
		}
	}
	return strconv.FormatInt(int64(b), 10) + " B"
}

// digits writes numbers from 1 to 999 with two or three digits.
func digits(x float64) string {
	if x > -9.95 && x < 9.95 {
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}

// count is "1 page", or "2 pages".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// inWords writes a time with two or three digits, whatever its size: "1.2 ms". Times of virtual clocks are exact.
func inWords(d time.Duration, virtual bool) string {
	if virtual {
		return d.String()
	}
	for _, u := range []struct {
		size time.Duration
		name string
	}{{time.Second, " s"}, {time.Millisecond, " ms"}, {time.Microsecond, " µs"}} {
		if d >= u.size {
			return digits(float64(d)/float64(u.size)) + u.name
		}
	}
	return fmt.Sprintf("%d ns", d.Nanoseconds())
}
