package accidents

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

var (
	soak = flag.Int("soak", 100, "how many cells the soak test runs on the machine; a tenth of it on Yaegi")
	seed = flag.Uint64("seed", 1, "of the soak test's dice")
)

// A mishap is a cell that goes wrong, and a part of what it says then.
type mishap struct {
	code, says string
	stop       string // what it prints before it is stopped
	fatal      string // the engine on which its child is replaced, or "yes"
	rare       bool
}

var mishaps = []mishap{
	{code: "var m map[string]int\nm[`a`] = 1", says: "panic: assignment to entry in nil map"},
	{code: "var p *struct{ x int }\np.x++", says: "nil pointer dereference"},
	{code: "[]int{1}[total-total+1]", says: "index out of range [1] with length 1"},
	{code: "1 / (total - total)", says: "integer divide by zero"},
	{code: "c := make(chan int)\nclose(c)\nclose(c)", says: "close of closed channel"},
	{code: "var wg sync.WaitGroup\nwg.Done()", says: "negative WaitGroup counter"},
	{code: "var mu sync.Mutex\nmu.Unlock()", says: "unlock of unlocked mutex"},
	{code: "undefined(1", says: "cell"},
	{code: "nothing + 1", says: "undefined: nothing"},
	{code: "os.Exit(3)", says: "exit status 3"},
	{code: "log.Fatal(`bad`)", says: "exit status 1"},
	{code: "runtime.Goexit()", says: "Goexit"},
	{code: "syscall.Kill(os.Getpid(), syscall.SIGTERM)", says: "signal: terminated"},
	{code: "panic(fmt.Errorf(`number %d`, total))", says: "panic: number"},
	{code: "make([]byte, 1<<40)", says: "out of memory"},
	{code: "for i := 0; ; i++ {\n\tif i == 0 { fmt.Println(`started`) }\n}", says: "stopped", stop: "started"},
	{code: "go func() { for { time.Sleep(time.Second) } }()\nfmt.Println(`started`)\nselect {}", says: "stopped", stop: "started"},
	{code: "fmt.Println(`started`)\ntime.Sleep(time.Hour)", says: "stopped", stop: "started"},
	{code: "for { fmt.Println(`flood`) }", says: "stopped", stop: "flood"},
	{code: "func() { go func() { panic(`far away`) }(); time.Sleep(time.Hour) }()", says: "far away"},
	{code: "func() { c := make(chan int); <-c }()", says: "deadlock!"},
	{code: "func down(n int) int { return down(n+1) + 1 }\ndown(0)", says: "stack overflow", rare: true},
	{code: "var all []int\nmore := make([]int, 10000)\nfor { all = append(all, more...) }", says: "out of memory", rare: true},
	{code: "all = nil\nos.Stdout.Close()\nos.Stderr = nil\npanic(`silent`)", says: "silent", rare: true},
	{code: "func() { m := map[int]int{}; for range 2 { go func() { for { m[1]++ } }() }; select {} }()", says: "concurrent map", fatal: worker.OnlyYaegi, rare: true},
	{code: "func() { p, _ := os.FindProcess(os.Getpid()); p.Kill(); select {} }()", says: "worker lost", fatal: "yes", rare: true},
}

func TestSoak(t *testing.T) {
	t.Run(worker.BothTiers, func(t *testing.T) { soakFor(t, worker.BothTiers, *soak, 256<<20) })
	t.Run(worker.OnlyYaegi, func(t *testing.T) { soakFor(t, worker.OnlyYaegi, *soak/10, 512<<20) }) // recursion takes more there
}

// soakFor runs good cells and others as the dice say, and looks what is left of them in the front.
func soakFor(t *testing.T, engine string, cells int, memory int64) {
	k := startKernel(t, worker.GoOptions{Tier: engine, Memory: memory})
	dice := rand.New(rand.NewPCG(*seed, 0))
	s := &soaked{t: t, k: k, engine: engine}
	s.begin()
	for _, m := range mishaps {
		s.bad(m)
	}
	var before footprint
	for i := range cells {
		if i == cells/4 {
			before = takeFootprint()
		}
		if dice.IntN(2) == 0 {
			s.good(dice.IntN(1000))
		} else {
			if m := mishaps[dice.IntN(len(mishaps))]; !m.rare || dice.IntN(4) == 0 {
				s.bad(m)
			}
		}
	}
	after := takeFootprint()
	t.Logf("%d cells, %d good; %d of %d children lost were to be lost", cells, s.goods, s.fatal, k.died.Load())
	t.Logf("front after a quarter: %v", before)
	t.Logf("front at the end:      %v", after)
	if int(k.died.Load()) != s.fatal {
		t.Errorf("%d children were replaced, not %d", k.died.Load(), s.fatal)
	}
	if grown := after.grownFrom(before); grown != "" {
		t.Error(grown)
	}
}

// A soaked kernel, with the value that its variable total must have.
type soaked struct {
	t            *testing.T
	k            *kernel
	engine       string
	total        int
	goods, fatal int
}

func (s *soaked) begin() {
	s.total = 0
	s.check("total := 0\nvar all []int\ntotal", "0\n")
}

func (s *soaked) good(n int) {
	s.total += n
	s.goods++
	s.check(fmt.Sprintf("total += %d\ntotal", n), fmt.Sprintf("%d\n", s.total))
}

func (s *soaked) check(code, want string) {
	s.t.Helper()
	if got := s.k.run(code, ""); got.failed != "" || !strings.HasPrefix(got.output, want) {
		s.t.Fatalf("%s\nshows %q, not %q\n%s", code, short(got.output), want, got.failed)
	}
}

func (s *soaked) bad(m mishap) {
	if got := s.k.run(m.code, m.stop); !strings.Contains(got.failed, m.says) {
		s.t.Fatalf("%s\nsays %q, not %q", m.code, short(got.failed), m.says)
	}
	if onEngine(m.fatal, s.engine) {
		s.fatal++
		s.begin()
	}
}

// A footprint is what the front takes.
type footprint struct {
	goroutines, files int
	heap              uint64
}

func takeFootprint() footprint {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, _ := os.ReadDir("/proc/self/fd") // none where there is no such folder
	return footprint{runtime.NumGoroutine(), len(files), m.HeapAlloc}
}

func (f footprint) String() string {
	return fmt.Sprintf("%d goroutines, %d files, %s of heap", f.goroutines, f.files, worker.SizeText(int64(f.heap)))
}

// grownFrom says what has become more, apart from what comes and goes.
func (f footprint) grownFrom(b footprint) string {
	const some, history = 8, 16 << 20
	if f.goroutines > b.goroutines+some || f.files > b.files+some || f.heap > b.heap+history {
		return fmt.Sprintf("the front has grown from %v to %v", b, f)
	}
	return ""
}
