package check

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/workshop/host"
)

// Printed calls f and returns what is printed on standard output meanwhile, by any goroutine. If that cannot be
// redirected, it returns an error.
func Printed(f func()) (string, error) { return printed(f, func(func()) {}) }

func printed(f func(), undo func(func())) (string, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return "", fmt.Errorf("check: redirecting standard output: %w", err)
	}
	text := make(chan string, 1)
	go func() {
		b, _ := io.ReadAll(r) // what has come until then is all there is
		r.Close()
		text <- string(b)
	}()
	redirected(w, f, undo)
	return <-text, nil
}

// redirected calls f with another standard output, which is closed afterwards. Whoever does not wait for the end of f
// has to call what undo is given; so does the kernel when the cell is stopped.
func redirected(w *os.File, f func(), undo func(func())) {
	old := os.Stdout
	var once sync.Once
	restore := func() {
		once.Do(func() {
			os.Stdout = old
			w.Close()
		})
	}
	os.Stdout = w
	defer restore()
	undo(restore)
	defer host.OnStop(restore)()
	f()
}

// Prints calls f and fails unless it prints want. Spaces at the ends of lines, and empty lines at the beginning and
// the end, do not count.
func Prints(t *T, what string, f func(), want string, mistakes ...Mistake) {
	t.running()
	text, err := printed(f, t.undo)
	if err != nil {
		t.Fail(err.Error())
	}
	got, wanted := trimmed(text), trimmed(want)
	if same(got, wanted) {
		return
	}
	if text == "" {
		mistakes = append(mistakes, Else("nothing is printed at all"))
	}
	t.fail(what+" prints:\n"+sideBySide(got, wanted), likely(strings.Join(got, "\n"), mistakes))
}

func trimmed(text string) []string {
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\r")
	}
	return lines
}

// Output checks that f prints want, without an exercise: as the last expression of a cell, it is what the comment
// Output of an example is for go test.
//
//	check.Output(func() { fmt.Println(2 + 2) }, "4")
func Output(f func(), want string) Result {
	t := &T{deadline: time.Now().Add(5 * time.Second)}
	t.run(func() { Prints(t, "it", f, want) }, func(string) {})
	return t.result()
}
