package lab

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// A SimNet is a network that exists in the time of an event loop only: it has the pages of a [Web], and takes as
// long, but by the loop's clock. On a virtual one a thousand requests of 50 ms each take no time, and the same
// happens in every run. Only tasks of one loop at a time may use it.
type SimNet struct {
	site
	limit    int
	failures float64
	asked    map[string]int // how often, by address
	counted  map[string]*Traffic
	all      Traffic
}

// ErrUnreachable is what requests end with that fail: see [SimNet.Fail].
var ErrUnreachable = errors.New("lab: host unreachable")

// NewSimNet makes a network like that of [NewWeb].
func NewSimNet(latency time.Duration, seed uint64, hosts ...string) *SimNet {
	if len(hosts) == 0 {
		hosts = []string{"web"}
	}
	n := &SimNet{site: site{latency, seed, hosts}, asked: map[string]int{}, counted: map[string]*Traffic{}}
	for _, h := range hosts {
		n.counted[h] = new(Traffic)
	}
	return n
}

// URL returns the address of a page: n.URL("web", "/page/7") is "http://web/page/7".
func (n *SimNet) URL(host, path string) string { return "http://" + host + path }

// URLs returns the addresses of pages 1 to k, from each host in turn.
func (n *SimNet) URLs(k int) []string {
	var all []string
	for i := range k {
		all = append(all, n.URL(n.hosts[i%len(n.hosts)], fmt.Sprint("/page/", i+1)))
	}
	return all
}

// Hosts returns the names of the hosts.
func (n *SimNet) Hosts() []string { return slices.Clone(n.hosts) }

// Limit makes each host refuse requests, with status 503, while it is answering k others. 0 takes the limit away.
func (n *SimNet) Limit(k int) { n.limit = k }

// Fail makes a share of the requests fail with [ErrUnreachable], from 0 (none) to 1 (all). Which ones depends on the
// seed, the address, and how often that was asked for, so asking again may help.
func (n *SimNet) Fail(share float64) { n.failures = share }

// Get asks for a page and waits for it: of the loop, other tasks run meanwhile. The address may do without "http://".
// A status like 404 is no error. It returns the error of ctx when that ends first.
func (n *SimNet) Get(ctx context.Context, url string) (Page, error) {
	host, path := splitURL(url)
	t := n.counted[host]
	if t == nil {
		t = new(Traffic)
	}
	n.asked[host+path]++
	if !t.enter(n.limit) {
		return Page{host, path, http.StatusServiceUnavailable, plain, host + " is busy, come back later\n"}, nil
	}
	n.all.enter(0)
	defer n.all.leave()
	defer t.leave()
	if err := aio.Sleep(ctx, n.wait(host, path)); err != nil {
		return Page{}, err
	}
	if n.fails(host + path) {
		return Page{}, fmt.Errorf("getting %s%s: %w", host, path, ErrUnreachable)
	}
	return n.page(host, path), nil
}

func (n *SimNet) fails(address string) bool {
	if n.failures <= 0 {
		return false
	}
	r := randFor(n.seed, fmt.Sprint(address, " try ", n.asked[address]))
	return r.Float64() < n.failures
}

func splitURL(url string) (host, path string) {
	url = strings.TrimPrefix(url, "http://")
	host, path, _ = strings.Cut(url, "/")
	return host, "/" + path
}

// Traffic returns what the hosts have counted, all together or only one.
func (n *SimNet) Traffic(host ...string) Traffic {
	sum := Traffic{MostAtOnce: n.all.MostAtOnce}
	if len(host) == 1 {
		if t := n.counted[host[0]]; t != nil {
			return *t
		}
		return Traffic{}
	}
	for h, t := range n.counted {
		if len(host) == 0 || slices.Contains(host, h) {
			sum.plus(*t)
		}
	}
	return sum
}

// String names the hosts and what they have counted.
func (n *SimNet) String() string {
	return fmt.Sprintf("simulated web of %s: %v", strings.Join(n.hosts, ", "), n.Traffic())
}
