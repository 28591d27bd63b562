package nb08

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type fetching = func(page string) aio.Coro[string]

type fetchAllFunc = func(ctx context.Context, pages []string, fetch fetching) ([]string, error)

var fetchPages = check.Define(check.Exercise[fetchAllFunc]{
	ID: "8.4", Title: "All pages at once",
	Task: "Out of the kitchen, into the network. `fetch(page)` makes a coroutine that waits for a page and returns its text. " +
		"Write `fetchAll`: it fetches all pages at the same time, and returns their texts in the order of `pages`. If a page fails, it returns the error.\n\n" +
		"`aio.Gather` takes any number of coroutines. To hand it a slice, write three dots: `aio.Gather(ctx, all...)`. " +
		"The slice must be of the type that Gather asks for, `[]aio.Awaitable[string]` (anything that can be awaited).",
	Imports: []string{"context", imports},
	Stub: `func fetchAll(ctx context.Context, pages []string,
	fetch func(page string) aio.Coro[string]) ([]string, error) {
	var all []aio.Awaitable[string]
	_ = all // remove this line when you use all
	panic("not implemented")
}
`,
	Solution: `func fetchAll(ctx context.Context, pages []string,
	fetch func(page string) aio.Coro[string]) ([]string, error) {
	var all []aio.Awaitable[string]
	for _, page := range pages {
		all = append(all, fetch(page))
	}
	return aio.Gather(ctx, all...)
}
`,
	Answer: "fetchAll",
	Hints: []string{
		"Make one coroutine for each page, and put it into the slice. Do not await it there.",
		"all = append(all, fetch(page))",
		"The last line is return aio.Gather(ctx, all...)",
	},
	Wrong: []check.Wrong{
		{Name: "one by one", Says: "one after the other", Code: `func fetchAll(ctx context.Context, pages []string,
	fetch func(page string) aio.Coro[string]) ([]string, error) {
	var texts []string
	for _, page := range pages {
		text, err := fetch(page)(ctx)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}
`},
		{Name: "as they come", Says: "the order in which the pages came", Code: `func fetchAll(ctx context.Context, pages []string,
	fetch func(page string) aio.Coro[string]) ([]string, error) {
	var all []aio.Awaitable[string]
	for _, page := range pages {
		all = append(all, fetch(page))
	}
	var texts []string
	for text, err := range aio.AsCompleted(ctx, all...) {
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}
`},
		{Name: "no error", Says: "the error is lost", Code: `func fetchAll(ctx context.Context, pages []string,
	fetch func(page string) aio.Coro[string]) ([]string, error) {
	var all []aio.Awaitable[string]
	for _, page := range pages {
		all = append(all, fetch(page))
	}
	texts, _ := aio.Gather(ctx, all...)
	return texts, nil
}
`},
		{Name: "forgets the slice", Says: "no page was asked for", Code: `func fetchAll(ctx context.Context, pages []string,
	fetch func(page string) aio.Coro[string]) ([]string, error) {
	var all []aio.Awaitable[string]
	for _, page := range pages {
		fetch(page)
	}
	return aio.Gather(ctx, all...)
}
`},
	},
	Test: func(t *check.T, fetchAll fetchAllFunc) {
		var texts []string
		var asked int
		fetch := func(page string) aio.Coro[string] {
			return func(ctx context.Context) (string, error) {
				asked++
				if err := aio.Sleep(ctx, time.Duration(len(page))*100*time.Millisecond); err != nil {
					return "", err
				}
				if page == "nowhere" {
					return "", errNotFound
				}
				return "text of " + page, nil
			}
		}
		run := check.Loop(t, "fetchAll", func(ctx context.Context) (err error) {
			texts, err = fetchAll(ctx, []string{"animals", "sea", "stars"}, fetch)
			return err
		})
		check.NoError(t, "fetchAll", run.Err)
		t.Must(asked > 0, fmt.Sprintf("fetchAll returns %q", texts), check.Else("no page was asked for: fetch(page) only makes a coroutine; put it into the slice"))
		check.Equal(t, "fetchAll", texts, []string{"text of animals", "text of sea", "text of stars"},
			check.Got([]string{"text of sea", "text of stars", "text of animals"}, "this is the order in which the pages came, not that of pages"))
		check.Took(t, "fetchAll of three pages", run.Time, 700*time.Millisecond,
			check.Got(1500*time.Millisecond, "the pages are fetched one after the other: make all coroutines first, then gather"))
		run = check.Loop(t, "fetchAll", func(ctx context.Context) (err error) {
			_, err = fetchAll(ctx, []string{"sea", "nowhere"}, fetch)
			return err
		})
		check.ErrorIs(t, "fetchAll with a page that does not exist", run.Err, errNotFound, check.Else("the error is lost: return it"))
	},
})

var errNotFound = errors.New("page not found")
