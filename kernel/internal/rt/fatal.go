package rt

import "runtime"

// A Fatal is the reason of a cell that did what Go calls a fatal error: nothing can recover it.
type Fatal struct {
	Text  string // in Go's words
	Hint  string // in ours; may be ""
	Trace []Frame
}

func (f *Fatal) Error() string { return f.Text }

// Fatal ends the cell because of a fatal error of the calling goroutine. It does not return.
func (ts *Threads) Fatal(text string) {
	t := ts.Current()
	t.cell.Stop(&Fatal{Text: text, Trace: t.Traceback()})
	runtime.Goexit()
}
