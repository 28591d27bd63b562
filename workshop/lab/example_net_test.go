package lab_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

// Rows 16, 165 and 166: a real web server on this computer, whose pages are the same in every run.
func ExampleNewWeb() {
	web, err := lab.NewWeb(time.Millisecond, 1)
	if err != nil {
		log.Fatal(err)
	}
	defer web.Close()
	resp, err := http.Get(web.URL("web", "/page/7"))
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	fmt.Println(resp.StatusCode, resp.Header.Get("Content-Type"), resp.Header.Get("Content-Length") == fmt.Sprint(len(body)), err)
	fmt.Println(string(body[:50]))
	// Output:
	// 200 text/plain; charset=utf-8 true <nil>
	// Page 7 of web. Every second train has lost a quiet
}

// Rows 160 and 167: one session for many requests opens few connections. The server counts.
func ExampleWeb_Traffic() {
	web, err := lab.NewWeb(0, 0)
	if err != nil {
		log.Fatal(err)
	}
	defer web.Close()
	aio.Main(func(ctx context.Context) error {
		session := aio.HTTP(ctx)
		for _, url := range web.URLs(20) {
			if _, err := session.Get(ctx, url); err != nil {
				return err
			}
		}
		return nil
	})
	fmt.Println(web.Traffic())
	// Output: 20 requests over 1 connection, at most 1 at once
}

// Row 168: several hosts, a worker for each that waits three seconds after each page. On the virtual clock of an event loop
// the whole takes no time.
func ExampleSimNet() {
	sim := lab.NewSimNet(100*time.Millisecond, 0, "news", "books")
	words := map[string]int{}
	row := lab.Simulated("politely", func(ctx context.Context) error {
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, host := range sim.Hosts() {
				g.Go(host, func(ctx context.Context) error {
					for n := range 5 {
						page, err := sim.Get(ctx, sim.URL(host, fmt.Sprint("/page/", n)))
						if err != nil {
							return err
						}
						words[host] += len(strings.Fields(page.Text()))
						if err := aio.Sleep(ctx, 3*time.Second); err != nil {
							return err
						}
					}
					return nil
				})
			}
			return nil
		})
	})
	fmt.Println(words, row.Time, row.Err)
	fmt.Println(sim.Traffic())
	// Output:
	// map[books:229 news:228] 15.5s <nil>
	// 10 requests, at most 2 at once
}

// Rows 160 and 163: a thousand requests of 50 ms each: one after the other, with at most 50 at a time, all at once.
func ExampleSimulated() {
	fetch := func(limit int) lab.Row {
		sim := lab.NewSimNet(50*time.Millisecond, 0)
		return lab.Simulated(fmt.Sprint("at most ", limit), func(ctx context.Context) error {
			places := aio.NewSemaphore(limit)
			var all []aio.Awaitable[lab.Page]
			for _, url := range sim.URLs(1000) {
				all = append(all, aio.Coro[lab.Page](func(ctx context.Context) (p lab.Page, err error) {
					err = places.Do(ctx, func() error {
						p, err = sim.Get(ctx, url)
						return err
					})
					return p, err
				}))
			}
			_, err := aio.Gather(ctx, all...)
			return err
		})
	}
	fmt.Println(lab.Compare("A thousand requests", fetch(1), fetch(50), fetch(1000)))
	// Output:
	// A thousand requests
	// what          time
	// ------------  ----
	// at most 1     50s
	// at most 50    1s
	// at most 1000  50ms
}

// What is sent to an echo server comes back.
func ExampleNewEcho() {
	echo, err := lab.NewEcho()
	if err != nil {
		log.Fatal(err)
	}
	defer echo.Close()
	conn, err := net.Dial("tcp", echo.Addr())
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintln(conn, "is anybody there?")
	line, err := bufio.NewReader(conn).ReadString('\n')
	fmt.Println(strings.TrimSpace(line), err)
	// Output: is anybody there? <nil>
}

// A cursor is the asynchronous way to ask for rows: other tasks run while it waits.
func ExampleCursor() {
	db := lab.NewDB(time.Second)
	aio.Main(func(ctx context.Context) error {
		towns, err := db.Cursor("towns")
		if err != nil {
			return err
		}
		defer towns.Close()
		for town, err := range aio.Each(ctx, towns) {
			if err != nil {
				return err
			}
			fmt.Println(aio.Now(ctx), town[0])
		}
		return nil
	})
	// Output:
	// 1s Bern
	// 2s Lugano
	// 3s Zermatt
	// 4s Basel
}
