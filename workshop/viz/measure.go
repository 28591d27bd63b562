package viz

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file knows how much room text takes, without asking a browser, and makes any text fit for a
// picture. The estimates are for the widest of the usual fonts.

// Sizes of text by class; see style.go.
const (
	headSize  = 15.0
	textSize  = 13.0
	smallSize = 11.5
	codeSize  = 12.0
)

// textWidth estimates how wide s is in letters of a size.
func textWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		w += advance(r)
	}
	return w * size
}

func advance(r rune) float64 {
	switch {
	case r >= 0x1100 && wide(r):
		return 1.05
	case r > unicode.MaxASCII:
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			return 0
		}
		return 0.72
	case strings.ContainsRune("ijl.,:;'|!()[]{} Itfr/-\"`", r):
		return 0.38
	case strings.ContainsRune("mwMW@%", r):
		return 0.95
	case unicode.IsUpper(r):
		return 0.7
	}
	return 0.6
}

// wide reports whether a character fills a square: Chinese, Japanese, Korean, and emoji.
func wide(r rune) bool {
	return r <= 0x115F || 0x2E80 <= r && r <= 0xA4CF || 0xAC00 <= r && r <= 0xD7A3 || 0xF900 <= r && r <= 0xFAFF ||
		0xFE30 <= r && r <= 0xFE6F || 0xFF00 <= r && r <= 0xFF60 || 0x1F000 <= r && r <= 0x3FFFD
}

// codeWidth is textWidth for letters that are all of one width.
func codeWidth(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch a := advance(r); {
		case a == 0:
		case a > 1:
			w += 1.25
		default:
			w += 0.62
		}
	}
	return w * codeSize
}

// fit shortens s, with an ellipsis at its end, until it is at most width wide.
func fit(s string, size, width float64) string {
	return fitBy(s, width, func(s string) float64 { return textWidth(s, size) })
}

// fitCode is fit for class k.
func fitCode(s string, width float64) string { return fitBy(s, width, codeWidth) }

func fitBy(s string, width float64, measure func(string) float64) string {
	s = oneLine(s)
	if measure(s) <= width {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		if short := strings.TrimRight(string(runes[:n]), " ") + "…"; measure(short) <= width {
			return short
		}
	}
	return "…"
}

// oneLine makes of any text one that can stand in a line of a picture or a table.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return '⏎'
		case r == '\t':
			return ' '
		case !printable(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// printable reports whether XML allows a character, and it does not turn the direction of others.
func printable(r rune) bool {
	switch {
	case r == '\t', r == '\n':
		return true
	case r < ' ', 0x7F <= r && r < 0xA0, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return !(0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069)
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes of any text one for XML and HTML.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if printable(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return escapes.Replace(s)
}

// num writes a coordinate: a tenth is finer than what can be seen.
func num(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "0"
	}
	x = math.Round(x*10) / 10
	if x == 0 {
		x = 0 // not -0
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// pad fills s with spaces up to width letters.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

// padLeft is pad with the spaces first.
func padLeft(s string, width int) string {
	return strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s))) + s
}

// clip shortens s to width letters for text.
func clip(s string, width int) string {
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	return string([]rune(s)[:max(0, width-1)]) + "…"
}

// widest returns how many letters the longest of the texts has, at most limit.
func widest(limit int, texts ...string) int {
	w := 0
	for _, s := range texts {
		w = max(w, utf8.RuneCountInString(s))
	}
	return min(w, limit)
}
