//go:build !nolinkname

package rt

import "testing"

// TestNobodySeesViewsThatAreBeingBuilt has caught an encoder that wrote the field names of the
// representation, because another goroutine was building the view.
func TestNobodySeesViewsThatAreBeingBuilt(t *testing.T) {
	l := newLab()
	vs, shown := &l.views, l.value(vSample()).(Box).T
	vs.mu.Lock()
	defer vs.mu.Unlock()
	vs.make(shown)
	if _, seen := vs.byType.Load(shown); seen {
		t.Error("a view can be seen before it is published")
	}
	vs.publish()
	if _, seen := vs.byType.Load(shown); !seen {
		t.Error("a view cannot be seen after it is published")
	}
}
