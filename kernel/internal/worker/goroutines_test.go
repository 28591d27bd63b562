package worker

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what happens into testdata")

// TestGoroutines runs the cells of testdata/goroutines in a child, on both engines. Each file is prose and
// then, in turn,
//
//	-- cell --             a cell; it is run
//	-- cell: stop at X --  the same; it is stopped as soon as it has printed X
//	-- cell: type X --     the same; X is what the user answers
//	-- shows --            all that can be seen: events, then the result with its traceback
//
// Run with -update to write the parts called shows.
func TestGoroutines(t *testing.T) {
	files, err := filepath.Glob("testdata/goroutines/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files found: %v", err)
	}
	for _, file := range files {
		for _, child := range []string{"go", "go-on-yaegi"} {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+child, func(t *testing.T) {
				t.Parallel()
				playCells(t, file, child)
			})
		}
	}
}

func playCells(t *testing.T, file, child string) {
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(before)
	r := newRecorder()
	s := &session{t: t, p: startGo(t, r, child), r: r}
	shows := ""
	for i, f := range archive.Files {
		if f.Name == "shows" {
			archive.Files[i].Data = []byte(shows)
		} else {
			shows = s.play(strings.TrimPrefix(f.Name, "cell"), string(f.Data))
		}
	}
	after := txtar.Format(archive)
	switch {
	case bytes.Equal(before, after):
	case *update && child == "go":
		if err := os.WriteFile(file, after, 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s has become\n%s", file, after)
	}
}

// play runs a cell and tells what can be seen of it.
func (s *session) play(how, code string) string {
	ctx, stop := context.WithTimeout(s.t.Context(), time.Minute)
	defer stop()
	if mark, ok := strings.CutPrefix(how, ": stop at "); ok {
		go func() { s.r.waitFor(s.t.(*testing.T), mark); stop() }()
	}
	if line, ok := strings.CutPrefix(how, ": type "); ok {
		go func() { s.r.answers <- line }()
	}
	s.n++
	got := s.p.Execute(ctx, Request{Cell: fmt.Sprintf("c%d", s.n), Code: strings.TrimSuffix(code, "\n"), Count: s.n, AllowStdin: true})
	var b strings.Builder
	colour := regexp.MustCompile("\x1b\\[[0-9]*m")
	for _, event := range s.r.take() {
		b.WriteString(strings.TrimSuffix(colour.ReplaceAllString(event, ""), "\n") + "\n")
	}
	if got.Error == nil {
		b.WriteString(short(got) + "\n")
		if got.Footer != nil {
			fmt.Fprintln(&b, "footer:", got.Footer.Data["text/plain"])
		}
		return b.String()
	}
	// Goroutines of compiled code that call cell code are counted too; which ones do differs.
	// Carets are not the same on both engines.
	number, caret := regexp.MustCompile(`goroutine \d+( \[|,)`), regexp.MustCompile(`\n\s*\^`)
	text := number.ReplaceAllString(strings.TrimSpace(seen(got.Error)), "goroutine N$1")
	return b.String() + caret.ReplaceAllString(text, "") + "\n"
}
