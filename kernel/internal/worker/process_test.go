package worker

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// startProcess starts a real child; grace 0 is long enough never to end.
func startProcess(t testing.TB, h Handler, grace time.Duration) *Process {
	t.Helper()
	if grace == 0 {
		grace = time.Hour
	}
	p, err := Start(t.Context(), Options{Handler: h, Command: []string{os.Args[0], "worker-child"}, Grace: grace})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// runCell runs one cell and returns its result in one line.
func runCell(t testing.TB, p *Process, id, code string) string {
	t.Helper()
	return short(p.Execute(t.Context(), Request{Cell: id, Code: code, Count: 1, AllowStdin: true}))
}

func short(r Result) string {
	switch {
	case r.Error != nil && r.Died:
		return "died: " + r.Error.Value
	case r.Error != nil:
		return r.Error.Name + ": " + r.Error.Value
	case r.Shown != nil:
		return fmt.Sprint(r.Status, " ", r.Shown.Data["text/plain"])
	}
	return r.Status
}

func want(t testing.TB, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTextAndEventsKeepTheirOrder(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	want(t, runCell(t, p, "c1", "print a\nshow b\nprint c\nprint d\nshow e\nshow f\neprint g\nshow h\nvalue v"), "ok v")
	same(t, r.take(), []string{
		"c1 stdout a\n", "c1 display b", "c1 stdout c\nd\n", "c1 display e", "c1 display f", "c1 stderr g\n", "c1 display h",
	})
}

func TestTheOrderHoldsManyTimes(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	want(t, runCell(t, p, "c", strings.Repeat("print x\nshow y\n", 500)), "ok")
	events := r.take()
	if len(events) != 1000 {
		t.Fatalf("%d events, want 1000", len(events))
	}
	for i, e := range events {
		want(t, e, []string{"c stdout x\n", "c display y"}[i%2])
	}
}

func TestValuesLiveFromCellToCell(t *testing.T) {
	p := startProcess(t, newRecorder(), 0)
	want(t, runCell(t, p, "1", "set x hello"), "ok")
	want(t, runCell(t, p, "2", "get x"), "ok hello")
	want(t, runCell(t, p, "3", "reject nonsense"), "compile error: cell 1: nonsense")
	want(t, runCell(t, p, "4", "fail boom"), "error: boom")
	want(t, runCell(t, p, "5", "bug"), "internal error: a mistake inside the kernel, not in your code: bug")
	want(t, runCell(t, p, "6", "get x"), "ok hello")
}

func TestTextOfAnEarlierCellGoesThere(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	runCell(t, p, "c1", "print one")
	runCell(t, p, "c2", "print two\nlate c1 more\nprint three")
	same(t, r.take(), []string{"c1 stdout one\n", "c2 stdout two\n", "c1 stdout more\n", "c2 stdout three\n"})
}

func TestStoppingKeepsValues(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	ctx, stop := context.WithCancel(t.Context())
	go func() { r.waitFor(t, "waiting"); stop() }()
	want(t, short(p.Execute(ctx, Request{Cell: "2", Code: "set x kept\nprint waiting\nwait"})), "error: stopped")
	want(t, runCell(t, p, "3", "get x"), "ok kept")
}

func TestACellThatDoesNotStopLosesItsChild(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, time.Millisecond)
	runCell(t, p, "1", "set x lost")
	ctx, stop := context.WithCancel(t.Context())
	go func() { r.waitFor(t, "hanging"); stop() }()
	got := p.Execute(ctx, Request{Cell: "2", Code: "hang"})
	want(t, short(got), "died: the cell did not stop when asked, so its process was ended")
	if tb := strings.Join(got.Error.Traceback, "\n"); !strings.Contains(tb, "all variables, functions and imports are gone") {
		t.Errorf("the traceback does not say what is lost:\n%s", tb)
	}
	want(t, runCell(t, p, "3", "get x"), "error: undefined: x")
	want(t, runCell(t, p, "4", "value back"), "ok back")
}

func TestDeathIsExplained(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	for _, c := range []struct{ code, want, hint string }{
		{"print before\nrace", "fatal error: concurrent map writes", "sync.Mutex"},
		{"recurse", "fatal error: stack overflow", "calls itself without end"},
		{"exit 3", "the process that runs the cells ended (exit status 3)", "variables"},
	} {
		got := p.Execute(t.Context(), Request{Cell: "c", Code: c.code})
		want(t, short(got), "died: "+c.want)
		tb := strings.Join(got.Error.Traceback, "\n")
		if !strings.Contains(tb, c.want) || !strings.Contains(tb, c.hint) || strings.Contains(tb, "goroutine 7") {
			t.Errorf("%s: traceback\n%s", c.code, tb)
		}
		want(t, runCell(t, p, "n", "value next"), "ok next")
	}
	same(t, r.take(), []string{"c stdout before\n"}) // and nothing of Go's dump
}

func TestInputIsAskedOfTheFront(t *testing.T) {
	r := newRecorder()
	r.asked = make(chan string, 9)
	p := startProcess(t, r, 0)
	go func() { r.answers <- "Gopher"; close(r.answers) }()
	want(t, runCell(t, p, "c", "print hi\ninput name?\ninput again?"), "error: EOF")
	same(t, r.take(), []string{"c stdout hi\n<Gopher>\n<>\n"})
	want(t, <-r.asked, "c name?")
	want(t, <-r.asked, "c again?")
	got := p.Execute(t.Context(), Request{Cell: "d", Code: "input x"})
	if !strings.Contains(short(got), "allow_stdin is false") {
		t.Errorf("without stdin: %s", short(got))
	}
}

func TestStoppingEndsAQuestion(t *testing.T) {
	r := newRecorder()
	r.asked = make(chan string)
	p := startProcess(t, r, 0)
	ctx, stop := context.WithCancel(t.Context())
	go func() { <-r.asked; stop() }()
	got := short(p.Execute(ctx, Request{Cell: "c", Code: "input x", AllowStdin: true}))
	want(t, got, "error: context canceled")
}

func TestADeathEndsAQuestion(t *testing.T) {
	r := newRecorder()
	r.asked = make(chan string)
	p := startProcess(t, r, 0)
	go func() {
		<-r.asked
		c, _ := p.child()
		c.kill(false)
	}()
	got := runCell(t, p, "c", "input x")
	if runtime.GOOS != "windows" {
		want(t, got, "died: the process that runs the cells ended (signal: killed; systems do that when memory runs out)")
	}
}

func TestADeathBetweenCellsIsTold(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	runCell(t, p, "1", "value x")
	c, _ := p.child()
	c.kill(false)
	<-c.dead
	want(t, runCell(t, p, "2", "value y"), "ok y")
	if got := strings.Join(r.take(), ""); !strings.HasPrefix(got, "2 stderr The process that runs the cells ended after the last cell: signal: killed") {
		t.Errorf("the next cell was told %q", got)
	}
}

func TestAFloodIsHeldBackByASlowHandler(t *testing.T) {
	r := newRecorder()
	r.block = make(chan struct{})
	p := startProcess(t, r, 0)
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		for range 100 {
			r.block <- struct{}{}
		}
		stop()
		close(r.block)
	}()
	want(t, short(p.Execute(ctx, Request{Cell: "c", Code: "flood"})), "error: stopped")
	// What came after the stop is what the pipe and the buffers held.
	if limit := 110 * 2 * flushSize; r.size > limit {
		t.Errorf("%d bytes in %d events, want at most %d", r.size, r.calls, limit)
	}
}

func TestMuchOutputComesInFewEvents(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	const lines = 20_000
	want(t, runCell(t, p, "c", strings.Repeat("print 0123456789\n", lines)), "ok")
	if r.size != lines*11 || r.calls > 200 {
		t.Errorf("%d bytes in %d events, want %d in few", r.size, r.calls, lines*11)
	}
}

func TestQuestionsAboutCode(t *testing.T) {
	p := startProcess(t, newRecorder(), 0)
	ctx := t.Context()
	c, err := p.Complete(ctx, "äb", 99)
	if err != nil || c.Matches[0] != "äb!" || c.End != 2 {
		t.Errorf("Complete: %+v, %v", c, err)
	}
	i, err := p.Inspect(ctx, "x", 1, 1)
	if err != nil || !i.Found || i.Data["text/plain"] != "x1 1" {
		t.Errorf("Inspect: %+v, %v", i, err)
	}
	ic, err := p.IsComplete(ctx, "x")
	if err != nil || ic != (Completeness{Incomplete, "\t"}) {
		t.Errorf("IsComplete: %+v, %v", ic, err)
	}
	if _, err := p.IsComplete(ctx, "bug"); err == nil {
		t.Error("a panic of the language was not an error")
	}
}

func TestQuestionsAreAnsweredWhileACellRuns(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan string)
	go func() { done <- short(p.Execute(ctx, Request{Cell: "c", Code: "print on\nwait"})) }()
	r.waitFor(t, "on")
	if _, err := p.Complete(t.Context(), "x", 1); err != nil {
		t.Error(err)
	}
	stop()
	want(t, <-done, "error: stopped")
}

func TestCloseEndsARunningCell(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, time.Millisecond)
	done := make(chan string)
	go func() { done <- short(p.Execute(t.Context(), Request{Cell: "c", Code: "hang"})) }()
	r.waitFor(t, "hanging")
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	want(t, <-done, "worker lost: the kernel was shut down")
	want(t, runCell(t, p, "d", "value x"), "worker lost: the kernel was shut down")
	if _, err := p.Complete(t.Context(), "x", 1); err != ErrClosed {
		t.Errorf("Complete after Close: %v", err)
	}
}

func TestAChildThatCannotStart(t *testing.T) {
	_, err := Start(t.Context(), Options{Handler: newRecorder(), Command: []string{"/nonexistent/worker"}})
	if err == nil {
		t.Error("no error for a command that does not exist")
	}
	p, err := Start(t.Context(), Options{Handler: newRecorder(), Command: []string{os.Args[0], "worker-child", "no language today"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for range 2 { // also its successor
		got := p.Execute(t.Context(), Request{Cell: "c", Code: "value x"})
		if s := short(got); !strings.Contains(s, "could not start") {
			t.Errorf("got %q", s)
		}
	}
}

func TestNothingIsLeftRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	p := startProcess(t, newRecorder(), 0)
	runCell(t, p, "1", "print x\nshow y")
	runCell(t, p, "2", "race")
	runCell(t, p, "3", "print x")
	p.Close()
	// WaitGroup.Go reports a goroutine as done a moment before it is gone, and a
	// busy machine can stretch that moment. One that leaks never goes.
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(end); {
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > before {
		buf := make([]byte, 1<<16)
		t.Errorf("%d goroutines, %d before:\n%s", n, before, buf[:runtime.Stack(buf, true)])
	}
}

func BenchmarkHop(b *testing.B) {
	p := startProcess(b, newRecorder(), 0)
	runCell(b, p, "0", "value x")
	for b.Loop() {
		p.Execute(b.Context(), Request{Cell: "c", Code: "value x", Count: 1})
	}
}
