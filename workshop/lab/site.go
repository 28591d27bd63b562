package lab

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A site is what Web and SimNet have in common: the pages of some hosts, and how long each takes.
type site struct {
	latency time.Duration
	seed    uint64
	hosts   []string
}

// Page is a page of a fake host. It is a function of the seed, the host and the path alone.
type Page struct {
	Host, Path string
	Status     int    // 200, 404, …
	Type       string // as in the header Content-Type
	Body       string
}

// Text returns the body.
func (p Page) Text() string { return p.Body }

// String is for instance "news/page/1: 200 OK, 312 bytes".
func (p Page) String() string {
	return fmt.Sprintf("%s%s: %d %s, %d bytes", p.Host, p.Path, p.Status, http.StatusText(p.Status), len(p.Body))
}

const plain = "text/plain; charset=utf-8"

// page returns what is to be had at a path: see [NewWeb].
func (s *site) page(host, path string) Page {
	kind, arg, _ := strings.Cut(strings.Trim(path, "/"), "/")
	n, err := strconv.Atoi(arg)
	p := Page{Host: host, Path: path, Status: http.StatusOK, Type: plain}
	switch {
	case !slices.Contains(s.hosts, host):
		p.Status, p.Body = http.StatusBadGateway, "there is no host "+host+"\n"
	case path == "/" || path == "":
		p.Body = "This is " + host + ". It has /page/1, /page/2 and so on, /json/1 and so on, and /status/404 and so on.\n"
	case kind == "page" && err == nil:
		p.Body = s.prose(host, n)
	case kind == "json" && err == nil:
		p.Type = "application/json"
		p.Body = fmt.Sprintf("{\"host\":%q,\"page\":%d,\"words\":%d}\n", host, n, len(strings.Fields(s.prose(host, n))))
	case kind == "status" && err == nil && n >= 200 && n < 600:
		p.Status, p.Body = n, http.StatusText(n)+"\n"
	default:
		p.Status, p.Body = http.StatusNotFound, host+" has no page "+path+"\n"
	}
	return p
}

// prose is a title and a few sentences.
func (s *site) prose(host string, n int) string {
	r := randFor(s.seed, fmt.Sprint(host, " prose ", n))
	var b strings.Builder
	fmt.Fprintf(&b, "Page %d of %s.", n, host)
	for range 3 + r.IntN(6) {
		fmt.Fprintf(&b, " %s %s %s.", Pick(r, whoDoes...), Pick(r, does...), Pick(r, toWhat...))
	}
	b.WriteByte('\n')
	return b.String()
}

var (
	whoDoes = []string{"A gopher", "The baker", "Every second train", "My neighbour", "An old clock", "Nobody"}
	does    = []string{"paints", "looks for", "has lost", "repairs", "waits for", "dreams of"}
	toWhat  = []string{"the blue bridge", "a quiet afternoon", "two umbrellas", "the missing page", "warm bread", "a small loop"}
)

// wait is how long a page takes: half to one and a half times the latency, the same every time.
func (s *site) wait(host, path string) time.Duration {
	if s.seed == 0 || s.latency <= 0 {
		return s.latency
	}
	r := randFor(s.seed, host+" wait "+path)
	return s.latency/2 + time.Duration(r.Int64N(int64(s.latency)+1))
}

// Traffic is what a server has counted.
type Traffic struct {
	Requests    int // answered, or being answered
	Connections int // that were opened
	Now         int // requests that are being answered
	MostAtOnce  int // the most requests that were being answered at a time
	Refused     int // because there were too many at a time
}

// String is for instance "20 requests over 4 connections, at most 4 at once".
func (t Traffic) String() string {
	s := count(t.Requests, "request")
	if t.Connections > 0 {
		s += " over " + count(t.Connections, "connection")
	}
	s += fmt.Sprintf(", at most %d at once", t.MostAtOnce)
	if t.Refused > 0 {
		s += fmt.Sprintf(", %d refused", t.Refused)
	}
	return s
}

// enter counts a request; it is false if there are limit of them already (0: no limit).
func (t *Traffic) enter(limit int) bool {
	t.Requests++
	if limit > 0 && t.Now >= limit {
		t.Refused++
		return false
	}
	t.Now++
	t.MostAtOnce = max(t.MostAtOnce, t.Now)
	return true
}

func (t *Traffic) leave() { t.Now-- }

func (t *Traffic) plus(o Traffic) {
	t.Requests += o.Requests
	t.Connections += o.Connections
	t.Now += o.Now
	t.Refused += o.Refused
}
