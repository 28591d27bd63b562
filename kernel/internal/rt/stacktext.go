package rt

import (
	"fmt"
	"os"
	"strings"
)

// Stack is runtime.Stack: what a cell sees of its own goroutines. Where one that runs just now is, is not told,
// as Go's own does not tell it of one that runs on another thread of the system.
func (ts *Threads) Stack(buf []byte, all bool) int {
	text := ts.stackText()
	if !all {
		return copy(buf, text)
	}
	me := ts.Current()
	me.cell.settle()
	for _, st := range ts.Live() {
		switch {
		case st.ID == me.id:
		case st.Wait != nil:
			text += "\n" + goroutineText(st.ID, st.Wait.What, spotsOf(st.Trace))
		default:
			text += "\n" + goroutineText(st.ID, "running", nil) + "\tgoroutine running on other thread; stack unavailable\n"
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
