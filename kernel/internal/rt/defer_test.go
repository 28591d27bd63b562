package rt

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
)

// trial runs the same story of defer, panic and recover twice: by the runtime and
// in compiled Go. Each step writes what it sees.
type trial struct {
	p   *program
	log []string
}

func (x *trial) say(args ...any) { x.log = append(x.log, fmt.Sprint(args...)) }

func (x *trial) fn(name string, body func(d *DeferList, t *Thread, mark int)) {
	x.p.call(name, func(t *Thread, mark int) {
		d := t.NewDefers(mark)
		d.Run(func() { body(d, t, mark) })
	})
}

// recovering is a deferred function that recovers.
func (x *trial) recovering(name string) func() {
	return func() {
		x.p.call(name, func(t *Thread, mark int) { x.say(name, " recovers ", t.Recover(mark)) })
	}
}

func TestDeferStories(t *testing.T) {
	for name, story := range map[string]struct {
		cell     func(x *trial)
		compiled func(say func(...any))
	}{
		"last in, first out": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, _ *Thread, _ int) {
					for i := range 3 {
						d.Push(func() { x.say(i) })
					}
					x.say("body")
				})
			},
			func(say func(...any)) {
				for i := range 3 {
					defer func() { say(i) }()
				}
				say("body")
			},
		},
		"recovered, the function returns": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(func() { x.say("last") })
					d.Push(x.recovering("r"))
					t.Panic(1)
				})
				x.say("went on")
			},
			func(say func(...any)) {
				func() {
					defer say("last")
					defer func() { say("r", " recovers ", recover()) }()
					panic(1)
				}()
				say("went on")
			},
		},
		"only a directly deferred function recovers": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(x.recovering("direct"))
					d.Push(func() { x.p.call("outer", func(*Thread, int) { x.recovering("helper")() }) })
					t.Panic("p")
				})
			},
			func(say func(...any)) {
				helper := func() { say("helper", " recovers ", recover()) }
				defer func() { say("direct", " recovers ", recover()) }()
				defer func() { helper() }()
				panic("p")
			},
		},
		"a wrapper does not count": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(func() { x.p.call("+wrapper", func(*Thread, int) { x.recovering("method")() }) })
					t.Panic("p")
				})
			},
			func(say func(...any)) {
				var i interface{ M() } = &promoted{story{say}}
				defer i.M()
				panic("p")
			},
		},
		"no panic, nothing to recover": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, _ *Thread, _ int) { d.Push(x.recovering("r")) })
			},
			func(say func(...any)) {
				defer func() { say("r", " recovers ", recover()) }()
			},
		},
		"a deferred call's panic replaces the first": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(x.recovering("r"))
					d.Push(func() { x.p.call("g", func(t *Thread, _ int) { t.Panic(2) }) })
					t.Panic(1)
				})
			},
			func(say func(...any)) {
				defer func() { say("r", " recovers ", recover()) }()
				defer func() { panic(2) }()
				panic(1)
			},
		},
		"recovered and panicked again": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(x.recovering("r"))
					d.Push(func() {
						x.p.call("g", func(t *Thread, mark int) { x.say(t.Recover(mark)); t.Panic("again") })
					})
					t.Panic("first")
				})
			},
			func(say func(...any)) {
				defer func() { say("r", " recovers ", recover()) }()
				defer func() { say(recover()); panic("again") }()
				panic("first")
			},
		},
		"the second recover gets nothing": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(x.recovering("second"))
					d.Push(x.recovering("first"))
					t.Panic("p")
				})
			},
			func(say func(...any)) {
				defer func() { say("second", " recovers ", recover()) }()
				defer func() { say("first", " recovers ", recover()) }()
				panic("p")
			},
		},
		"a deferred function's own deferred function does not recover": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(x.recovering("outer"))
					d.Push(func() {
						x.fn("g", func(d *DeferList, _ *Thread, _ int) { d.Push(x.recovering("nested")) })
					})
					t.Panic("p")
				})
			},
			func(say func(...any)) {
				defer func() { say("outer", " recovers ", recover()) }()
				defer func() {
					defer func() { say("nested", " recovers ", recover()) }()
				}()
				panic("p")
			},
		},
		"a panic within a deferred function is its own": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(x.recovering("outer"))
					d.Push(func() {
						x.fn("g", func(d *DeferList, t *Thread, _ int) {
							d.Push(x.recovering("inner"))
							t.Panic("own")
						})
					})
					t.Panic("p")
				})
			},
			func(say func(...any)) {
				defer func() { say("outer", " recovers ", recover()) }()
				defer func() {
					func() {
						defer func() { say("inner", " recovers ", recover()) }()
						panic("own")
					}()
				}()
				panic("p")
			},
		},
		"deferred calls pushed by deferred calls": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) {
					d.Push(func() { x.say("a") })
					d.Push(x.recovering("r"))
					d.Push(nil)
				})
			},
			func(say func(...any)) {
				defer say("a")
				defer func() { say("r", " recovers ", recover()) }()
				var null func()
				defer null()
			},
		},
		"through frames that do not defer": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, mark int) {
					d.Push(x.recovering("r"))
					d.Push(func() { x.say("depth ", t.Depth()-mark) })
					x.p.call("g", func(*Thread, int) {
						x.p.call("h", func(t *Thread, _ int) { t.Panic(errors.New("deep")) })
					})
				})
			},
			func(say func(...any)) {
				defer func() { say("r", " recovers ", recover()) }()
				defer say("depth ", 1)
				func() { func() { panic(errors.New("deep")) }() }()
			},
		},
		"panic(nil)": {
			func(x *trial) {
				x.fn("f", func(d *DeferList, t *Thread, _ int) { d.Push(x.recovering("r")); t.Panic(nil) })
			},
			func(say func(...any)) {
				defer func() { say("r", " recovers ", recover()) }()
				panic(nil)
			},
		},
	} {
		var want []string
		story.compiled(func(args ...any) { want = append(want, fmt.Sprint(args...)) })
		x := &trial{p: newProgram(ThreadOptions{})}
		if err := x.p.run(func(*Thread, int) { story.cell(x) }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(x.log, want) {
			t.Errorf("%s\n got %q\nwant %q", name, x.log, want)
		}
	}
}

type story struct{ say func(...any) }

func (s story) M() { s.say("method", " recovers ", recover()) }

type promoted struct{ story }

func TestReplacedPanicsAreKept(t *testing.T) {
	x := &trial{p: newProgram(ThreadOptions{})}
	err := x.p.run(func(*Thread, int) {
		x.fn("f", func(d *DeferList, t *Thread, _ int) {
			d.Push(func() { t.Panic("second") })
			t.Panic("first")
		})
	})
	if p := err.(*Panic); p.Value != "second" || p.Replaced.Value != "first" {
		t.Errorf("error is %v, replaced %v", p, p.Replaced)
	}
}

func TestRecoverInTheBodyOfARangeFunc(t *testing.T) {
	x := &trial{p: newProgram(ThreadOptions{})}
	err := x.p.run(func(*Thread, int) {
		x.fn("f", func(d *DeferList, t *Thread, _ int) {
			d.Push(func() {
				x.p.call("deferred", func(t *Thread, mark int) {
					outer := t.frames[mark].fn
					x.p.call("iterator", func(t *Thread, _ int) {
						body := x.p.info("body")
						body.Func.RangeBody, body.Outer = true, outer
						mark := t.Enter(body)
						x.say("loop recovers ", t.Recover(mark), ", shown as ", t.Traceback()[0].Name)
						t.Leave(mark)
					})
					x.say("deferred recovers ", t.Recover(mark))
				})
			})
			t.Panic("p")
		})
	})
	want := []string{"loop recovers <nil>, shown as deferred", "deferred recovers p"}
	if err != nil || !reflect.DeepEqual(x.log, want) {
		t.Errorf("error is %v, log %q", err, x.log)
	}
}

func TestPanickingTellsDeferredCalls(t *testing.T) {
	x := &trial{p: newProgram(ThreadOptions{})}
	x.p.run(func(*Thread, int) {
		x.fn("f", func(d *DeferList, t *Thread, _ int) {
			d.Push(func() { x.say(t.Panicking() == nil) })
			d.Push(x.recovering("r"))
			d.Push(func() { x.say(t.Panicking().Value) })
			t.Panic("p")
		})
	})
	if want := []string{"p", "r recovers p", "true"}; !reflect.DeepEqual(x.log, want) {
		t.Errorf("log is %q", x.log)
	}
}
