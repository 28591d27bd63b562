package nb11

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

type loader = func(ctx context.Context, urls []string) ([]string, error)

const carefulHead = "func careful(ctx context.Context, urls []string) ([]string, error) {\n"

var careful = check.Define(check.Exercise[loader]{
	ID: "11.4", Title: "Find the call that blocks",
	Task: "A colleague has a function `oldGet`, which uses `net/http` and has no `ctx`. With it she has written `careless`: a task " +
		"for each page, started together. And yet the server never sees more than one request at a time.\n\n" +
		"Find the line that is to blame. Then write `careful`, which does the same, still with `oldGet`, but with **all requests at the " +
		"server at the same time**. The texts must come in the order of `urls`.",
	Imports: []string{"context", "io", "net/http", "github.com/gopherloop/gopherloop/workshop/aio"},
	Setup: `func oldGet(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func careless(ctx context.Context, urls []string) ([]string, error) {
	var all []aio.Awaitable[string]
	for _, url := range urls {
		all = append(all, aio.Coro[string](func(ctx context.Context) (string, error) {
			return oldGet(url)
		}))
	}
	return aio.Gather(ctx, all...)
}
`,
	Answer: "careful",
	Stub:   carefulHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: carefulHead + `	var all []aio.Awaitable[string]
	for _, url := range urls {
		all = append(all, aio.Coro[string](func(ctx context.Context) (string, error) {
			return aio.Blocking(ctx, func() (string, error) { return oldGet(url) })
		}))
	}
	return aio.Gather(ctx, all...)
}
`,
	Hints: []string{
		"A function without a ctx cannot hand the turn to another task. Which call in careless has no ctx?",
		"aio.Blocking(ctx, func() (string, error) { … }) runs a function outside of the loop, and waits for it.",
		"Replace return oldGet(url) by return aio.Blocking(ctx, func() (string, error) { return oldGet(url) }).",
	},
	Wrong: []check.Wrong{
		{Name: "the same again", Says: "oldGet has no ctx", Code: carefulHead + `	return careless(ctx, urls)
}
`},
		{Name: "Blocking, one by one", Says: "waits for each before it begins the next", Code: carefulHead + `	var texts []string
	for _, url := range urls {
		text, err := aio.Blocking(ctx, func() (string, error) { return oldGet(url) })
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}
`},
		{Name: "one Blocking around all", Says: "within one call of Blocking", Code: carefulHead + `	return aio.Blocking(ctx, func() (texts []string, err error) {
		for _, url := range urls {
			text, err := oldGet(url)
			if err != nil {
				return nil, err
			}
			texts = append(texts, text)
		}
		return texts, nil
	})
}
`},
		{Name: "does not wait", Says: "nobody waits for", Code: carefulHead + `	texts := make([]string, len(urls))
	for i, url := range urls {
		aio.Go(ctx, url, func(ctx context.Context) (string, error) {
			return aio.Blocking(ctx, func() (text string, err error) {
				texts[i], err = oldGet(url)
				return texts[i], err
			})
		}).Background()
	}
	return texts, nil
}
`},
	},
	Test: testCareful,
})

// slowly is long enough for three requests to come together on a busy computer.
const slowly = 300 * time.Millisecond

func testCareful(t *check.T, answer loader) {
	web, err := lab.NewWeb(slowly, 0)
	check.NoError(t, "starting a server", err)
	defer web.Close()
	const pages = 3
	var texts []string
	blocked := false
	r := check.Loop(t, "careful", func(ctx context.Context) (err error) {
		texts, err = answer(ctx, web.URLs(pages))
		return err
	})
	for _, s := range spans(r) {
		blocked = blocked || s > slowly*3/4
	}
	check.NoError(t, "careful", r.Err)
	check.Equal(t, "the number of texts", len(texts), pages)
	for i, text := range texts {
		t.Must(text != "", fmt.Sprintf("text number %d is empty", i),
			check.Else("careful returns before the requests are done: nobody waits for the tasks. Gather does, and so does Group"))
		t.Must(strings.HasPrefix(text, fmt.Sprintf("Page %d of web.", i+1)), fmt.Sprintf("text number %d is that of another page", i))
	}
	check.AtOnce(t, "requests at the server at a time", web.Traffic().MostAtOnce, pages,
		check.If(blocked, "a task keeps the loop to itself while it waits for the server: oldGet has no ctx, so it must be called by aio.Blocking"),
		check.Else("the loop is free now, but the requests still come one by one. If you call Blocking in a for loop, it waits for each "+
			"before it begins the next; within one call of Blocking it is the same. Let Gather or Group start all of them"))
}

// spans are how long the steps of a run's tasks took in real time.
func spans(r *check.Run) (took []time.Duration) {
	for _, lane := range r.Trace.Lanes() {
		for _, s := range lane.Spans {
			if s.State == aio.Running {
				took = append(took, s.Took)
			}
		}
	}
	return took
}
