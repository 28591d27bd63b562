package lab

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

func TestUnits(t *testing.T) {
	for b, want := range map[Bytes]string{0: "0 B", 16: "16 B", 999: "999 B", 1000: "1.0 KB", 9_949: "9.9 KB", 9_960: "10 KB", 8_003_584: "8.0 MB", 999_999: "1.0 MB",
		41_700_000: "42 MB", 2 * GB: "2.0 GB", -1500: "-1.5 KB"} {
		if got := b.String(); got != want {
			t.Errorf("%d: %s, want %s", b, got, want)
		}
	}
	for d, want := range map[time.Duration]string{0: "0 ns", 80: "80 ns", 1234 * time.Nanosecond: "1.2 µs", 50 * time.Millisecond: "50 ms", 90 * time.Second: "90 s"} {
		if got := inWords(d, false); got != want {
			t.Errorf("%d: %s, want %s", d, got, want)
		}
	}
}

var kept [][]byte

func TestMem(t *testing.T) {
	m := Mem(func() {
		kept = append(kept, make([]byte, 5*MB))
		for range 20 {
			garbage := make([]byte, MB)
			runtime.KeepAlive(garbage)
		}
	})
	kept = nil
	if m.Live < 5*MB || m.Live > 6*MB || m.Allocated < 25*MB || m.Allocated > 27*MB || m.Peak < m.Live || m.Peak > m.Allocated || m.Objects < 21 {
		t.Errorf("%v, %d objects", m, m.Objects)
	}
}

func TestMemEach(t *testing.T) {
	if got := MemEach(1000, func(int) []byte { return make([]byte, 1024) }); got < 1024 || got > 1200 {
		t.Errorf("a kilobyte takes %d bytes", got)
	}
	if got := MemEach(0, func(int) int { return 0 }); got != 0 {
		t.Error(got)
	}
}

// What others have left, and is still to be cleaned up, is not taken for memory that was set free meanwhile.
func TestMemEachAfterGenerators(t *testing.T) {
	MemEach(1000, func(int) any {
		g := gen.Of(seq.Range(5))
		g.Next()
		return g
	})
	if got := MemEach(4, func(int) any { return make([]int, 1_000_000) }); got.String() != "8.0 MB" {
		t.Errorf("8.0 MB are measured as %v", got)
	}
}

func TestWatchCountsGoroutines(t *testing.T) {
	w := startWatch()
	w.stop()
	own := runtime.NumGoroutine()
	hold := make(chan bool)
	for range 10 {
		go func() { <-hold }()
	}
	w.look(own)
	close(hold)
	if w.goroutines != 10 {
		t.Errorf("%d goroutines", w.goroutines)
	}
	if r := Weighed("one", func() { pool := NewPool(3); pool.Wait() }); r.Name != "one" || r.Goroutines < 0 {
		t.Errorf("%+v", r)
	}
}

func TestMemOfPanic(t *testing.T) {
	before := runtime.NumGoroutine()
	func() {
		defer func() { recover() }()
		Mem(func() { panic("ouch") })
	}()
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines more", n-before)
	}
}

func TestComparison(t *testing.T) {
	c := Compare("All", Row{Name: "a", Time: 1500 * time.Microsecond}, Row{Name: "b<", Memory: Memory{Live: KB, Peak: 2 * MB, Allocated: 3 * MB}, Goroutines: 7},
		Simulated("c", func(ctx context.Context) error { return errors.New("no luck") }))
	text, page := c.String(), c.HTML()
	for _, want := range []string{"1.5 ms", "2.0 MB", "1.0 KB", "7", "0s", "no luck", varies} {
		if !strings.Contains(text, want) || !strings.Contains(page, want) {
			t.Errorf("%q is missing in\n%s\n%s", want, text, page)
		}
	}
	if strings.Contains(page, "b<<") || strings.Count(page, "<img") != 2 {
		t.Error(page)
	}
	if c.Times("a", "nothing") != 0 || Compare("none").String() == "" {
		t.Error("comparisons of nothing")
	}
}

func TestCurve(t *testing.T) {
	n := 0
	c := Curve("Work", RunTime, []int{1, 10}, Case{"a", func(k int) { n = n*100 + k }}, Case{"b", func(k int) { n = n*100 + k }})
	if n != 1_10_01_10 {
		t.Errorf("ran as %d", n)
	}
	if s := c.String(); !strings.Contains(s, "n") || !strings.Contains(s, "Work: time") || !strings.Contains(c.HTML(), "<img") || c.Growth("a") == 0 || c.Growth("x") != 0 {
		t.Error(s)
	}
}

func TestFilesAreRemoved(t *testing.T) {
	f, err := LogFile(12, 5)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(f.Path)
	if err != nil || int(f.Size) != len(text) || strings.Count(string(text), "\n") != 12 || strings.Count(string(text), "ERROR") != 3 {
		t.Errorf("%v %v %s", f, err, text)
	}
	for range 2 {
		if err := f.Remove(); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Dir(f.Path)); !errors.Is(err, os.ErrNotExist) {
		t.Error("the folder is still there:", err)
	}
}

func TestIncrement(t *testing.T) {
	for n, want := range map[string]string{"00000": "00001", "00099": "00100", "99999": "100000"} {
		if got := string(increment([]byte(n))); got != want {
			t.Errorf("%s + 1 = %s", n, got)
		}
	}
}

func TestPool(t *testing.T) {
	p := NewPool(2)
	no := errors.New("no")
	p.Go(func() error { return no })
	p.Go(func() error { panic("ouch") })
	p.Go(func() error { return nil })
	for range 2 {
		if err := p.Wait(); !errors.Is(err, no) || !strings.Contains(err.Error(), "panic: ouch") {
			t.Error(err)
		}
	}
	if p.Done() != 3 || p.MostAtOnce() > 2 {
		t.Error(p.Done(), p.MostAtOnce())
	}
}

func TestDB(t *testing.T) {
	db := NewDB(time.Second)
	if _, err := db.Query("people"); err == nil || !strings.Contains(err.Error(), `"people"`) {
		t.Error(err)
	}
	if err := db.Insert("towns", "Chur"); err == nil {
		t.Error("a row with too few values was inserted")
	}
	rows, _ := db.Query("towns")
	var s string
	var n int
	if err := rows.Scan(&s, &n, &n); err == nil {
		t.Error("Scan before Next")
	}
	rows.Next()
	if rows.Scan(&s, &n) == nil || rows.Scan(&n, &n, &n) == nil || rows.Scan(&s, &n, &n) != nil || s != "Bern" {
		t.Error("Scan")
	}
	for rows.Next() {
	}
	if db.Open() != 0 || db.Fetched() != 4 || rows.Close() != nil || rows.Next() || rows.Err() != nil {
		t.Error(db.Open(), db.Fetched())
	}
	aio.Main(func(ctx context.Context) error {
		c, _ := db.Cursor("towns")
		c.Next(ctx)
		c.Close()
		if _, err := c.Next(ctx); err != ErrClosedRows || db.Open() != 0 {
			t.Error(err, db.Open())
		}
		return nil
	})
}

func TestNoLeaks(t *testing.T) {
	hold := make(chan bool)
	err := NoLeaks(func() {
		go func() { <-hold }()
		go func() { select {} }() // stays for ever
	})
	close(hold)
	if !errors.Is(err, ErrLeak) || !strings.Contains(err.Error(), "1 in chan receive, 1 in select (no cases)") {
		t.Error(err)
	}
	if err := NoLeaks(func() {}); err != nil {
		t.Error(err)
	}
}

func TestRaceAddsUp(t *testing.T) {
	if r := Race(4, 1000); r.Want != 4000 || r.Got < 1000 || r.Got > 4000 {
		t.Error(r)
	}
	if r := NoRace(4, 1000); r.Lost() != 0 {
		t.Error(r)
	}
	lost := map[int]bool{}
	for seed := range uint64(20) {
		s := LostUpdate(seed, 3, 2)
		if len(s.steps) != 12 || s.Got < 2 || s.Got > 6 {
			t.Errorf("seed %d:\n%v", seed, s)
		}
		lost[s.Lost()] = true
	}
	if len(lost) < 3 {
		t.Errorf("always the same is lost: %v", lost)
	}
}

func BenchmarkLogFile(b *testing.B) {
	for b.Loop() {
		f, err := LogFile(100_000, 10)
		if err != nil {
			b.Fatal(err)
		}
		f.Remove()
	}
}

func BenchmarkPage(b *testing.B) {
	s := site{time.Second, 1, []string{"web"}}
	for b.Loop() {
		s.page("web", "/page/7")
		s.wait("web", "/page/7")
	}
}

func BenchmarkNoLeaks(b *testing.B) {
	for b.Loop() {
		NoLeaks(func() {})
	}
}
