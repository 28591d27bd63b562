package accidents

import (
	"regexp"
	"strings"
	"testing"
)

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// plain is text without colours and without white space at the ends of lines.
func plain(text string) string {
	lines := strings.Split(sgr.ReplaceAllString(text, ""), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
	}
	return strings.Join(lines, "\n")
}

// matches reports whether text is as a file says: "..." is any number of lines, "…" any text in one.
func matches(want, text string) bool {
	return matchLines(strings.Split(strings.TrimRight(want, "\n"), "\n"), strings.Split(strings.TrimRight(plain(text), "\n"), "\n"))
}

func matchLines(want, lines []string) bool {
	for i, w := range want {
		if w != "..." {
			if i >= len(lines) || !matchLine(w, lines[i]) {
				return false
			}
			continue
		}
		for n := i; n <= len(lines); n++ {
			if matchLines(want[i+1:], lines[n:]) {
				return true
			}
		}
		return false
	}
	return len(want) == len(lines)
}

func matchLine(want, line string) bool {
	parts := strings.Split(strings.TrimRight(want, " \t"), "…")
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(p)
	}
	return regexp.MustCompile("^" + strings.Join(parts, ".*") + "$").MatchString(line)
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		want, text string
		ok         bool
	}{
		{"a\nb\n", "a\nb", true},
		{"a\n", "a\nb", false},
		{"a\nb\n", "a\n", false},
		{"a\n...\nd\n", "a\nb\nc\nd\n", true},
		{"a\n...\nd\n", "a\nd\n", true},
		{"a\n...\nd\n", "a\nb\n", false},
		{"...\n", "", true},
		{"took … ms", "took 12 ms", true},
		{"took … ms", "took 12 s", false},
		{"", "", true},
		{"", "x", false},
	} {
		if matches(c.want, c.text) != c.ok {
			t.Errorf("%q of %q: want %v", c.want, c.text, c.ok)
		}
	}
}
