package nb11

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

type fetcher = func(ctx context.Context, net *lab.SimNet, urls []string, limit int) ([]string, error)

// head and foot are around the middle of the answers.
const (
	politeHead = "func polite(ctx context.Context, net *lab.SimNet, urls []string, limit int) ([]string, error) {\n"
	politeGet  = `page, err := net.Get(ctx, url)`
)

var polite = check.Define(check.Exercise[fetcher]{
	ID: "11.2", Title: "A thousand pages, politely",
	Task: "Write `polite`. It fetches all `urls` from `net`, with **at most `limit` requests at a time**, and returns the texts " +
		"of the pages **in the order of `urls`**. As soon as one request is done, the next may begin. If a request fails, return its error.\n\n" +
		"You may use `aio.Gather` or `aio.Group`, and you will need an `aio.Semaphore`.",
	Imports: []string{"context", "fmt", "slices",
		"github.com/gopherloop/gopherloop/workshop/aio", "github.com/gopherloop/gopherloop/workshop/lab"},
	Answer: "polite",
	Stub:   politeHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: politeHead + `	texts := make([]string, len(urls))
	places := aio.NewSemaphore(limit)
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for i, url := range urls {
			g.Go(url, func(ctx context.Context) error {
				return places.Do(ctx, func() error {
					` + politeGet + `
					texts[i] = page.Text()
					return err
				})
			})
		}
		return nil
	})
	return texts, err
}
`,
	Hints: []string{
		"Start a task for every url in an aio.Group. One semaphore, made before the group, is shared by all tasks.",
		"In the task, do the request within places.Do(ctx, func() error { … }).",
		"For the order: make a slice with len(urls) places first, and let task i write to texts[i].",
	},
	Wrong: politeWrong,
	Test:  testPolite,
})

var politeWrong = []check.Wrong{
	{Name: "all at once", Says: "take a place of an aio.Semaphore", Code: politeHead + `	texts := make([]string, len(urls))
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for i, url := range urls {
			g.Go(fmt.Sprint(i), func(ctx context.Context) error {
				` + politeGet + `
				texts[i] = page.Text()
				return err
			})
		}
		return nil
	})
	return texts, err
}
`},
	{Name: "one after the other", Says: "one request at a time", Code: politeHead + `	var texts []string
	for _, url := range urls {
		` + politeGet + `
		if err != nil {
			return nil, err
		}
		texts = append(texts, page.Text())
	}
	return texts, nil
}
`},
	{Name: "a semaphore each", Says: "every task has made a semaphore of its own", Code: politeHead + `	texts := make([]string, len(urls))
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for i, url := range urls {
			places := aio.NewSemaphore(limit)
			g.Go(url, func(ctx context.Context) error {
				return places.Do(ctx, func() error {
					` + politeGet + `
					texts[i] = page.Text()
					return err
				})
			})
		}
		return nil
	})
	return texts, err
}
`},
	{Name: "as they come", Says: "the order in which they came", Code: politeHead + `	var texts []string
	places := aio.NewSemaphore(limit)
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for _, url := range urls {
			g.Go(url, func(ctx context.Context) error {
				return places.Do(ctx, func() error {
					` + politeGet + `
					texts = append(texts, page.Text())
					return err
				})
			})
		}
		return nil
	})
	return texts, err
}
`},
	{Name: "in batches", Says: "waits for the slowest of each batch", Code: politeHead + `	texts := make([]string, len(urls))
	start := 0
	for batch := range slices.Chunk(urls, limit) {
		err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for i, url := range batch {
				g.Go(url, func(ctx context.Context) error {
					` + politeGet + `
					texts[start+i] = page.Text()
					return err
				})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		start += len(batch)
	}
	return texts, nil
}
`},
	{Name: "forgets the error", Says: "return the error of Get", Code: politeHead + `	texts := make([]string, len(urls))
	places := aio.NewSemaphore(limit)
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for i, url := range urls {
			g.Go(url, func(ctx context.Context) error {
				return places.Do(ctx, func() error {
					page, _ := net.Get(ctx, url)
					texts[i] = page.Text()
					return nil
				})
			})
		}
		return nil
	})
	return texts, err
}
`},
}

func testPolite(t *check.T, answer fetcher) {
	const pages, limit = 24, 4
	run := func(net *lab.SimNet) (texts []string, r *check.Run) {
		r = check.Loop(t, "polite", func(ctx context.Context) (err error) {
			texts, err = answer(ctx, net, net.URLs(pages), limit)
			return err
		})
		return texts, r
	}
	same := lab.NewSimNet(100*time.Millisecond, 0)
	_, r := run(same)
	check.NoError(t, "polite", r.Err)
	most := same.Traffic().MostAtOnce
	check.AtOnce(t, "requests at a time", most, limit,
		check.If(r.Time == pages*100*time.Millisecond, "one request at a time: start a task for each url, and let the semaphore hold the others back"),
		check.If(most == pages, "start as many tasks as you like, but each must take a place of an aio.Semaphore(limit) before it asks, and it must be the same one: "+
			"if you have one, every task has made a semaphore of its own"))
	check.Took(t, fmt.Sprintf("%d pages of 100 ms, %d at a time", pages, limit), r.Time, pages/limit*100*time.Millisecond)

	varied := lab.NewSimNet(100*time.Millisecond, 3)
	texts, r := run(varied)
	check.NoError(t, "polite", r.Err)
	check.Equal(t, "the number of texts", len(texts), pages)
	for i, text := range texts {
		t.Must(strings.HasPrefix(text, fmt.Sprintf("Page %d of web.", i+1)), fmt.Sprintf("text number %d is that of another page", i),
			check.Else("append puts them in the order in which they came: let task i write to texts[i]"))
	}
	check.Took(t, "24 pages, some slow and some quick,", r.Time, quickest(t, pages, limit),
		check.Else("your program waits for the slowest of each batch before it begins the next: let every request begin as soon as a place is free"))

	broken := lab.NewSimNet(100*time.Millisecond, 3)
	broken.Fail(1)
	_, r = run(broken)
	check.ErrorIs(t, "the error of polite when no host can be reached", r.Err, lab.ErrUnreachable,
		check.Else("return the error of Get in the function that Do calls: Do and Group hand it on"))
}
