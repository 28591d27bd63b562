package lab

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Web is a small world wide web on this computer: real web servers that nobody else can reach, one for each host.
// Its methods may be called from any goroutine.
type Web struct {
	site
	servers map[string]*webServer
	serving sync.WaitGroup

	mu    sync.Mutex
	limit int
	all   Traffic // Now and MostAtOnce over all hosts
}

// A webServer is one host.
type webServer struct {
	web     *Web
	host    string
	url     string
	http    *http.Server
	closing context.Context // ends when the connections are closed
	stop    func()
	traffic Traffic // guarded by web.mu
}

// NewWeb starts servers that wait before they answer, as real ones do: latency on average. With seed 0 they wait exactly
// that long, otherwise half to one and a half times as long, depending on the page. Without hosts there is one, "web".
//
// Each host has these pages, which are the same in every run:
//
//	/            what there is
//	/page/7      text, for any number
//	/json/7      {"host":"web","page":7,"words":31}
//	/status/404  an answer with this status
//
// Only the ports differ from run to run. Close it.
func NewWeb(latency time.Duration, seed uint64, hosts ...string) (*Web, error) {
	if len(hosts) == 0 {
		hosts = []string{"web"}
	}
	w := &Web{site: site{latency, seed, hosts}, servers: map[string]*webServer{}}
	for _, host := range hosts {
		if err := w.start(host); err != nil {
			return nil, errors.Join(err, w.Close())
		}
	}
	return w, nil
}

func (w *Web) start(host string) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("lab: starting a web server: %w", err)
	}
	closing, stop := context.WithCancel(context.Background())
	s := &webServer{web: w, host: host, url: "http://" + l.Addr().String(), closing: closing, stop: stop}
	s.http = &http.Server{Handler: http.HandlerFunc(s.answer), ConnState: s.connection}
	w.servers[host] = s
	w.serving.Go(func() { s.http.Serve(l) })
	return nil
}

// URL returns the address of a page: w.URL("web", "/page/7"). For a host that there is not it returns one that nobody
// answers at.
func (w *Web) URL(host, path string) string {
	if s := w.servers[host]; s != nil {
		return s.url + path
	}
	return "http://" + host + ".invalid" + path
}

// URLs returns the addresses of pages 1 to n, from each host in turn.
func (w *Web) URLs(n int) []string {
	var all []string
	for i := range n {
		all = append(all, w.URL(w.hosts[i%len(w.hosts)], "/page/"+strconv.Itoa(i+1)))
	}
	return all
}

// Short returns an address without what differs from run to run: "web/page/7". Others are returned as they are.
func (w *Web) Short(url string) string {
	for _, s := range w.servers {
		if path, ok := strings.CutPrefix(url, s.url); ok && (path == "" || path[0] == '/') {
			return s.host + path
		}
	}
	return url
}

// Hosts returns the names of the hosts.
func (w *Web) Hosts() []string { return slices.Clone(w.hosts) }

// Limit makes each host refuse requests, with status 503, while it is answering n others: servers want to be asked
// politely. 0 takes the limit away.
func (w *Web) Limit(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limit = n
}

// Traffic returns what the hosts have counted, all together or only some.
func (w *Web) Traffic(hosts ...string) Traffic {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(hosts) == 1 {
		if s := w.servers[hosts[0]]; s != nil {
			return s.traffic
		}
		return Traffic{}
	}
	sum := Traffic{MostAtOnce: w.all.MostAtOnce}
	for _, s := range w.servers {
		if len(hosts) == 0 || slices.Contains(hosts, s.host) {
			sum.plus(s.traffic)
		}
	}
	return sum
}

// Reset makes all counters 0.
func (w *Web) Reset() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = Traffic{Now: w.all.Now, MostAtOnce: w.all.Now}
	for _, s := range w.servers {
		s.traffic = Traffic{Now: s.traffic.Now, MostAtOnce: s.traffic.Now}
	}
}

// Close stops the servers. Requests that are being answered are broken off.
func (w *Web) Close() error {
	var errs []error
	for _, s := range w.servers {
		errs = append(errs, s.http.Close())
		s.stop()
	}
	w.serving.Wait()
	return errors.Join(errs...)
}

// String names the hosts and what they have counted.
func (w *Web) String() string {
	return fmt.Sprintf("web of %s: %v", strings.Join(w.hosts, ", "), w.Traffic())
}

func (s *webServer) connection(_ net.Conn, state http.ConnState) {
	if state == http.StateNew {
		s.web.mu.Lock()
		defer s.web.mu.Unlock()
		s.traffic.Connections++
	}
}

func (s *webServer) answer(w http.ResponseWriter, r *http.Request) {
	if !s.enter() {
		http.Error(w, s.host+" is busy, come back later", http.StatusServiceUnavailable)
		return
	}
	ok := s.delay(r)
	s.leave() // before the answer is sent: who has got it may ask for the next
	if !ok {
		return
	}
	p := s.web.page(s.host, r.URL.Path)
	w.Header().Set("Content-Type", p.Type)
	w.Header().Set("Content-Length", strconv.Itoa(len(p.Body)))
	w.Header()["Date"] = nil // it would be another in every run
	w.WriteHeader(p.Status)
	w.Write([]byte(p.Body))
}

// delay waits as long as the page takes; it is false if nobody wants the answer any more.
func (s *webServer) delay(r *http.Request) bool {
	t := time.NewTimer(s.web.wait(s.host, r.URL.Path))
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
	case <-s.closing.Done():
	}
	return false
}

func (s *webServer) enter() bool {
	s.web.mu.Lock()
	defer s.web.mu.Unlock()
	if !s.traffic.enter(s.web.limit) {
		return false
	}
	s.web.all.enter(0)
	return true
}

func (s *webServer) leave() {
	s.web.mu.Lock()
	defer s.web.mu.Unlock()
	s.traffic.leave()
	s.web.all.leave()
}
