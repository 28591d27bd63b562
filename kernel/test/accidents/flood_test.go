package accidents

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// What a cell prints passes through the front without being kept there.
func TestFloodLeavesTheFrontFlat(t *testing.T) {
	k := startKernel(t, worker.GoOptions{})
	k.run("text := strings.Repeat(`0123456789`, 10_000_000)", "")
	debug.FreeOSMemory() // what other tests have left
	before := heapTaken()
	got := k.run("for range 3 {\n\tfmt.Println(text)\n}", "")
	if got.failed != "" || len(got.output) > 2<<20 {
		t.Errorf("%d bytes are shown; %s", len(got.output), got.failed)
	}
	const most = 48 << 20 // deliveries on their way, and what the client of this test keeps
	taken := heapTaken() - before
	t.Logf("300 MB of text in %v; the front took %s for it", got.took, worker.SizeText(taken))
	if taken > most {
		t.Errorf("the front has taken %s", worker.SizeText(taken))
	}
}

// heapTaken is what the heap has of the system's memory. Go gives it back minutes later, so that it
// is the most that was needed lately.
func heapTaken() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapSys) - int64(m.HeapReleased)
}
