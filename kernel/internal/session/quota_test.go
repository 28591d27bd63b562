package session

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// printed is what a cell with a limit shows of its pieces.
func printed(limit int64, pieces ...piece) (now, later string) {
	q := quota{limit: limit}
	join := func(ps []piece) string {
		var b strings.Builder
		for _, p := range ps {
			b.WriteString(p.text)
		}
		return b.String()
	}
	for _, p := range pieces {
		now += join(q.take(p.name, p.text))
	}
	return now, join(q.end())
}

func TestQuotaOfLittle(t *testing.T) {
	now, later := printed(1600, piece{"stdout", strings.Repeat("0123456789", 150)}, piece{"stderr", strings.Repeat("x", 100)})
	if len(now) != 1500 || later != strings.Repeat("x", 100) {
		t.Errorf("%d bytes at once, then %q", len(now), later)
	}
}

func TestQuotaOfMuch(t *testing.T) {
	var pieces []piece
	for i := range 1000 {
		pieces = append(pieces, piece{worker.Stdout, fmt.Sprintf("line %04d\n", i)})
	}
	now, later := printed(1600, pieces...)
	if !strings.Contains(now, "line 0149\n\n[this cell has printed more than 1.6 KB") || strings.Contains(now, "line 0150") {
		t.Errorf("at once:\n%s", now[1400:])
	}
	if want := "[8.2 KB (840 lines) not shown; %output 15.6 KB shows more]\nline 0990\n"; !strings.HasPrefix(later, want) || !strings.HasSuffix(later, "line 0999\n") {
		t.Errorf("at the end:\n%s", later)
	}
}

// One line without an end is cut between characters.
func TestQuotaOfALongLine(t *testing.T) {
	now, later := printed(1600, piece{worker.Stdout, strings.Repeat("€", 3000)})
	if !utf8.ValidString(now+later) || strings.Count(now, "€") != 500 || strings.Count(later, "€") != 33 {
		t.Errorf("at once:\n%s\nat the end:\n%s", now, later)
	}
}

// What goroutines print after the end is dropped when there has been too much, and told once.
func TestQuotaAfterTheEnd(t *testing.T) {
	q := quota{limit: 1600}
	q.take(worker.Stdout, strings.Repeat("x", 1400))
	q.end()
	all := append(q.take(worker.Stdout, strings.Repeat("y", 200)), q.take(worker.Stdout, "z")...)
	if len(all) != 2 || len(all[0].text) != 100 || !strings.Contains(all[1].text, "the rest is not shown") {
		t.Errorf("%q", all)
	}
}

// A limit that leaves no room at all is a limit like any other.
func TestQuotaOfNothing(t *testing.T) {
	if now, later := printed(1, piece{worker.Stdout, "abc\n"}, piece{worker.Stdout, "def\n"}); strings.Contains(now+later, "def") {
		t.Errorf("%q, %q", now, later)
	}
}

func BenchmarkQuota(b *testing.B) {
	q := quota{limit: DefaultTextLimit}
	chunk := strings.Repeat("0123456789\n", flushAt/11)
	for b.Loop() {
		q.take(worker.Stdout, chunk)
	}
	b.SetBytes(int64(len(chunk)))
}

const flushAt = 64 << 10
