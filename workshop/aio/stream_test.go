package aio_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// pipe is both ends of a connection in memory.
func pipe(ctx context.Context) (a, b *aio.Stream) {
	x, y := net.Pipe()
	return aio.NewStream(ctx, x), aio.NewStream(ctx, y)
}

func TestStreamReads(t *testing.T) {
	run(t, func(ctx context.Context) error {
		a, b := pipe(ctx)
		fmt.Fprintf(a, "one\r\ntwo\nabcdef")
		fmt.Fprint(a, "rest")
		check(t, a.Close())
		line, err := b.ReadLine(ctx)
		equal(t, "line", line, "one")
		check(t, err)
		line, _ = b.ReadLine(ctx)
		equal(t, "line", line, "two")
		part, err := b.ReadN(ctx, 6)
		equal(t, "part", string(part), "abcdef")
		check(t, err)
		part, err = b.ReadN(ctx, 9)
		equal(t, "part", string(part), "rest")
		equal(t, "error", err, io.ErrUnexpectedEOF)
		_, err = b.ReadN(ctx, 1)
		equal(t, "error", err, io.EOF)
		_, err = b.ReadLine(ctx)
		equal(t, "error", err, io.EOF)
		all, err := b.ReadAll(ctx)
		equal(t, "all", string(all), "")
		return err
	})
}

func TestStreamLinesAndReadAll(t *testing.T) {
	run(t, func(ctx context.Context) error {
		a, b := pipe(ctx)
		text := strings.Repeat("a line that is rather long\n", 2000)
		fmt.Fprint(a, text, "last")
		a.Close()
		n, last := 0, ""
		for line, err := range b.Lines(ctx) {
			check(t, err)
			n, last = n+1, line
		}
		equal(t, "lines", n, 2001)
		equal(t, "last", last, "last")
		c, d := pipe(ctx)
		fmt.Fprint(c, text)
		c.Close()
		all, err := d.ReadAll(ctx)
		equal(t, "all", string(all), text)
		return err
	})
}

func TestReadsAreCancelledWithoutLoss(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run(t, func(ctx context.Context) error {
			a, b := pipe(ctx)
			fmt.Fprint(a, "begin")
			_, err := aio.WaitFor(ctx, second, b.ReadLine)
			equal(t, "error", err, aio.ErrTimeout)
			fmt.Fprint(a, " end\n")
			line, err := b.ReadLine(ctx)
			equal(t, "line", line, "begin end")
			equal(t, "time", aio.Now(ctx), second)
			return err
		})
	})
}

func TestTwoReadersAreRefused(t *testing.T) {
	run(t, func(ctx context.Context) error {
		a, b := pipe(ctx)
		first := aio.Go(ctx, "first", b.ReadLine)
		aio.Yield(ctx)
		if _, err := b.ReadLine(ctx); err == nil || !strings.Contains(err.Error(), "another task is reading") {
			t.Error(err)
		}
		fmt.Fprintln(a, "hello")
		line, err := first.Await(ctx)
		equal(t, "line", line, "hello")
		return err
	})
}

func TestClosedStream(t *testing.T) {
	run(t, func(ctx context.Context) error {
		a, b := pipe(ctx)
		reader := aio.Go(ctx, "reader", a.ReadLine)
		aio.Yield(ctx)
		check(t, a.Close())
		check(t, a.Close())
		_, err := reader.Await(ctx)
		equal(t, "read", err, aio.ErrClosed)
		_, err = a.Write([]byte("x"))
		equal(t, "write", err, aio.ErrClosed)
		fmt.Fprint(b, "nobody hears this")
		if err := b.Drain(ctx); !errors.Is(err, io.ErrClosedPipe) {
			t.Error(err)
		}
		_, err = b.Write([]byte("x"))
		if !errors.Is(err, io.ErrClosedPipe) {
			t.Error(err)
		}
		return nil
	})
}

func TestEchoServer(t *testing.T) {
	run(t, func(ctx context.Context) error {
		server, err := aio.Listen(ctx, "127.0.0.1:0")
		if err != nil {
			return err
		}
		serving := aio.Go(ctx, "server", aio.Do(func(ctx context.Context) error {
			return server.Serve(ctx, func(ctx context.Context, s *aio.Stream) error {
				for line, err := range s.Lines(ctx) {
					if err != nil {
						return err
					}
					fmt.Fprintln(s, "echo:", line)
				}
				return s.Drain(ctx)
			})
		}))
		client := func(n int) aio.Coro[string] {
			return func(ctx context.Context) (string, error) {
				s, err := aio.Dial(ctx, server.Addr())
				if err != nil {
					return "", err
				}
				defer s.Close()
				fmt.Fprintln(s, "hello", n)
				check(t, s.Drain(ctx))
				check(t, s.CloseWrite())
				all, err := s.ReadAll(ctx)
				return string(all), err
			}
		}
		got, err := aio.Gather(ctx, client(1), client(2), client(3))
		equal(t, "answers", strings.Join(got, ""), "echo: hello 1\necho: hello 2\necho: hello 3\n")
		check(t, err)
		server.Close()
		_, err = serving.Await(ctx)
		_, again := server.Accept(ctx)
		equal(t, "accept", again, aio.ErrClosed)
		return err
	})
}

func TestServerIsCancelled(t *testing.T) {
	run(t, func(ctx context.Context) error {
		server, err := aio.Listen(ctx, "127.0.0.1:0")
		if err != nil {
			return err
		}
		serving := aio.Go(ctx, "server", aio.Do(func(ctx context.Context) error {
			return server.Serve(ctx, func(ctx context.Context, s *aio.Stream) error {
				_, err := s.ReadAll(ctx)
				return err
			})
		}))
		s, err := aio.Dial(ctx, server.Addr())
		check(t, err)
		for len(aio.LoopOf(ctx).Tasks()) < 3 { // until the connection has its task
			aio.Sleep(ctx, time.Millisecond)
		}
		serving.Cancel()
		_, err = serving.Await(ctx)
		equal(t, "serve", err, aio.ErrCancelled)
		_, err = s.ReadAll(ctx)
		return err
	}, aio.RealTime())
}

func TestDialIsCancelled(t *testing.T) {
	run(t, func(ctx context.Context) error {
		err := aio.Timeout(ctx, 0, func(ctx context.Context) error {
			_, err := aio.Dial(ctx, "127.0.0.1:1")
			return err
		})
		equal(t, "error", err, aio.ErrTimeout)
		if _, err := aio.Dial(ctx, "127.0.0.1:1"); err == nil {
			t.Error("somebody listens at port 1")
		}
		return nil
	})
}

func TestStreamsLeftOpenDoNotKeepRunFromEnding(t *testing.T) {
	run(t, func(ctx context.Context) error {
		a, b := pipe(ctx)
		aio.Go(ctx, "reader", a.ReadLine).Background()
		fmt.Fprint(b, bytes.Repeat([]byte("x"), 100_000)) // more than is read
		aio.Yield(ctx)
		_, err := aio.Listen(ctx, "127.0.0.1:0")
		return err
	})
}

func web(t *testing.T) (url string, connections *atomic.Int32) {
	connections = &atomic.Int32{}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "Hello, world") })
	mux.HandleFunc("GET /json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"id": 7, "tags": ["a", "b"]}`)
	})
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) })
	mux.HandleFunc("GET /never", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	server := httptest.NewUnstartedServer(mux)
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			connections.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	return server.URL, connections
}

func TestHTTP(t *testing.T) {
	url, connections := web(t)
	run(t, func(ctx context.Context) error {
		session := aio.HTTP(ctx)
		defer session.Close()
		for range 3 {
			r, err := session.Get(ctx, url+"/hello")
			if err != nil {
				return err
			}
			equal(t, "text", r.Text(), "Hello, world")
			equal(t, "status", r.String(), "200 OK")
			equal(t, "length", r.Header.Get("Content-Length"), "12")
		}
		equal(t, "connections", connections.Load(), 1)
		var v struct {
			ID   int
			Tags []string
		}
		r, err := session.Get(ctx, url+"/json")
		check(t, err)
		check(t, r.JSON(&v))
		equal(t, "json", fmt.Sprint(v), "{7 [a b]}")
		r, err = session.Post(ctx, url+"/echo", "text/plain", []byte("posted"))
		check(t, err)
		equal(t, "echo", r.Text(), "posted")
		r, err = session.Get(ctx, url+"/missing")
		check(t, err)
		equal(t, "status", r.Status, 404)
		return nil
	})
}

func TestHTTPIsCancelled(t *testing.T) {
	url, _ := web(t)
	run(t, func(ctx context.Context) error {
		session := aio.HTTP(ctx)
		task := aio.Go(ctx, "get", func(ctx context.Context) (*aio.Response, error) { return session.Get(ctx, url+"/never") })
		_, err := aio.WaitFor(ctx, time.Millisecond, task.Await)
		equal(t, "error", err, aio.ErrTimeout)
		check(t, session.Close())
		_, err = session.Get(ctx, url+"/hello")
		equal(t, "error", err, aio.ErrClosed)
		_, err = aio.HTTP(ctx).Get(ctx, "http://127.0.0.1:1/")
		if err == nil || errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		return nil
	})
}
