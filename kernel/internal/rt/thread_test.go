package rt

import (
	"errors"
	"go/token"
	"io"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// program is a stand-in for the engine: functions of a cell are Go closures that
// enter and leave their frames.
type program struct {
	*Threads
	files *token.FileSet
	file  *token.File
	infos map[string]*FuncInfo
}

func newProgram(opts ThreadOptions) *program {
	p := &program{Threads: NewThreads(opts), files: token.NewFileSet(), infos: map[string]*FuncInfo{}}
	p.file = p.files.AddFile("cell 1", -1, 1000)
	lines := make([]int, 100)
	for i := range lines {
		lines[i] = 10 * i
	}
	p.file.SetLines(lines)
	return p
}

// info makes functions by name; a name beginning with + is a wrapper.
func (p *program) info(name string) *FuncInfo {
	return &FuncInfo{Files: p.files, Func: &ir.Func{Name: strings.TrimPrefix(name, "+"), Wrapper: name[0] == '+'}}
}

// at is the position of a line.
func (p *program) at(line int) token.Pos { return p.file.LineStart(line) }

// call runs body as a function of the cell.
func (p *program) call(name string, body func(t *Thread, mark int)) {
	t := p.Current()
	mark := t.Enter(p.info(name))
	body(t, mark)
	t.Leave(mark)
}

// run runs a cell to its end.
func (p *program) run(body func(t *Thread, mark int)) error {
	c := p.Start("c1", func() { p.call("main", body) })
	<-c.Done()
	return c.Err()
}

func lines(trace []Frame) string {
	var b strings.Builder
	for _, f := range trace {
		if f.Elided > 0 {
			b.WriteString("... ")
		}
		b.WriteString(f.Name + ":" + strings.TrimPrefix(f.Pos.String(), "cell 1:") + " ")
	}
	return strings.TrimSpace(b.String())
}

func TestPanicHasATraceback(t *testing.T) {
	p := newProgram(ThreadOptions{})
	err := p.run(func(t *Thread, _ int) {
		t.Ln = p.at(3)
		p.call("ok", func(t *Thread, _ int) { t.Ln = p.at(20) })
		p.call("+wrapper", func(t *Thread, _ int) {
			p.call("fail", func(t *Thread, _ int) { t.Ln = p.at(7); t.Panic("boom") })
		})
	})
	var pan *Panic
	if !errors.As(err, &pan) || pan.Value != "boom" || lines(pan.Trace) != "fail:7:1 main:3:1" {
		t.Errorf("error is %v %+v", err, pan)
	}
}

func TestRuntimePanicHasATraceback(t *testing.T) {
	p := newProgram(ThreadOptions{})
	zero := 0
	err := p.run(func(t *Thread, _ int) {
		p.call("div", func(t *Thread, _ int) { t.Ln = p.at(5); zero = 1 / zero })
	})
	pan := err.(*Panic)
	if _, ok := pan.Value.(runtime.Error); !ok || pan.Error() != "runtime error: integer divide by zero" || !strings.HasPrefix(lines(pan.Trace), "div:5:1 main") {
		t.Errorf("error is %v at %s", err, lines(pan.Trace))
	}
}

func TestEndlessRecursionEndsTheCell(t *testing.T) {
	p := newProgram(ThreadOptions{MaxDepth: 1000})
	deferred := false
	var f func(*Thread, int)
	f = func(t *Thread, mark int) { t.Ln = p.at(2); p.call("f", f) }
	err := p.run(func(t *Thread, mark int) {
		d := t.NewDefers(mark)
		d.Push(func() { deferred = true; t.Recover(mark) })
		d.Run(func() { f(t, mark) })
	})
	var over *Overflow
	if !errors.As(err, &over) || deferred {
		t.Fatalf("error is %v, deferred calls ran: %v", err, deferred)
	}
	if n := len(over.Trace); n != 2*traceEnds || over.Trace[traceEnds].Elided != 1000-2*traceEnds || over.Trace[n-1].Name != "main" {
		t.Errorf("the traceback has %d frames: %s", n, lines(over.Trace))
	}
	if err := p.run(func(*Thread, int) {}); err != nil {
		t.Errorf("the next cell: %v", err)
	}
}

func TestExitEndsTheCellAtOnce(t *testing.T) {
	p := newProgram(ThreadOptions{})
	after := false
	err := p.run(func(t *Thread, mark int) {
		d := t.NewDefers(mark)
		d.Push(func() { after = true })
		d.Run(func() {
			defer func() { after = recover() != nil }() // compiled code that recovers everything
			p.Exit(3)
		})
		after = true
	})
	var exit *ExitError
	if !errors.As(err, &exit) || exit.Code != 3 || after {
		t.Errorf("error is %v, code ran afterwards: %v", err, after)
	}
}

func TestGoexitRunsDeferredCalls(t *testing.T) {
	p := newProgram(ThreadOptions{})
	var order []int
	err := p.run(func(t *Thread, mark int) {
		d := t.NewDefers(mark)
		d.Push(func() { order = append(order, 1) })
		d.Push(func() { order = append(order, 2); p.Goexit() })
		d.Push(func() { order = append(order, 3) })
		d.Run(func() { p.Goexit() })
		order = append(order, 99)
	})
	if err != ErrGoexit || !reflect.DeepEqual(order, []int{3, 2, 1}) {
		t.Errorf("error is %v, order %v", err, order)
	}
}

func TestGoroutinePanicEndsTheCell(t *testing.T) {
	p := newProgram(ThreadOptions{})
	block := make(chan int)
	err := p.run(func(t *Thread, _ int) {
		t.Go(func() { p.call("worker", func(t *Thread, _ int) { t.Panic("in a goroutine") }) })
		t.Recv(reflect.ValueOf(block))
	})
	if pan, ok := err.(*Panic); !ok || pan.Value != "in a goroutine" || pan.Trace[0].Name != "worker" {
		t.Errorf("error is %v", err)
	}
	p.Wait()
}

func TestPanicAfterTheCellIsReported(t *testing.T) {
	reported := make(chan string, 1)
	p := newProgram(ThreadOptions{Died: func(cell string, reason error) { reported <- cell + ": " + reason.Error() }})
	gate := make(chan bool)
	c := p.Start("c7", func() {
		p.Current().Go(func() { <-gate; panic(io.EOF) })
	})
	<-c.Done()
	close(gate)
	if got := <-reported; got != "c7: EOF" || c.Err() != nil {
		t.Errorf("reported %q, the cell's error is %v", got, c.Err())
	}
	p.Wait()
}

func TestStopEndsWhatBlocks(t *testing.T) {
	ch := func() reflect.Value { return reflect.ValueOf(make(chan int)) } // made within the bubble
	null := reflect.ValueOf((chan int)(nil))
	recv := func(c reflect.Value) reflect.SelectCase {
		return reflect.SelectCase{Dir: reflect.SelectRecv, Chan: c}
	}
	for what, body := range map[string]func(*Thread){
		"chan receive":      func(t *Thread) { t.Recv(ch()) },
		"chan send":         func(t *Thread) { t.Send(ch(), reflect.ValueOf(1)) },
		"select":            func(t *Thread) { t.Select([]reflect.SelectCase{recv(ch()), recv(null)}) },
		"select (no cases)": func(t *Thread) { t.Select(nil) },
		"sleep":             func(t *Thread) { t.Sleep(time.Hour) },
		"nothing":           func(t *Thread) { t.Recv(null) },
	} {
		synctest.Test(t, func(t *testing.T) {
			p := newProgram(ThreadOptions{})
			c := p.Start("c1", func() {
				p.call("main", func(th *Thread, _ int) { th.Ln = p.at(4); body(th) })
				t.Errorf("%s went on", what)
			})
			synctest.Wait()
			live := p.Live()
			if len(live) != 1 || live[0].Wait == nil || lines(live[0].Trace) != "main:4:1" {
				t.Fatalf("%s: live threads are %+v", what, live)
			}
			if w := live[0].Wait; w.What != what && what != "nothing" || w.Forever != (what == "nothing" || what == "select (no cases)") {
				t.Errorf("%s: waits for %+v", what, w)
			}
			if !c.Stop(ErrStopped) || c.Stop(io.EOF) {
				t.Error("the first reason does not count")
			}
			<-c.Done()
			if c.Err() != ErrStopped {
				t.Errorf("error is %v", c.Err())
			}
			p.Wait()
			if n := len(p.Live()); n != 0 {
				t.Errorf("%d threads are left", n)
			}
		})
	}
}

func TestStopEndsLoops(t *testing.T) {
	p := newProgram(ThreadOptions{})
	started := make(chan bool)
	c := p.Start("c1", func() {
		close(started)
		for t := p.Current(); ; {
			t.Poll()
		}
	})
	<-started
	c.Stop(ErrStopped)
	<-c.Done()
	if c.Err() != ErrStopped || c.Context().Err() == nil {
		t.Errorf("error is %v, context's is %v", c.Err(), c.Context().Err())
	}
}

func TestSelectAndChannels(t *testing.T) {
	p := newProgram(ThreadOptions{})
	err := p.run(func(th *Thread, _ int) {
		ch := reflect.ValueOf(make(chan int, 1))
		if i, _, _ := TrySelect([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: ch}}); i != -1 {
			t.Error("an empty channel is ready")
		}
		th.Send(ch, reflect.ValueOf(5))
		if v, ok := th.Recv(ch); !ok || v.Int() != 5 {
			t.Errorf("received %v, %v", v, ok)
		}
		th.Go(func() { p.Current().Send(ch, reflect.ValueOf(6)) })
		if i, v, ok := th.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: ch}}); i != 0 || v.Int() != 6 || !ok {
			t.Errorf("selected %v, %v, %v", i, v, ok)
		}
		ch.Close()
		if v, ok := th.Recv(ch); ok || v.Int() != 0 {
			t.Errorf("received %v, %v from a closed channel", v, ok)
		}
		th.Send(ch, reflect.ValueOf(1))
	})
	if err == nil || err.Error() != "send on closed channel" {
		t.Errorf("error is %v", err)
	}
}

// A goroutine of compiled code that calls back has a thread for that long.
func TestGuestThreads(t *testing.T) {
	p := newProgram(ThreadOptions{})
	c := p.Start("c1", func() {})
	<-c.Done()
	p.Wait()
	done := make(chan bool)
	go func() {
		defer close(done)
		p.call("callback", func(th *Thread, _ int) {
			if th.Cell() != c || p.Current() != th {
				t.Error("the guest does not belong to the last cell")
			}
		})
	}()
	<-done
	if n := len(p.Live()); n != 0 {
		t.Errorf("%d threads are left", n)
	}
}

func TestGoroutineKeys(t *testing.T) {
	for name, key := range map[string]func() uintptr{"chosen": goroutineKey(), "from the stack's text": goroutineNumber} {
		mine := key()
		other := make(chan uintptr)
		go func() { other <- key() }()
		if his := <-other; his == mine || mine == 0 || key() != mine {
			t.Errorf("%s: keys are %d and %d", name, mine, his)
		}
	}
	if haveGetg && !getgWorks() {
		t.Error("the assembly does not find the goroutine")
	}
}

func TestManyThreadsAtOnce(t *testing.T) {
	p := newProgram(ThreadOptions{})
	var sum atomic.Int64
	err := p.run(func(t *Thread, _ int) {
		for i := range 200 {
			t.Go(func() {
				p.call("f", func(t *Thread, _ int) {
					p.call("g", func(*Thread, int) { sum.Add(int64(i)) })
					if p.Current() != t || t.Depth() != 1 {
						panic("another's thread")
					}
				})
			})
		}
	})
	p.Wait()
	if err != nil || sum.Load() != 199*200/2 {
		t.Errorf("error is %v, sum %d", err, sum.Load())
	}
}

func TestPullRunsInItsCell(t *testing.T) {
	p := newProgram(ThreadOptions{})
	var got []int
	err := p.run(func(th *Thread, _ int) {
		v := 0
		next, stop := p.Pull(func(yield func() bool) {
			if c := p.Current(); c == th || c.Cell() != th.Cell() {
				t.Error("the coroutine has no thread of its own in the cell")
			}
			for v = 1; v < 10 && yield(); v++ {
			}
		})
		for next() && v < 4 {
			got = append(got, v)
		}
		stop()
		next, _ = p.Pull(func(func() bool) { p.call("seq", func(t *Thread, _ int) { t.Panic("inside") }) })
		next()
	})
	if pan, ok := err.(*Panic); !ok || pan.Value != "inside" || pan.Trace[0].Name != "seq" {
		t.Errorf("error is %v", err)
	}
	if !reflect.DeepEqual(got, []int{1, 2, 3}) {
		t.Errorf("got %v", got)
	}
}

// A coroutine works for the cell that resumes it, not for the one that has made it.
func TestPullFollowsTheCaller(t *testing.T) {
	p := newProgram(ThreadOptions{})
	var next func() bool
	p.run(func(*Thread, int) {
		next, _ = p.Pull(func(yield func() bool) {
			for yield() {
				for p.Current().Cell().ID == "endless" {
					p.Current().Poll()
				}
			}
		})
		next()
	})
	first := p.Start("first", func() { next() })
	<-first.Done()
	first.Stop(ErrStopped) // the coroutine is suspended; its next caller must not be stopped
	second := p.Start("second", func() { next() })
	<-second.Done()
	if err := second.Err(); err != nil {
		t.Errorf("the second cell ended with %v", err)
	}
	endless := p.Start("endless", func() { next() })
	endless.Stop(ErrStopped)
	<-endless.Done()
	if err := endless.Err(); err != ErrStopped {
		t.Errorf("the endless cell ended with %v", err)
	}
	p.Wait()
}

func BenchmarkEnterLeave(b *testing.B) {
	p := newProgram(ThreadOptions{})
	info := p.info("f")
	p.run(func(*Thread, int) {
		for b.Loop() {
			t := p.Current()
			t.Leave(t.Enter(info))
		}
	})
}
