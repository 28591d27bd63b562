package accidents

import (
	"runtime"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// What a cell prints passes through the front without being kept there.
func TestFloodLeavesTheFrontFlat(t *testing.T) {
	k := startKernel(t, worker.GoOptions{})
	k.run("text := strings.Repeat(`0123456789`, 10_000_000)", "")
	before := heapTaken()
	got := k.run("for range 3 {\n\tfmt.Println(text)\n}", "")
	if got.failed != "" || len(got.output) > 2<<20 {
		t.Errorf("%d bytes are shown; %s", len(got.output), got.failed)
	}
	const most = 48 << 20 // deliveries on their way, and what the client of this test keeps
	taken := heapTaken() - before
	t.Logf("300 MB of text in %v; the front took %s for it", got.took, worker.SizeText(int64(taken)))
	if taken > most {
		t.Errorf("the front has taken %s", worker.SizeText(int64(taken)))
	}
}

// heapTaken is the most that the heap has ever needed.
func heapTaken() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapSys
}
