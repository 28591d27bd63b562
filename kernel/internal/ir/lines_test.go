package ir_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// Each line of IR comes with the line of source that it belongs to, which is 0 for ends of blocks.
func TestLines(t *testing.T) {
	const source = `type P struct{ X, Y int }

func f(p *P, xs []int) (n int) {
	for i := 0; i < 3; i++ {
		p.Y += i
	}
	g := func() { n++ }
	for x := range xs {
		if x > 1 {
			break
		} else {
			g()
		}
	}
	switch {
	case n == 1:
		n = 2
	}
	return
}`
	const want = `3 func main.f(p *main.P, xs []int) (n cell int) {
4   var i int = 0
4   for while (i < 3) {
5     p.Y += i
0   }
4   post {
4     i += 1
0   }
7   var g func() = func main.f.func1
8   for x, _ in xs {
9     if (x > 1) {
10       break
0     }
12     else {
12       (g)()
0     }
0   }
15   switch {
17   case (n == 1) {
17     n = 2
0   }
0   }
19   return
0 }
`
	cells, err := cell.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	p, err := cells.Compile("cell", source)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, l := range ir.Lines(p.Funcs[0]) {
		fmt.Fprintf(&got, "%d %s%s\n", p.Files.Position(l.Pos).Line, strings.Repeat("  ", l.Depth), l.Text)
	}
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}
