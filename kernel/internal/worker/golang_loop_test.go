package worker

import (
	"context"
	"testing"
)

// TestStopCancelsTheRunningLoop stops cells that run an event loop: its tasks are cancelled and clean up. What does not
// listen is ended all the same.
func TestStopCancelsTheRunningLoop(t *testing.T) {
	const ignored = "on the way\naio: task \"main\" has been ended: it went on and on after it was cancelled: look at the errors of awaits\n"
	s := newSession(t)
	want(t, s.run(`import "github.com/gopherloop/gopherloop/workshop/aio"
x := 1`), "ok")
	for _, c := range []struct{ code, out string }{
		{`err := aio.Main(func(ctx context.Context) error {
	aio.Go(ctx, "other", aio.Do(func(ctx context.Context) error {
		defer fmt.Println("other has cleaned up")
		return aio.Sleep(ctx, time.Hour)
	})).Background()
	defer fmt.Println("main has cleaned up")
	fmt.Println("on the way")
	return aio.Sleep(ctx, time.Hour)
}, aio.RealTime())
fmt.Println(err)`, "on the way\nmain has cleaned up\nother has cleaned up\naio: cancelled\n"},
		{`aio.Main(func(ctx context.Context) error {
	fmt.Println("on the way")
	for { aio.Sleep(ctx, time.Hour) } // looks at no error
}, aio.RealTime())`, ignored},
		{`aio.Main(func(ctx context.Context) error {
	fmt.Println("on the way")
	for { aio.Sleep(ctx, time.Hour) } // in virtual time
})`, ignored},
		{`aio.Main(func(ctx context.Context) error {
	fmt.Println("on the way")
	for { x++ }
})`, "on the way\n"},
		{`aio.Main(func(ctx context.Context) error {
	fmt.Println("on the way")
	_, err := aio.Blocking(ctx, func() (int, error) { time.Sleep(time.Hour); return 0, nil })
	return err
})`, "on the way\n"},
	} {
		ctx, stop := context.WithCancel(t.Context())
		go func() { s.r.waitFor(t, "on the way"); stop() }()
		want(t, short(s.p.Execute(ctx, s.request(c.code))), "stopped: the cell was stopped; variables keep what they hold")
		same(t, s.r.take(), []string{"c2 stdout " + c.out})
		s.n = 1
	}
	want(t, s.run("x > 0"), "ok true")
}
