package viz

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// ticks returns round numbers from 0 to at least top, about n of them.
func ticks(top float64, n int) []float64 {
	if !(top > 0) || math.IsInf(top, 0) {
		return []float64{0, 1}
	}
	step := roundUp(top / float64(n))
	var ts []float64
	for i := 0; ; i++ {
		t := step * float64(i)
		ts = append(ts, t)
		if t >= top*(1-1e-9) {
			return ts
		}
	}
}

// roundUp returns the next round number from x on, which is more than 0.
func roundUp(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if x <= power*m {
			return power * m
		}
	}
	return power * 10
}

// timeTicks returns round times from 0 to at least top, about n of them.
func timeTicks(top time.Duration, n int) []time.Duration {
	step := roundTime(max(top, 1) / time.Duration(n))
	ts := []time.Duration{0}
	for t := step; t < top+step; t += step {
		ts = append(ts, t)
	}
	return ts
}

// roundTime is roundUp for times: from a second on clocks do not count in tens.
func roundTime(d time.Duration) time.Duration {
	const day = 24 * time.Hour
	if d <= time.Second {
		return time.Duration(roundUp(float64(max(d, 1))))
	}
	for _, t := range []time.Duration{2, 5, 10, 15, 30, 60, 2 * 60, 5 * 60, 10 * 60, 15 * 60, 30 * 60, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600} {
		if d <= t*time.Second {
			return t * time.Second
		}
	}
	return day * time.Duration(math.Ceil(roundUp(d.Hours()/24)))
}

// quantity writes a number with its unit. Bytes and times get the prefix that suits them: of "bytes",
// 8000000 is 8 MB; of "s", 0.002 is 2 ms.
func quantity(x float64, unit string) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return strings.TrimSpace(fmt.Sprint(x, " ", unit))
	}
	switch unit {
	case "bytes":
		return prefixed(x, []string{"B", "kB", "MB", "GB", "TB"})
	case "s":
		return seconds(x)
	case "":
		return plainNumber(x)
	}
	return plainNumber(x) + " " + unit
}

func prefixed(x float64, units []string) string {
	i := 0
	for math.Abs(x) >= 999.5 && i < len(units)-1 {
		x /= 1000
		i++
	}
	return threeDigits(x) + " " + units[i]
}

func seconds(x float64) string {
	if math.Abs(x) >= 1 || x == 0 || math.Abs(x) < 1e-9 {
		return threeDigits(x) + " s"
	}
	for _, unit := range []string{"ms", "µs", "ns"} {
		x *= 1000
		if math.Abs(x) >= 1 {
			return threeDigits(x) + " " + unit
		}
	}
	return threeDigits(x) + " ns"
}

// threeDigits writes a number with about three digits that count.
func threeDigits(x float64) string {
	decimals := 2
	if size := math.Abs(x); size >= 99.5 {
		decimals = 0
	} else if size >= 9.95 {
		decimals = 1
	}
	return trimZeros(strconv.FormatFloat(x, 'f', decimals, 64))
}

func plainNumber(x float64) string {
	size := math.Abs(x)
	switch {
	case x == math.Trunc(x) && size < 1e15:
		return grouped(strconv.FormatFloat(x, 'f', 0, 64))
	case size >= 1e6 || size < 1e-3:
		return strconv.FormatFloat(x, 'g', 3, 64)
	}
	return threeDigits(x)
}

// grouped puts commas between thousands of long numbers.
func grouped(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if len(digits) < 5 {
		return sign + digits
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// clock writes a time as people say it: 1.5s, 200ms.
func clock(d time.Duration) string {
	if d >= time.Second {
		return d.Round(time.Millisecond).String()
	}
	return d.Round(time.Microsecond).String()
}

// count writes a number of things: 1 task, 2 tasks.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
