package check

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

// A Log is where functions that a test hands to an answer write what has happened. Its zero value is empty; it may be
// used from any goroutine.
type Log struct {
	mu    sync.Mutex
	lines []string
}

// Add adds a line, as fmt.Sprintf makes it.
func (l *Log) Add(format string, a ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fmt.Sprintf(format, a...))
}

// Lines returns the lines.
func (l *Log) Lines() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string(nil), l.lines...)
}

// A File is a text for an answer to read, which notices whether it is closed.
type File struct {
	r      *strings.Reader
	closed int
}

// NewFile makes an open file.
func NewFile(text string) *File { return &File{r: strings.NewReader(text)} }

// Read reads, unless the file is closed.
func (f *File) Read(b []byte) (int, error) {
	if f.closed > 0 {
		return 0, os.ErrClosed
	}
	return f.r.Read(b)
}

// Close closes the file. A second time it returns os.ErrClosed.
func (f *File) Close() error {
	f.closed++
	if f.closed > 1 {
		return os.ErrClosed
	}
	return nil
}

// Open is 1 until the file is closed.
func (f *File) Open() int { return max(0, 1-f.closed) }

// NoLeaks calls f and fails if goroutines or generators that it has started are left.
func NoLeaks(t *T, what string, f func(), mistakes ...Mistake) {
	t.running()
	before := unclosed()
	err := lab.NoLeaks(f)
	if n := unclosed() - before; n > 0 {
		says := likely(n, mistakes)
		if says == "" {
			says = "close a generator that is not run to its end: defer g.Close()"
		}
		t.fail(fmt.Sprintf("%s: %s left that nobody has closed", what, plural(n, "generator")+" "+is(n)), says)
	}
	if err == nil {
		return
	}
	says := likely(err, mistakes)
	if says == "" {
		says = "each goroutine needs somebody who ends it and waits for it: close its channel, cancel its ctx, call stop, wait with a WaitGroup"
	}
	_, states, _ := strings.Cut(err.Error(), "left: ")
	t.fail(fmt.Sprintf("%s leaves goroutines behind: %s", what, states), says)
}

// unclosed counts generators that nobody has closed, those included that the garbage collector had to.
func unclosed() int { return gen.Live() + gen.Dropped() }

func is(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
