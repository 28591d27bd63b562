package nb10

import (
	"context"
	"errors"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type step = func(ctx context.Context) error

const visitHead = "func visit(ctx context.Context, open, use, bye func(ctx context.Context) error) error {\n"

var goodbye = check.Define(check.Exercise[func(ctx context.Context, open, use, bye step) error]{
	ID: "10.2", Title: "Say goodbye",
	Task: "A server wants to be told when you leave. Write `visit`. It calls `open(ctx)`; if that fails, it returns the error, and nothing else happens. " +
		"Otherwise it calls `use(ctx)`, and then in **any** case `bye`, also when `use` has failed or was called off. `bye` has to wait for the server, so it needs a `ctx` that still works. " +
		"`visit` returns the error of `use`. (What `bye` returns may be ignored.)",
	Imports: []string{"context", imports},
	Stub:    visitHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: visitHead + `	if err := open(ctx); err != nil {
		return err
	}
	defer bye(aio.Shield(ctx))
	return use(ctx)
}
`,
	Answer: "visit",
	Hints: []string{
		"Three lines: open, with a look at its error; defer; use.",
		"What is put behind defer runs when visit returns, whatever happened. Which ctx is not over when visit was cancelled?",
		"defer bye(aio.Shield(ctx))",
	},
	Wrong: []check.Wrong{
		{Name: "only if all goes well", Says: "in any case", Code: visitHead + `	if err := open(ctx); err != nil {
		return err
	}
	if err := use(ctx); err != nil {
		return err
	}
	return bye(aio.Shield(ctx))
}
`},
		{Name: "no shield", Says: "a ctx that is over", Code: visitHead + `	if err := open(ctx); err != nil {
		return err
	}
	defer bye(ctx)
	return use(ctx)
}
`},
		{Name: "shields everything", Says: "could not be called off", Code: visitHead + `	ctx = aio.Shield(ctx)
	if err := open(ctx); err != nil {
		return err
	}
	defer bye(ctx)
	return use(ctx)
}
`},
		{Name: "defer too early", Says: "was never opened", Code: visitHead + `	defer bye(aio.Shield(ctx))
	if err := open(ctx); err != nil {
		return err
	}
	return use(ctx)
}
`},
		{Name: "error lost", Says: "the error of use is lost", Code: visitHead + `	if err := open(ctx); err != nil {
		return err
	}
	use(ctx)
	return bye(aio.Shield(ctx))
}
`},
	},
	Test: func(t *check.T, visit func(ctx context.Context, open, use, bye step) error) {
		good, _ := tryVisit(t, visit, nil, nil, 5*time.Second)
		check.Events(t, "a visit", good.Lines(), []string{"open", "open done", "use", "use done", "bye", "bye done"})
		shut, _ := tryVisit(t, visit, errShut, nil, 5*time.Second)
		check.Events(t, "a visit where open fails", shut.Lines(), []string{"open", "open done"},
			check.If(shut.has("bye"), "there is a goodbye for what was never opened: write defer behind the look at the error"),
			check.If(shut.has("use"), "open has failed: return its error"))
		bad, err := tryVisit(t, visit, nil, errShut, 5*time.Second)
		check.Events(t, "a visit where use fails", bad.Lines(), []string{"open", "open done", "use", "use done", "bye", "bye done"},
			check.If(!bad.has("bye"), "no goodbye: it is to be said in any case, so use defer"))
		check.ErrorIs(t, "a visit where use fails", err, errShut, check.Else("the error of use is lost: return it"))
		off, err := tryVisit(t, visit, nil, nil, time.Hour)
		check.Events(t, "a visit that is called off in the middle of use", off.Lines(), []string{"open", "open done", "use", "use called off", "bye", "bye done"},
			check.If(off.has("bye called off"), "bye is given a ctx that is over, so its await fails at once: give it aio.Shield(ctx)"),
			check.If(off.has("use done"), "use could not be called off: shield only what is for tidying up"))
		check.ErrorIs(t, "a visit that is called off", err, aio.ErrTimeout, check.Else("the error of use is lost: return it"))
	},
})

var errShut = errors.New("the server is shut")

// tryVisit visits for at most a minute.
func tryVisit(t *check.T, visit func(ctx context.Context, open, use, bye step) error, open, use error, long time.Duration) (*diary, error) {
	var k diary
	var err error
	check.Loop(t, "visit", func(ctx context.Context) error {
		err = aio.Timeout(ctx, time.Minute, func(ctx context.Context) error {
			return visit(ctx, k.step("open", time.Second, open), k.step("use", long, use), k.step("bye", 2*time.Second, nil))
		})
		return nil
	})
	return &k, err
}
