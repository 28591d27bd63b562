package notebook

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// A Difference says that the outputs of one cell are not the stored ones.
type Difference struct {
	Cell   int      // counted from 1 over all cells
	Stored []string // the lines that only the stored notebook has
	Got    []string // the lines that only the new one has
}

// Compare returns the cells of got, in order, whose outputs differ from those in
// stored. Execution counts, metadata, colours and the order of text on stdout to
// text on stderr do not count, footers and the numbers of goroutines do not, and neither do cells tagged varies or
// skip-execution. Both must be the same notebook, before and after a run.
func Compare(stored, got *Notebook) []Difference {
	var differences []Difference
	for i, cell := range got.Cells {
		if cell.Kind() != Code || cell.Varies() || cell.Has(TagSkip) || i >= len(stored.Cells) {
			continue
		}
		before, now := transcript(stored.Cells[i]), transcript(cell)
		if !slices.Equal(before, now) {
			before, now = trim(before, now)
			differences = append(differences, Difference{i + 1, before, now})
		}
	}
	return differences
}

// String returns a short diff, - for stored and + for now.
func (d Difference) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "cell %d differs from the stored output:\n", d.Cell)
	excerpt(&b, "-", d.Stored)
	excerpt(&b, "+", d.Got)
	return b.String()
}

func excerpt(b *strings.Builder, mark string, lines []string) {
	const most = 12
	for _, line := range lines[:min(len(lines), most)] {
		if runes := []rune(line); len(runes) > 200 {
			line = string(runes[:200]) + "..."
		}
		fmt.Fprintf(b, "  %s %s\n", mark, line)
	}
	if more := len(lines) - most; more > 0 {
		fmt.Fprintf(b, "  %s (%d more lines)\n", mark, more)
	}
}

// trim removes the lines that both begin with and both end with.
func trim(a, b []string) (restA, restB []string) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// transcript writes the outputs of a cell as lines that are equal exactly when
// the outputs are.
func transcript(c *Cell) []string {
	var lines []string
	streams := map[string]string{}
	flush := func() {
		for _, name := range slices.Sorted(maps.Keys(streams)) {
			lines = appendLines(lines, name+": ", streams[name])
		}
		clear(streams)
	}
	for _, o := range c.Outputs() {
		if o.Footer() {
			continue
		}
		if name, content := o.Stream(); o.Type() == streamOutput {
			streams[name] += content
			continue
		}
		flush()
		lines = append(lines, richLines(o)...)
	}
	flush()
	return lines
}

func richLines(o Output) []string {
	if o.Type() == errorOutput {
		name, value, traceback := o.Error()
		lines := appendLines(nil, "error: ", name+": "+value)
		return appendLines(lines, "traceback: ", strings.Join(traceback, "\n"))
	}
	lines := []string{o.Type()}
	data := o.Data()
	for _, mime := range slices.Sorted(maps.Keys(data)) {
		lines = appendLines(lines, mime+": ", describe(mime, data[mime]))
	}
	return lines
}

// describe returns text as it is, JSON in one form and other data as a digest.
func describe(mime string, value any) string {
	s, ok := value.(string)
	switch {
	case !ok || isJSON(mime):
		return canonicalJSON(value)
	case strings.HasPrefix(mime, "image/") && mime != "image/svg+xml", strings.HasPrefix(mime, "audio/"), strings.HasPrefix(mime, "video/"):
		s = strings.Join(strings.Fields(s), "")
		return fmt.Sprintf("%d characters, digest %x", len(s), sha256.Sum256([]byte(s)))[:60]
	}
	return s
}

func canonicalJSON(value any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return fmt.Sprint(value)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// goroutine is the number of a goroutine, which depends on how many there have been.
var goroutine = regexp.MustCompile(`\bgoroutine \d+`)

// appendLines adds the lines of s. A missing newline at its end is made visible,
// so that it makes a difference.
func appendLines(lines []string, prefix, s string) []string {
	s = goroutine.ReplaceAllString(stripANSI(s), "goroutine N")
	for line := range strings.Lines(s) {
		whole, ended := strings.CutSuffix(line, "\n")
		if !ended && strings.HasPrefix(prefix, "std") {
			whole += " (no newline)"
		}
		lines = append(lines, prefix+whole)
	}
	return lines
}
