package aio_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// site is a small web server on this machine.
func site() *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "<h1>Page %s</h1> with the words one two two three three three", r.URL.Path)
	})
	mux.HandleFunc("/api", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"name": "gopher", "legs": 4}`)
	})
	return httptest.NewServer(mux)
}

// Rows 16, 143 and 165: a session, a request, and what comes back.
func ExampleHTTP() {
	server := site()
	defer server.Close()
	err := aio.Main(func(ctx context.Context) error {
		session := aio.HTTP(ctx)
		defer session.Close()
		resp, err := session.Get(ctx, server.URL+"/api")
		if err != nil {
			return err
		}
		fmt.Println(resp.Status, resp.Header.Get("Content-Type"), resp.Header.Get("Content-Length"))
		var animal struct {
			Name string
			Legs int
		}
		err = resp.JSON(&animal)
		fmt.Println(animal.Name, animal.Legs)
		return err
	})
	fmt.Println(err)
	// Output:
	// 200 application/json 29
	// gopher 4
	// <nil>
}

// Rows 166 and 167: the first characters of two pages that are fetched at the same time, by one session.
func ExampleSession_Get() {
	server := site()
	defer server.Close()
	download := func(session *aio.Session, path string) aio.Coro[string] {
		return func(ctx context.Context) (string, error) {
			resp, err := session.Get(ctx, server.URL+path)
			if err != nil {
				return "", err
			}
			return resp.Text()[:20], nil
		}
	}
	aio.Main(func(ctx context.Context) error {
		session := aio.HTTP(ctx)
		pages, err := aio.Gather(ctx, download(session, "/a"), download(session, "/b"))
		for _, text := range pages {
			fmt.Println(text + "...")
		}
		return err
	})
	// Output:
	// <h1>Page /a</h1> wit...
	// <h1>Page /b</h1> wit...
}

// Rows 160 and 161: many requests at the same time, politely: a Semaphore lets five of them pass at once.
func ExampleSemaphore() {
	server := site()
	defer server.Close()
	aio.Main(func(ctx context.Context) error {
		session, limit := aio.HTTP(ctx), aio.NewSemaphore(5)
		now, most, ok := 0, 0, 0
		err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for i := range 100 {
				g.Go(fmt.Sprint("page ", i), func(ctx context.Context) error {
					return limit.Do(ctx, func() error {
						now++
						most = max(most, now)
						resp, err := session.Get(ctx, fmt.Sprint(server.URL, "/", i))
						now--
						if err == nil && resp.Status == 200 {
							ok++
						}
						return err
					})
				})
			}
			return nil
		})
		fmt.Println(ok, "pages, at most", most, "at once")
		return err
	})
	// Output:
	// 100 pages, at most 5 at once
}

// Row 160: the same without a network, in virtual time: a thousand requests of 50 ms.
func ExampleGather_thousand() {
	request := aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, 50*time.Millisecond) })
	aio.Main(func(ctx context.Context) error {
		_, err := aio.Gather(ctx, slices.Repeat([]aio.Awaitable[aio.None]{request}, 1000)...)
		fmt.Println("all at once:", aio.Now(ctx))
		pool := aio.NewSemaphore(50)
		limited := aio.Do(func(ctx context.Context) error {
			return pool.Do(ctx, func() error { _, err := request(ctx); return err })
		})
		began := aio.Now(ctx)
		aio.Gather(ctx, slices.Repeat([]aio.Awaitable[aio.None]{limited}, 1000)...)
		fmt.Println("50 at a time:", aio.Now(ctx)-began)
		return err
	})
	// Output:
	// all at once: 50ms
	// 50 at a time: 1s
}

// Row 168: one worker and one queue for each host, with a breather of three seconds after each page, which costs nothing.
func ExampleQueue_workers() {
	server := site()
	defer server.Close()
	aio.Main(func(ctx context.Context) error {
		session := aio.HTTP(ctx)
		words := map[string]int{}
		err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, host := range []string{"north", "south"} {
				q := aio.NewQueue[string](0).Named(host)
				for _, page := range []string{"1", "2", "3"} {
					q.TryPut("/" + host + "/" + page)
				}
				q.Close()
				g.Go(host, func(ctx context.Context) error {
					for path, err := range q.All(ctx) {
						if err != nil {
							return err
						}
						resp, err := session.Get(ctx, server.URL+path)
						if err != nil {
							return err
						}
						for _, w := range strings.Fields(resp.Text()) {
							words[w]++
						}
						if err := aio.Sleep(ctx, 3*time.Second); err != nil {
							return err
						}
					}
					return nil
				})
			}
			return nil
		})
		fmt.Println("one", words["one"], "two", words["two"], "three", words["three"])
		return err
	})
	// Output:
	// one 6 two 12 three 18
}

// Row 16: a server that echoes lines, and two clients, all in one loop.
func ExampleListener_Serve() {
	err := aio.Main(func(ctx context.Context) error {
		door, err := aio.Listen(ctx, "localhost:0")
		if err != nil {
			return err
		}
		aio.Go(ctx, "server", aio.Do(func(ctx context.Context) error {
			return door.Serve(ctx, func(ctx context.Context, s *aio.Stream) error {
				for line, err := range s.Lines(ctx) {
					if err != nil {
						return err
					}
					fmt.Fprintln(s, strings.ToUpper(line))
				}
				return s.Drain(ctx)
			})
		})).Background()
		client := func(text string) aio.Coro[string] {
			return func(ctx context.Context) (string, error) {
				s, err := aio.Dial(ctx, door.Addr())
				if err != nil {
					return "", err
				}
				defer s.Close()
				fmt.Fprintln(s, text)
				return s.ReadLine(ctx)
			}
		}
		answers, err := aio.Gather(ctx, client("hello"), client("world"))
		fmt.Println(answers)
		return err
	})
	fmt.Println(err)
	// Output:
	// [HELLO WORLD]
	// <nil>
}

// Row 171: a function that blocks keeps all tasks waiting. In debug mode the loop says which task it was; Blocking is
// the way out.
func ExampleDebug() {
	aio.Main(func(ctx context.Context) error {
		_, err := aio.Go(ctx, "careless", aio.Do(func(ctx context.Context) error {
			for began := time.Now(); time.Since(began) < 120*time.Millisecond; {
			}
			return nil
		})).Await(ctx)
		_, err2 := aio.Go(ctx, "careful", func(ctx context.Context) (int, error) {
			return aio.Blocking(ctx, func() (int, error) {
				for began := time.Now(); time.Since(began) < 120*time.Millisecond; {
				}
				return 1, nil
			})
		}).Await(ctx)
		return errors.Join(err, err2)
	}, aio.Debug(), aio.Warnings(func(w aio.Warning) {
		if w.Task == "careless" { // on a busy machine others may be slow, too
			fmt.Println(w.Kind, "step of", w.Task)
		}
	}))
	// Output:
	// slow step of careless
}

// Row 172: errors are values, a panic becomes one, and an error that nobody asks for is told at the end.
func ExamplePanicError() {
	aio.Main(func(ctx context.Context) error {
		index := func(i int) aio.Coro[int] {
			return func(ctx context.Context) (int, error) { return []int{10, 20}[i], nil }
		}
		_, err := aio.Go(ctx, "asked", index(7)).Await(ctx)
		var p *aio.PanicError
		fmt.Println(errors.As(err, &p), p.Task, p.Value, p.At != "")
		aio.Go(ctx, "lost", index(8))
		return aio.Sleep(ctx, time.Second)
	}, aio.Warnings(func(w aio.Warning) { fmt.Println(w.Kind, w.Task) }))
	// Output:
	// true asked runtime error: index out of range [7] with length 2 true
	// not retrieved lost
}

// Row 173: what has no ctx runs outside of the loop, where it keeps nobody waiting; a Pool limits how much of it.
func ExampleBlocking() {
	aio.Main(func(ctx context.Context) error {
		pool := aio.NewPool(2)
		sum := func(n int) aio.Coro[int] {
			return func(ctx context.Context) (int, error) {
				return aio.In(ctx, pool, func() (int, error) {
					s := 0
					for i := range n {
						s += i
					}
					return s, nil
				})
			}
		}
		sums, err := aio.Gather(ctx, sum(10), sum(100), sum(1000))
		fmt.Println(sums, err)
		return err
	})
	// Output: [45 4950 499500] <nil>
}

// outFile closes what it has opened, and says if that fails.
type outFile struct {
	name string
	file *os.File
}

func (o *outFile) Enter(ctx context.Context) (f *os.File, err error) {
	o.file, err = aio.Blocking(ctx, func() (*os.File, error) { return os.Create(o.name) })
	return o.file, err
}

func (o *outFile) Exit(ctx context.Context, _ error) error {
	_, err := aio.Blocking(ctx, func() (aio.None, error) { return aio.None{}, o.file.Close() })
	return err
}

// Rows 175, 176 and 178: log files are read line by line, outside of the loop but in batches, and what matters is written to
// another file, which is closed in any case. The group ends all of them when one fails; Gather would let them go on.
func ExampleLines() {
	dir, err := os.MkdirTemp("", "logs")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	for _, name := range []string{"log1.txt", "log2.txt", "log3.txt"} {
		var text strings.Builder
		for i := range 100 {
			level := "INFO: Everything is fine"
			if i%10 == 0 {
				level = "ERROR: Something went wrong"
			}
			fmt.Fprintf(&text, "Timestamp: %d, %s\n", i, level)
		}
		os.WriteFile(filepath.Join(dir, name), []byte(text.String()), 0o600)
	}
	process := func(ctx context.Context, name string) (lines int, err error) {
		in, err := os.Open(name)
		if err != nil {
			return 0, err
		}
		defer in.Close()
		err = aio.With(ctx, &outFile{name: name + ".processed"}, func(out *os.File) error {
			for line, err := range aio.Lines(ctx, in) {
				if err != nil {
					return err
				}
				if stamp, message, ok := strings.Cut(line, ", ERROR: "); ok {
					lines++
					fmt.Fprintf(out, "%s: %s\n", strings.TrimPrefix(stamp, "Timestamp: "), message)
				}
			}
			return nil
		})
		return lines, err
	}
	found := map[string]int{}
	err = aio.Main(func(ctx context.Context) error {
		names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
		if err != nil {
			return err
		}
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, name := range names {
				g.Go(name, func(ctx context.Context) error {
					n, err := process(ctx, name)
					found[filepath.Base(name)] = n
					return err
				})
			}
			return nil
		})
	})
	text, _ := os.ReadFile(filepath.Join(dir, "log1.txt.processed"))
	fmt.Println(err, found)
	fmt.Print(string(text[:49]))
	// Output:
	// <nil> map[log1.txt:10 log2.txt:10 log3.txt:10]
	// 0: Something went wrong
	// 10: Something went wrong
}

// Row 178: Gather lets the others go on when one fails; a group ends them, and tells all that has gone wrong.
func ExampleGroup() {
	job := func(name string, d time.Duration, err error) func(ctx context.Context) error {
		return func(ctx context.Context) error {
			if e := aio.Sleep(ctx, d); e != nil {
				fmt.Println(name, "is stopped:", e)
				return e
			}
			fmt.Println(name, "ends:", err)
			return err
		}
	}
	aio.Main(func(ctx context.Context) error {
		_, err := aio.Gather(ctx, aio.Do(job("a", time.Second, errors.New("no"))), aio.Do(job("b", 2*time.Second, nil)))
		fmt.Println("Gather:", err)
		aio.Sleep(ctx, 5*time.Second)
		err = aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			g.Go("a", job("a", time.Second, errors.New("no")))
			g.Go("b", job("b", 2*time.Second, nil))
			return nil
		})
		fmt.Println("Group:", err)
		return nil
	})
	// Output:
	// a ends: no
	// Gather: no
	// b ends: <nil>
	// a ends: no
	// b is stopped: aio: cancelled
	// Group: no
}
