//go:build nolinkname

package rt

import "testing"

type vPoint struct{ X, Y int }

func (p vPoint) Area() int { return p.X * p.Y }

// Without linkname there are no views, and who wants one is told so.
func TestNoViews(t *testing.T) {
	l := newLab()
	defer func() {
		if _, ok := recover().(*Unsupported); !ok {
			t.Error("a view that cannot be made")
		}
	}()
	l.View(l.value(vPoint{1, 2}))
}
