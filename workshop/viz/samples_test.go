package viz

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

// nasty is a name as learners may choose it.
const nasty = "a<b>&\"c' \x00\x1b[31m\u202e $x$ 漢字 👩‍🚀 é\n\xff]]>-->"

// samples are pictures of every kind, with names that end in suffix. Positions in this file would make golden files
// change with it, so pictures that show them are made of frames.
func samples(t *testing.T, suffix string) map[string]Picture {
	name := func(s string) string { return s + suffix }
	all := map[string]Picture{
		"bars": Bars(name("Memory"), "bytes", Bar{name("slice"), 8e6}, Bar{name("append"), 41.7e6}, Bar{name("sequence"), 16}),
		"line": Line(name("Peak"), Axis{Name: name("n"), Log: true}, Axis{Name: name("peak"), Unit: "bytes", Log: true},
			Series{name("slice"), []Point{{1e3, 8e3}, {1e6, 8e6}, {1e5, 8e5}}}, Series{name("sequence"), []Point{{1e3, 160}, {1e6, 170}}}),
		"calls": sampleCalls(name), "nested": sampleNested(name), "protocol": Protocol(gen.Of(slices.Values([]string{name("x"), "y"})).Name(name("letters"))),
		"stack": stackPicture("Call stacks", sampleFrames(name), 1), "steps": sampleSteps(name),
		"delegation": Delegation(frames(sampleFrames(name)[1])), "life": Life(frames(sampleFrames(name)[1])),
		"states": States(name("Door"), name("open"), Transition{name("open"), name("shut"), name("push")}, Transition{name("shut"), name("open"), name("pull")}, Transition{name("shut"), name("locked"), name("turn")}, Transition{name("open"), name("locked"), name("magic")}),
		"flow":   sampleFlow(name), "lanes": sampleLanes(name),
		"dates": Dates(name("History"), Date{"2001", name("Python"), name(strings.Repeat("PEP 255 ", 20))}, Date{name("2024"), name("Go"), name("Go 1.23")}),
		"loop":  loopPicture(name("main"), []string{name("A"), name("B")}, []aio.TaskInfo{{Name: name("C"), Due: time.Second}}, "the clock says 0s"),
		"chain": Chain(name("Awaits"), name("main"), name("fetch"), name("future")),
	}
	trace, depth := sampleTrace(t, name)
	all["timeline"], all["tasks"], all["depth"] = Timeline(trace), Tasks(trace), depth.Picture()
	return all
}

// frames are those of a generator that there is none of.
type frames []gen.Frame

func (f frames) Frames() []gen.Frame { return f }

func sampleFrames(name func(string) string) [][]gen.Frame {
	return [][]gen.Frame{
		{{Name: name("created")}},
		{{Name: name("outer"), State: gen.Suspended, Line: "cell 3, line 4"}, {Name: name("inner"), State: gen.Suspended, Line: "cell 12, line 34"}},
		{{Name: name("closed"), State: gen.Closed}},
	}
}

func sampleSteps(name func(string) string) Picture {
	f := frameBoxes(sampleFrames(name)[1])
	return filmPicture(name("outer"), []shot{{"before", f, nil}, {"call 1: Next() runs the body", nil, onTop(sampleFrames(name)[1])}, {"call 1: it yields " + name("v"), f, nil}, {"call 2: it has ended", f[:1], nil}})
}

func sampleCalls(name func(string) string) Picture {
	var calls Calls
	g := gen.New(func(y *gen.Yielder[string, string]) (string, error) {
		in := ""
		for {
			var err error
			if in, err = y.Yield(in); err != nil {
				return "", err
			}
		}
	}).Name(name("echo")).Watch(calls.Add)
	g.Send(name("too early"))
	g.Next()
	g.Send(name("hello"))
	g.Throw(errors.New(name("oops")))
	g.Close()
	return calls.Picture()
}

// sampleNested has an inner generator that is called first by the caller, and then by an outer one, and others beside.
func sampleNested(name func(string) string) Picture {
	var calls Calls
	of := func(who string, body func(y *gen.Yielder[string, string]) (string, error)) *gen.Generator[string, string, string] {
		return gen.New(body).Name(name(who)).Watch(calls.Add)
	}
	inner := of("inner", func(y *gen.Yielder[string, string]) (string, error) {
		for {
			if _, err := y.Yield("more"); errors.Is(err, gen.ErrExit) {
				return "", err
			}
		}
	})
	outer := of("outer", func(y *gen.Yielder[string, string]) (string, error) { return gen.From(y, inner) })
	of("outermost", func(y *gen.Yielder[string, string]) (string, error) {
		outer.Next()
		return name("result"), nil
	}).Next()
	inner.Next()
	outer.Send(name("hello"))
	of("another", func(y *gen.Yielder[string, string]) (string, error) { return "", nil }).Next()
	outer.Close()
	return calls.Picture()
}

func sampleFlow(name func(string) string) Picture {
	var flow Flow
	numbers := Tap(&flow, name("numbers"), func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	})
	even := Tap(&flow, name("even"), func(yield func(string) bool) {
		for i := range numbers {
			if i%2 == 0 && !yield(name(fmt.Sprint(i))) {
				return
			}
		}
	})
	for range even {
		if flow.stages[1].values == 9 {
			break
		}
	}
	Tap(&flow, name("unused"), even)
	return flow.Picture()
}

func sampleLanes(name func(string) string) Picture {
	var lanes Lanes
	lanes.Add(name("P1"), name("crunch"), 0, 400*time.Millisecond)
	lanes.Add(name("P2"), name("crunch"), 50*time.Millisecond, 300*time.Millisecond)
	lanes.Add(name("P1"), name("again"), 400*time.Millisecond, 410*time.Millisecond)
	return lanes.Picture()
}

// sampleTrace has one of everything: tasks that end, fail, are cancelled, wait for each other, and block the loop.
func sampleTrace(t *testing.T, name func(string) string) (*aio.Trace, *Depth) {
	trace, depth := &aio.Trace{}, &Depth{}
	synctest.Test(t, func(t *testing.T) { // real time is not real here
		err := aio.Main(func(ctx context.Context) error {
			orders := aio.NewQueue[int](2).Named(name("orders"))
			depth.Watch(name("orders"), orders)
			cook := aio.Go(ctx, name("cook"), aio.Do(func(ctx context.Context) error {
				for {
					if _, err := orders.Get(ctx); err != nil {
						return err
					}
					aio.Mark(ctx, name("cooking"))
					if err := aio.Sleep(ctx, 500*time.Millisecond); err != nil {
						return err
					}
				}
			}))
			waiter := aio.Go(ctx, name("waiter"), aio.Do(func(ctx context.Context) error {
				for i := range 5 {
					if err := orders.Put(ctx, i); err != nil {
						return err
					}
				}
				return aio.Yield(ctx)
			}))
			guest := aio.Go(ctx, name("guest"), aio.Do(func(ctx context.Context) error {
				aio.Sleep(ctx, time.Second)
				time.Sleep(250 * time.Millisecond)
				return errors.New(name("too slow"))
			}))
			waiter.Await(ctx)
			guest.Await(ctx)
			cook.Cancel()
			cook.Await(ctx)
			return nil
		}, aio.Record(trace), aio.Observe(depth.Event))
		if err != nil {
			t.Error(err)
		}
	})
	return trace, depth
}
