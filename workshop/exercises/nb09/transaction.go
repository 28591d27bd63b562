package nb09

import (
	"context"
	"errors"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type step = func(ctx context.Context) error

type openTransaction = func(begin, commit, rollback step) aio.Resource[aio.None]

const transactionHead = `type transaction struct{ begin, commit, rollback step }

func newTransaction(begin, commit, rollback step) aio.Resource[aio.None] {
	return transaction{begin, commit, rollback}
}

func (t transaction) Enter(ctx context.Context) (aio.None, error) {
	return aio.None{}, t.begin(ctx)
}

func (t transaction) Exit(ctx context.Context, err error) error {
`

var transaction = check.Define(check.Exercise[openTransaction]{
	ID: "9.2", Title: "All or nothing",
	Task: "A *transaction* makes several changes to a database, all of them or none. It begins; if all goes well, the changes are kept (*commit*); " +
		"if anything fails, they are taken back (*rollback*). Each of the three may have to wait, and may fail.\n\n" +
		"`Enter` is there. Write `Exit`, so that `aio.With(ctx, newTransaction(…), …)` does the right thing. It returns the error of what it calls. " +
		"You need not return `err`: `aio.With` hands it on anyway.",
	Imports: []string{"context", imports},
	Setup:   "type step = func(ctx context.Context) error\n",
	Stub: transactionHead + `	panic("not implemented")
}
`,
	Solution: transactionHead + `	if err != nil {
		return t.rollback(ctx)
	}
	return t.commit(ctx)
}
`,
	Answer: "newTransaction",
	Hints: []string{
		"Exit is told what went wrong in between: err. What does it mean if err is nil?",
		"If err is not nil, call t.rollback(ctx), otherwise t.commit(ctx). Return what they return.",
	},
	Wrong: []check.Wrong{
		{Name: "always commits", Says: "half of the changes are kept", Code: transactionHead + `	return t.commit(ctx)
}
`},
		{Name: "always rolls back", Says: "err is nil if all went well", Code: transactionHead + `	return t.rollback(ctx)
}
`},
		{Name: "the wrong way round", Says: "not equal to nil", Code: transactionHead + `	if err == nil {
		return t.rollback(ctx)
	}
	return t.commit(ctx)
}
`},
		{Name: "does not look", Says: "would not know that its changes are lost", Code: transactionHead + `	if err != nil {
		t.rollback(ctx)
		return nil
	}
	t.commit(ctx)
	return nil
}
`},
		{Name: "only bad news", Says: "nothing is kept at all", Code: transactionHead + `	if err != nil {
		return t.rollback(ctx)
	}
	return nil
}
`},
	},
	Test: func(t *check.T, open openTransaction) {
		good := tryTransaction(t, "when all goes well", open, nil, nil)
		bad := tryTransaction(t, "when a change fails", open, errChange, nil)
		happens := check.If(good.did("rollback") && bad.did("commit"), "it is the wrong way round: err != nil means not equal to nil, something has failed")
		check.Events(t, "what happens when all goes well", good.log.Lines(), []string{"begin", "change", "commit"}, happens,
			check.If(good.did("rollback"), "err is nil if all went well: commit then"),
			check.If(!good.did("commit"), "nothing is kept at all: commit if err is nil"))
		check.Events(t, "what happens when a change fails", bad.log.Lines(), []string{"begin", "change", "rollback"},
			check.If(bad.did("commit"), "half of the changes are kept: look at err before you commit"))
		check.ErrorIs(t, "aio.With", bad.err, errChange)
		full := tryTransaction(t, "when the disk is full", open, nil, errFull)
		check.ErrorIs(t, "aio.With, when commit fails,", full.err, errFull,
			check.Else("the error of commit is lost, and the caller would not know that its changes are lost, too: return it"))
	},
})

var (
	errChange = errors.New("there is no such town")
	errFull   = errors.New("disk full")
)

// A tried is what a transaction has done.
type tried struct {
	log check.Log
	err error
}

func (r *tried) did(what string) bool {
	for _, l := range r.log.Lines() {
		if l == what {
			return true
		}
	}
	return false
}

func tryTransaction(t *check.T, what string, open openTransaction, change, commit error) *tried {
	var r tried
	does := func(name string, err error) step {
		return func(ctx context.Context) error {
			r.log.Add("%s", name)
			return errors.Join(aio.Sleep(ctx, time.Second), err)
		}
	}
	r.err = check.Loop(t, "aio.With "+what, func(ctx context.Context) error {
		return aio.With(ctx, open(does("begin", nil), does("commit", commit), does("rollback", nil)), func(aio.None) error {
			return does("change", change)(ctx)
		})
	}).Err
	return &r
}
