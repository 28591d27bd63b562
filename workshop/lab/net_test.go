package lab

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func TestWebAnswersTheSameInEveryRun(t *testing.T) {
	pages := func() (all []string) {
		w, err := NewWeb(0, 5, "a", "b")
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		for _, url := range append(w.URLs(4), w.URL("a", "/"), w.URL("b", "/json/3"), w.URL("b", "/status/404"), w.URL("b", "/x")) {
			status, text := get(t, url)
			all = append(all, fmt.Sprint(w.Short(url), " ", status, " ", text))
		}
		return all
	}
	first, second := pages(), pages()
	if fmt.Sprint(first) != fmt.Sprint(second) {
		t.Errorf("%q\n%q", first, second)
	}
	for i, want := range []string{"a/page/1 200 Page 1 of a.", "b/page/2 200 Page 2 of b.", "a/page/3 200", "b/page/4 200", "a/ 200 This is a.",
		`b/json/3 200 {"host":"b","page":3,`, "b/status/404 404 Not Found", "b/x 404 b has no page /x"} {
		if !strings.HasPrefix(first[i], want) {
			t.Errorf("%q does not begin with %q", first[i], want)
		}
	}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Error(err)
		return 0, ""
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	return resp.StatusCode, string(body)
}

// held is a web whose requests stay until they are let go: its latency is an hour.
func held(t *testing.T, n int, hosts ...string) (w *Web, failed func() error) {
	w, err := NewWeb(time.Hour, 0, hosts...)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	errs := make([]error, n)
	for i, url := range w.URLs(n) {
		all.Go(func() { _, errs[i] = http.Get(url) })
	}
	for w.Traffic().Now < n {
		runtime.Gosched() // a real network: nothing else says when requests have come
	}
	return w, func() error { all.Wait(); return errors.Join(errs...) }
}

func TestWebCounts(t *testing.T) {
	w, failed := held(t, 6, "a", "b")
	if got := w.Traffic(); got != (Traffic{Requests: 6, Connections: 6, Now: 6, MostAtOnce: 6}) {
		t.Errorf("%+v", got)
	}
	if got := w.Traffic("a"); got != (Traffic{Requests: 3, Connections: 3, Now: 3, MostAtOnce: 3}) {
		t.Errorf("a: %+v", got)
	}
	w.Limit(3)
	if status, text := get(t, w.URL("a", "/page/1")); status != http.StatusServiceUnavailable || !strings.Contains(text, "busy") {
		t.Errorf("beyond the limit: %d %s", status, text)
	}
	if got := w.Traffic().Refused; got != 1 {
		t.Errorf("%d refused", got)
	}
	w.Close()
	if failed() == nil {
		t.Error("requests of a closed web did not fail")
	}
	if w.Reset(); w.Traffic().Requests != 0 {
		t.Errorf("after Reset: %v", w)
	}
}

func TestWebAndEchoLeaveNoGoroutines(t *testing.T) {
	err := NoLeaks(func() {
		w, failed := held(t, 2)
		e, err := NewEcho()
		if err != nil {
			t.Fatal(err)
		}
		c, err := net.Dial("tcp", e.Addr())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(c, "hello")
		if line, err := bufio.NewReader(c).ReadString('\n'); line != "hello\n" {
			t.Error(line, err)
		}
		if e.Connections() != 1 {
			t.Error(e.Connections(), "connections")
		}
		e.Close() // with an open connection
		c.Close()
		w.Close()
		failed()
		http.DefaultClient.CloseIdleConnections()
	})
	if err != nil {
		t.Error(err)
	}
}

func TestSimNet(t *testing.T) {
	visit := func() (log []string) {
		n := NewSimNet(100*time.Millisecond, 3, "a", "b")
		n.Limit(2)
		n.Fail(0.3)
		err := aio.Main(func(ctx context.Context) error {
			return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
				for _, url := range append(n.URLs(7), "nowhere/page/1") {
					g.Go(url, func(ctx context.Context) error {
						p, err := n.Get(ctx, url)
						log = append(log, fmt.Sprint(aio.Now(ctx), " ", p, " ", err))
						return nil
					})
				}
				return nil
			})
		})
		if err != nil {
			t.Error(err)
		}
		return append(log, n.String())
	}
	first := visit()
	if second := visit(); fmt.Sprint(first) != fmt.Sprint(second) {
		t.Errorf("%q\n%q", first, second)
	}
	all := strings.Join(first, "\n")
	for want, times := range map[string]int{"Service Unavailable": 3, "502 Bad Gateway": 1, "at most 2 at once": 0, "7 requests, at most 5 at once, 3 refused": 1} {
		if got := strings.Count(all, want); got != times {
			t.Errorf("%q %d times in\n%s", want, got, all)
		}
	}
}

func TestSimNetFailures(t *testing.T) {
	n := NewSimNet(time.Second, 3)
	n.Fail(0.5)
	failed := 0
	aio.Main(func(ctx context.Context) error {
		for range 100 {
			if _, err := n.Get(ctx, "web/page/1"); errors.Is(err, ErrUnreachable) {
				failed++
			}
		}
		return nil
	})
	if failed < 30 || failed > 70 {
		t.Errorf("%d of 100 failed", failed)
	}
	err := aio.Main(func(ctx context.Context) error {
		return aio.Timeout(ctx, time.Millisecond, func(ctx context.Context) error {
			_, err := n.Get(ctx, "web/page/1")
			return err
		})
	})
	if !errors.Is(err, aio.ErrTimeout) || n.Traffic().Now != 0 {
		t.Error(err, n)
	}
}
