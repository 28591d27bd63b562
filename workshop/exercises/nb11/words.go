package nb11

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

type counter = func(ctx context.Context, net *lab.SimNet, urls []string, pause time.Duration) (map[string]int, error)

const wordsHead = "func wordCount(ctx context.Context, net *lab.SimNet, urls []string,\n\tpause time.Duration) (map[string]int, error) {\n"

var wordCount = check.Define(check.Exercise[counter]{
	ID: "11.5", Title: "LAB: words of a web",
	Task: "Write `wordCount`, a small crawler with good manners. It fetches all `urls` from `net` and returns how many words each host has " +
		"in its pages together (`strings.Fields` takes a text apart into words). The manners:\n\n" +
		"- a host is never asked for two pages at a time: it has **one worker**;\n" +
		"- after each page the worker takes a breather: `aio.Sleep(ctx, pause)`;\n" +
		"- but the workers of different hosts work **at the same time**.\n\n" +
		"`byHost` is given. It sorts the addresses into one list for each host. The order within a list stays.",
	Imports: []string{"context", "strings", "time",
		"github.com/gopherloop/gopherloop/workshop/aio", "github.com/gopherloop/gopherloop/workshop/lab"},
	Setup: `func byHost(urls []string) map[string][]string {
	lists := map[string][]string{}
	for _, url := range urls {
		host, _, _ := strings.Cut(strings.TrimPrefix(url, "http://"), "/")
		lists[host] = append(lists[host], url)
	}
	return lists
}
`,
	Answer: "wordCount",
	Stub:   wordsHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: wordsHead + `	words := map[string]int{}
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for host, list := range byHost(urls) {
			g.Go(host, func(ctx context.Context) error {
				for _, url := range list {
					page, err := net.Get(ctx, url)
					if err != nil {
						return err
					}
					words[host] += len(strings.Fields(page.Text()))
					if err := aio.Sleep(ctx, pause); err != nil {
						return err
					}
				}
				return nil
			})
		}
		return nil
	})
	return words, err
}
`,
	Hints: []string{
		"One task for each host, in an aio.Group: for host, list := range byHost(urls) { g.Go(host, …) }.",
		"A task goes through its list with an ordinary for loop: Get, count, Sleep. That loop is what keeps it to one request at a time.",
		"All tasks may write to one map: only one task of a loop runs at a time. words[host] += len(strings.Fields(page.Text())).",
	},
	Wrong: wordsWrong,
	Test:  testWords,
})

var wordsWrong = []check.Wrong{
	{Name: "one worker for all", Says: "one host after the other", Code: wordsHead + `	words := map[string]int{}
	for host, list := range byHost(urls) {
		for _, url := range list {
			page, err := net.Get(ctx, url)
			if err != nil {
				return nil, err
			}
			words[host] += len(strings.Fields(page.Text()))
			if err := aio.Sleep(ctx, pause); err != nil {
				return nil, err
			}
		}
	}
	return words, nil
}
`},
	{Name: "no breather", Says: "the breather is missing", Code: workers(`page, err := net.Get(ctx, url)
					if err != nil {
						return err
					}
					words[host] += len(strings.Fields(page.Text()))`)},
	{Name: "a breather in the task of nobody", Says: "the worker itself must wait", Code: workers(`page, err := net.Get(ctx, url)
					if err != nil {
						return err
					}
					words[host] += len(strings.Fields(page.Text()))
					aio.Go(ctx, "breather", aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, pause) })).Background()`)},
	{Name: "a task for each page", Says: "one task for each host", Code: workers(`g.Go(url, func(ctx context.Context) error {
						page, err := net.Get(ctx, url)
						words[host] += len(strings.Fields(page.Text()))
						if err == nil {
							err = aio.Sleep(ctx, pause)
						}
						return err
					})`)},
	{Name: "counts letters", Says: "strings.Fields takes a text apart", Code: workers(`page, err := net.Get(ctx, url)
					if err != nil {
						return err
					}
					words[host] += len(page.Text())
					if err := aio.Sleep(ctx, pause); err != nil {
						return err
					}`)},
	{Name: "only the last page", Says: "+=", Code: workers(`page, err := net.Get(ctx, url)
					if err != nil {
						return err
					}
					words[host] = len(strings.Fields(page.Text()))
					if err := aio.Sleep(ctx, pause); err != nil {
						return err
					}`)},
}

// workers is an answer with a worker for each host that does step for each address.
func workers(step string) string {
	return wordsHead + `	words := map[string]int{}
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for host, list := range byHost(urls) {
			g.Go(host, func(ctx context.Context) error {
				for _, url := range list {
					` + step + `
				}
				return nil
			})
		}
		return nil
	})
	return words, err
}
`
}

// lastPages are addresses of three hosts, of which news has one more than the others.
func lastPages(net *lab.SimNet) []string { return append(net.URLs(12), net.URL("news", "/page/13")) }

// truth is what there is to count: the words of all pages, letters and words of the last page of each host.
func truth(t *check.T) (words, letters, last map[string]int) {
	words, letters, last = map[string]int{}, map[string]int{}, map[string]int{}
	check.Loop(t, "pages", func(ctx context.Context) error {
		net := lab.NewSimNet(0, 4, "news", "books", "maps")
		for _, url := range lastPages(net) {
			page, err := net.Get(ctx, url)
			check.NoError(t, url, err)
			last[page.Host] = len(strings.Fields(page.Body))
			words[page.Host] += last[page.Host]
			letters[page.Host] += len(page.Body)
		}
		return nil
	})
	return words, letters, last
}

func testWords(t *check.T, answer counter) {
	const latency, pause, most = 200 * time.Millisecond, 3 * time.Second, 5
	var got map[string]int
	run := func(net *lab.SimNet) *check.Run {
		return check.Loop(t, "wordCount", func(ctx context.Context) (err error) {
			got, err = answer(ctx, net, lastPages(net), pause)
			return err
		})
	}
	words, letters, last := truth(t)
	net := lab.NewSimNet(latency, 4, "news", "books", "maps")
	r := run(net)
	check.NoError(t, "wordCount", r.Err)
	check.Equal(t, "the result", got, words, check.Got(letters, "these are letters (bytes): strings.Fields takes a text apart into words"),
		check.Got(last, "only the last page of each host counts: add to what is there, with +="))

	even := lab.NewSimNet(latency, 0, "news", "books", "maps")
	r = run(even)
	for _, host := range even.Hosts() {
		check.AtOnce(t, "requests at a time for host "+host, even.Traffic(host).MostAtOnce, 1,
			check.Else("one task for each host, not for each page, and in it a loop over the host's list"))
	}
	want := most * (latency + pause) // the longest list
	if r.Time == want-pause {
		return // no breather after the last page, which is right as well
	}
	check.Took(t, fmt.Sprintf("13 pages of three hosts, at most %d of one, each %v and a breather of %v,", most, latency, pause), r.Time, want,
		check.Got(time.Duration(13)*(latency+pause), "your program asks one host after the other: start a task for each host"),
		check.Got(most*latency, "the breather is missing: the worker itself must wait, with aio.Sleep(ctx, pause), before it asks for the next page"))
}
