package nb10

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type downloading = func(ctx context.Context, fetch aio.Coro[string], note func(line string)) (string, error)

const downloadHead = "func download(ctx context.Context, fetch aio.Coro[string],\n\tnote func(line string)) (string, error) {\n"

var swallowed = check.Define(check.Exercise[downloading]{
	ID: "10.1", Title: "Find the bug: swallowed",
	Task: "`download` fetches a page. When something goes wrong, it makes a note. But whoever has called it off is told that all is well, with an empty page. " +
		"Repair it: it still makes the note, and the caller gets to know what happened.",
	Imports: []string{"context", imports},
	Stub: downloadHead + `	panic("not implemented") // remove this line, then repair the rest
	page, err := fetch(ctx)
	if err != nil {
		note("download stopped")
		return "", nil
	}
	return page, nil
}
`,
	Solution: downloadHead + `	page, err := fetch(ctx)
	if err != nil {
		note("download stopped")
		return "", err
	}
	return page, nil
}
`,
	Answer: "download",
	Hints: []string{
		"What does the caller see if download returns nil as its error?",
		"Tidy up, then return the error: the same one that you were given.",
	},
	Wrong: []check.Wrong{
		{Name: "as it was", Says: "nil means that all is well", Code: downloadHead + `	page, err := fetch(ctx)
	if err != nil {
		note("download stopped")
		return "", nil
	}
	return page, nil
}
`},
		{Name: "no note", Says: "make the note before you return", Code: downloadHead + `	page, err := fetch(ctx)
	if err != nil {
		return "", err
	}
	return page, nil
}
`},
		{Name: "an error of its own", Says: "a new error says nothing about the old one", Code: downloadHead + `	page, err := fetch(ctx)
	if err != nil {
		note("download stopped")
		return "", errors.New("download stopped")
	}
	return page, nil
}
`},
		{Name: "not wrapped", Says: "%w instead of %v", Code: downloadHead + `	page, err := fetch(ctx)
	if err != nil {
		note("download stopped")
		return "", fmt.Errorf("download stopped: %v", err)
	}
	return page, nil
}
`},
		{Name: "always notes", Says: "although all went well", Code: downloadHead + `	defer note("download stopped")
	return fetch(ctx)
}
`},
	},
	Test: func(t *check.T, download downloading) {
		var k diary
		var page string
		run := check.Loop(t, "download", func(ctx context.Context) (err error) {
			page, err = download(ctx, k.coro("page", time.Second, nil), func(line string) { k.Add("note: %s", line) })
			return err
		})
		check.NoError(t, "download of a good page", run.Err)
		check.Equal(t, "the page", page, "page")
		t.Must(!k.has("note: download stopped"), "there is a note, although all went well", check.Else("make the note only if err != nil"))
		var ended error
		check.Loop(t, "download", func(ctx context.Context) error {
			task := aio.Go(ctx, "download", func(ctx context.Context) (string, error) {
				return download(ctx, k.coro("slow page", time.Hour, nil), func(line string) { k.Add("note: %s", line) })
			})
			if err := aio.Sleep(ctx, time.Minute); err != nil {
				return err
			}
			task.Cancel()
			_, ended = task.Await(ctx)
			return nil
		})
		check.ErrorIs(t, "a download that was cancelled", ended, aio.ErrCancelled,
			check.If(ended == nil, "nil means that all is well: after the note, return err"),
			check.If(ended != nil && errorHas(ended, aio.ErrCancelled), "the text is there, but errors.Is does not find the error in it: use %w instead of %v"),
			check.Else("a new error says nothing about the old one: return err itself"))
		t.Must(k.has("note: download stopped"), "there is no note about the download that was cancelled", check.Else("make the note before you return"))
	},
})

// errorHas reports whether the text of err has that of target, but errors.Is does not find it.
func errorHas(err, target error) bool {
	return !errors.Is(err, target) && strings.Contains(err.Error(), target.Error())
}
