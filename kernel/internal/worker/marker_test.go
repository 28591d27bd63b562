package worker

import (
	"bytes"
	"testing"
)

var testSeed = bytes.Repeat([]byte{7}, seedLen)

// split feeds stream in pieces and returns its text, with | for every marker.
func split(stream []byte, piece func(rest int) int) string {
	var out bytes.Buffer
	s := newSplitter(newMarkers(testSeed, stdout), func(p []byte) { out.Write(p) }, func() { out.WriteByte('|') })
	for len(stream) > 0 {
		n := min(max(piece(len(stream)), 1), len(stream))
		s.feed(stream[:n])
		stream = stream[n:]
	}
	s.end()
	return out.String()
}

func TestMarkersAreFoundHoweverTheyAreCut(t *testing.T) {
	m := newMarkers(testSeed, stdout)
	first, second, third := m.next(), m.next(), m.next()
	var stream []byte
	stream = append(append(stream, "one"...), first...)
	stream = append(append(stream, second...), "two \xff"...)
	stream = append(append(stream, third[:5]...), "three"...) // cut off: it is text
	stream = append(append(stream, first...), "four"...)      // an old one: it is text
	stream = append(append(stream, third...), third[:9]...)
	want := "one||two \xff" + string(third[:5]) + "three" + string(first) + "four|" + string(third[:9])
	for size := 1; size <= len(stream); size++ {
		if got := split(stream, func(int) int { return size }); got != want {
			t.Fatalf("in pieces of %d:\n%q\nwant\n%q", size, got, want)
		}
	}
}

func TestTheTwoPipesHaveMarkersOfTheirOwn(t *testing.T) {
	a, b := newMarkers(testSeed, stdout).next(), newMarkers(testSeed, stderr).next()
	if bytes.Equal(a, b) {
		t.Error("both pipes begin with the same marker")
	}
	if bytes.Count(a, []byte{0xff}) != 1 || a[0] != 0xff || len(a) != markerLen {
		t.Errorf("a marker of the wrong shape: %x", a)
	}
}

func TestOrdinaryTextIsNotHeldBack(t *testing.T) {
	var got []byte
	s := newSplitter(newMarkers(testSeed, stdout), func(p []byte) { got = append(got, p...) }, func() {})
	s.feed([]byte("a line\n"))
	if string(got) != "a line\n" {
		t.Errorf("got %q before the end", got)
	}
}

func FuzzSplitter(f *testing.F) {
	f.Add([]byte("hello\xff"), []byte{3, 1, 200})
	f.Add([]byte{}, []byte{0})
	f.Fuzz(func(t *testing.T, text, cuts []byte) {
		m := newMarkers(testSeed, stdout)
		stream := append(append(append([]byte(nil), text...), m.next()...), text...)
		stream = append(stream, m.next()...)
		i := 0
		got := split(stream, func(rest int) int {
			if len(cuts) == 0 {
				return rest
			}
			i++
			return int(cuts[i%len(cuts)])
		})
		if want := string(text) + "|" + string(text) + "|"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
