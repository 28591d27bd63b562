package viz

import (
	"fmt"
	"iter"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

func TestLanesOfGoroutines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var lanes Lanes
		var all sync.WaitGroup
		for i, name := range []string{"A", "B", "C"} {
			lanes.Do(name, "begin", func() {})
			all.Go(func() { lanes.Do(name, "work", func() { time.Sleep(time.Duration(i+1) * time.Second) }) })
		}
		all.Wait()
		if s := lanes.Picture().Summary(); s != "3 lanes in 3s; at most 3 at the same time" {
			t.Error(s)
		}
	})
}

func TestLanesOfOneAfterTheOther(t *testing.T) {
	var lanes Lanes
	lanes.Add("A", "", 0, 1)
	lanes.Add("B", "", 1, 2)
	lanes.Add("A", "", 2, 1) // ends before it begins: takes no time
	if s := lanes.Picture().Summary(); s != "2 lanes in 0s; at most 1 at the same time" {
		t.Error(s)
	}
	if s := lanes.Picture().String(); !strings.HasSuffix(s, "\n# goes on") {
		t.Error(s)
	}
	lanes.Add("A", "waits", 3, 4)
	if s := lanes.Picture().String(); !strings.HasSuffix(s, "\n# waits") {
		t.Error(s)
	}
}

// Recorders may be used by goroutines at the same time.
func TestRecordersOfManyGoroutines(t *testing.T) {
	var flow Flow
	var calls Calls
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range Tap(&flow, "x", func(yield func(int) bool) { _ = yield(1) && yield(2) }) {
				calls.Add(gen.Step{Call: "Next"})
				flow.Picture()
				calls.Picture()
			}
		})
	}
	all.Wait()
	if n := len(calls.steps); n != 16 {
		t.Errorf("%d calls", n)
	}
}

// Stages are joined if one asks the other, and not if they only happen to run after or in each other.
func TestFlowJoinsThoseThatAsk(t *testing.T) {
	var flow Flow
	var taps []iter.Seq[int]
	for _, name := range []string{"a", "b", "c"} {
		taps = append(taps, Tap(&flow, name, seq.Range(2)))
	}
	for range taps[0] {
		for range taps[1] {
		}
	}
	for range taps[2] {
		break
	}
	both := Tap(&flow, "both", seq.Keys(seq.Zip(taps[0], taps[2])))
	seq.List(Tap(&flow, "all", both))
	got := ""
	for _, s := range flow.stages {
		got += fmt.Sprint(s.name, s.to, " ")
	}
	if got != "a[3] b[] c[3] both[4] all[] " || len(flow.asking) != 0 {
		t.Error(got, flow.asking)
	}
}

// What a filter keeps back ends its row, also when the value that comes next is of a later stage.
func TestFlowRows(t *testing.T) {
	rows := flowRows([]flowEvent{{0, "1", false}, {0, "2", false}, {1, "2", true}, {2, "4", true}, {1, "x", false}})
	if len(rows) != 3 || len(rows[0]) != 1 || len(rows[1]) != 3 || len(rows[2]) != 1 {
		t.Error(rows)
	}
}

func TestStatesAfterCalls(t *testing.T) {
	for want, s := range map[string]gen.Step{
		"created": {Call: "Send", Err: gen.ErrNotStarted}, "running": {Call: "Next", Err: gen.ErrRunning},
		"suspended": {Call: "Close", Err: gen.ErrIgnoredExit}, "closed": {Call: "Close"},
	} {
		if got := stateAfter(s); got != want {
			t.Errorf("%v: %s, want %s", s, got, want)
		}
	}
}

func TestShortTimes(t *testing.T) {
	for d, want := range map[time.Duration]string{99643798: "99.6ms", 1234 * time.Millisecond: "1.234s", 100249 * time.Millisecond: "1m40.249s", 15043798: "15ms", 999_999_999: "1s", 250: "250ns"} {
		if got := shortTime(d).String(); got != want {
			t.Errorf("%d: %s, want %s", d, got, want)
		}
	}
}

func TestTimeTicks(t *testing.T) {
	for end, want := range map[time.Duration]string{0: "[0s]", time.Second: "[0s 200ms 400ms 600ms 800ms 1s]", 7 * time.Second: "[0s 2s 4s 6s 8s]", 40 * time.Second: "[0s 10s 20s 30s 40s]",
		15 * time.Minute: "[0s 5m0s 10m0s 15m0s]", 100 * time.Hour: "[0s 24h0m0s 48h0m0s 72h0m0s 96h0m0s 120h0m0s]"} {
		if got := fmt.Sprint(timeTicks(end, 5)); got != want {
			t.Errorf("%v: %s, want %s", end, got, want)
		}
	}
}

func TestQuantities(t *testing.T) {
	for want, q := range map[string]struct {
		x    float64
		unit string
	}{
		"8 MB": {8e6, "bytes"}, "999 B": {999, "bytes"}, "1 kB": {999.7, "bytes"}, "2 ms": {0.002, "s"}, "1.5 s": {1.5, "s"}, "250 ns": {250e-9, "s"},
		"0 s": {0, "s"}, "1,234,567": {1234567, ""}, "9999": {9999, ""}, "0.5 tasks": {0.5, "tasks"}, "1e-05": {1e-5, ""}, "-12,345": {-12345, ""},
	} {
		if got := quantity(q.x, q.unit); got != want {
			t.Errorf("%v %s: %s, want %s", q.x, q.unit, got, want)
		}
	}
}
