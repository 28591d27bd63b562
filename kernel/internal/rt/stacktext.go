package rt

import (
	"fmt"
	"os"
	"strings"
)

// Stack is runtime.Stack: what a cell sees of its own goroutines.
func (ts *Threads) Stack(buf []byte, all bool) int {
	text := ts.stackText()
	if all {
		for _, st := range ts.Live() {
			if st.ID != ts.Current().id && st.Wait != nil {
				text += "\n" + goroutineText(st.ID, st.Wait.What, spotsOf(st.Trace))
			}
		}
	}
	return copy(buf, text)
}

// DebugStack is debug.Stack.
func (ts *Threads) DebugStack() []byte { return []byte(ts.stackText()) }

// PrintStack is debug.PrintStack.
func (ts *Threads) PrintStack() { fmt.Fprint(os.Stderr, ts.stackText()) }

func (ts *Threads) stackText() string {
	t := ts.Current()
	return goroutineText(t.id, "running", t.callers())
}

func goroutineText(id int64, state string, spots []spot) string {
	var b strings.Builder
	fmt.Fprintf(&b, "goroutine %d [%s]:\n", id, state)
	for _, p := range spots {
		fmt.Fprintf(&b, "%s(...)\n\t%s:%d +0x0\n", p.name, p.file(), p.pos.Line)
	}
	return b.String()
}
