package display

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A sheetOfPaper keeps what is drawn on it.
type sheetOfPaper struct{ drawn []string }

func (s *sheetOfPaper) draw(m Meter) { s.drawn = append(s.drawn, m.String()) }

func newTestBar(total int) (*Bar, *sheetOfPaper) {
	s := &sheetOfPaper{}
	b := NewBar(total, "x")
	b.place = s
	return b, s
}

func TestBarIsDrawnRarely(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bar, s := newTestBar(1000)
		for range 1000 {
			time.Sleep(time.Millisecond) // a second of the bubble's clock in all
			bar.Add(1)
		}
		bar.Done()
		bar.Done()
		bar.Stop()
		if len(s.drawn) != 11 {
			t.Errorf("drawn %d times", len(s.drawn))
		}
		want(t, s.drawn[4], "x: [##########----------] 50 % (500 of 1000), about 1s left")
		want(t, s.drawn[10], "x: [####################] 100 % (1000 of 1000)")
	})
}

func TestHundredPercentIsAll(t *testing.T) {
	want(t, Meter{Done: 999_999, Total: 1_000_000}.String(), "[###################-] 99 % (999999 of 1000000)")
	want(t, Meter{Total: 0, Ended: true}.String(), "[####################] 100 % (0 of 0)")
	want(t, Meter{Total: -1, Done: 7, Ended: true}.words(), "7 so far, ended early")
	want(t, Meter{Label: "<", Total: 4, Done: 1}.HTML(), `<label>&lt; <progress max="100" value="25" style="width:20em;vertical-align:middle"></progress> 25 % (1 of 4)</label>`)
}

func TestBarsOfSequences(t *testing.T) {
	values := slices.Values([]int{1, 2, 3})
	for _, total := range []int{3, 2, 5, -1} {
		bar, s := newTestBar(total)
		for range values {
			bar.Add(1)
		}
		bar.Done()
		want(t, s.drawn[len(s.drawn)-1], "x: [####################] 100 % (3 of 3)")
	}
	bar, s := newTestBar(3)
	bar.Add(1)
	bar.Stop()
	want(t, s.drawn[len(s.drawn)-1], "x: [######--------------] 33 % (1 of 3), ended early")
	sum := 0
	for v := range ProgressOf(values, 3, "") {
		if sum += v; v == 2 {
			break
		}
	}
	want(t, fmt.Sprint(sum), "3")
}

func TestBarOfManyGoroutines(t *testing.T) {
	bar, s := newTestBar(100)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			for range 10 {
				bar.Add(1)
			}
		})
	}
	all.Wait()
	bar.Done()
	want(t, s.drawn[len(s.drawn)-1], "x: [####################] 100 % (100 of 100)")
}

func BenchmarkProgress(b *testing.B) {
	bar, _ := newTestBar(b.N)
	for b.Loop() {
		bar.Add(1)
	}
}
