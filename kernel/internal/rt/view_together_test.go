//go:build !nolinkname

package rt

import (
	"encoding/json"
	"sync"
	"testing"
)

// TestViewsFromSeveralGoroutines shows a type for the first time in several goroutines at once:
// none of them may see a view that is still being built, which has the names of the representation.
func TestViewsFromSeveralGoroutines(t *testing.T) {
	want, err := json.Marshal(vSample())
	if err != nil {
		t.Fatal(err)
	}
	for range 30 {
		l := newLab()
		x := l.value(vSample())
		var ready, done sync.WaitGroup
		ready.Add(1)
		for range 4 {
			done.Go(func() {
				ready.Wait()
				if got, err := json.Marshal(l.View(x)); string(got) != string(want) {
					t.Errorf("got %s, %v\nwant %s", got, err, want)
				}
			})
		}
		ready.Done()
		done.Wait()
	}
}
