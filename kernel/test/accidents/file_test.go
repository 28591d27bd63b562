package accidents

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// An accident is what one file tells.
type accident struct {
	name   string // of the file
	title  string
	fields map[string]string
	cells  []cell
}

// A cell is one of an accident, with what is to be seen after it by kind and engine: "output", "error yaegi".
type cell struct {
	code string
	stop string
	want map[string]string
}

var fieldNames = []string{"group", "why", "do", "worker", "replaced", "within", "engine"}

// accidents reads all files, by name.
func accidents(t testing.TB) []accident {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no files: ", err)
	}
	var all []accident
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a := accident{name: strings.TrimSuffix(filepath.Base(file), ".txtar"), fields: map[string]string{}}
		if err := a.read(archive); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, a)
	}
	return all
}

var field = regexp.MustCompile(`^([a-z]+): (.*)$`)

func (a *accident) read(archive *txtar.Archive) error {
	last := ""
	for i, line := range strings.Split(strings.TrimSpace(string(archive.Comment)), "\n") {
		m := field.FindStringSubmatch(line)
		switch {
		case i == 0:
			a.title = strings.TrimPrefix(line, "# ")
		case m != nil && strings.Contains(strings.Join(fieldNames, " "), m[1]):
			last = m[1]
			a.fields[last] = m[2]
		default:
			a.fields[last] += " " + strings.TrimSpace(line)
		}
	}
	for _, name := range []string{"group", "why", "do"} {
		if a.fields[name] == "" {
			return fmt.Errorf("the field %s is missing", name)
		}
	}
	for _, f := range archive.Files {
		if err := a.section(f.Name, string(f.Data)); err != nil {
			return err
		}
	}
	return nil
}

// section takes one of the sections "cell 2", "error 2 yaegi", ...
func (a *accident) section(name, text string) error {
	words := append(strings.Fields(name), "")
	n, err := strconv.Atoi(words[1])
	if err == nil && words[0] == "cell" && n == len(a.cells)+1 {
		a.cells = append(a.cells, cell{code: strings.TrimSuffix(text, "\n"), want: map[string]string{}})
		return nil
	}
	if err != nil || n != len(a.cells) {
		return fmt.Errorf("section %q stands in the wrong place", name)
	}
	c := &a.cells[n-1]
	switch words[0] {
	case "stop":
		c.stop = strings.TrimSpace(text)
	case "output", "error":
		c.want[strings.TrimSpace(words[0]+" "+words[2])] = text
	default:
		return fmt.Errorf("section %q means nothing", name)
	}
	return nil
}

// on returns what is to be seen after a cell on an engine.
func (c *cell) on(kind, engine string) string {
	if text, ok := c.want[kind+" "+engine]; ok {
		return text
	}
	return c.want[kind]
}

// options are those of the child.
func (a *accident) options(t testing.TB, engine string) worker.GoOptions {
	t.Helper()
	var opts worker.GoOptions
	if text := a.fields["worker"]; text != "" {
		if err := json.Unmarshal([]byte(text), &opts); err != nil {
			t.Fatal(err)
		}
	}
	opts.Tier = engine
	return opts
}

// mayLose reports whether the child may be replaced.
func (a *accident) mayLose(engine string) bool { return onEngine(a.fields["replaced"], engine) }

// onEngine reports whether what is "yes", or an engine, holds for an engine.
func onEngine(what, engine string) bool { return what == "yes" || what == engine }

// within is how long the failing cell may take; 0 if nothing is said.
func (a *accident) within(t testing.TB) time.Duration {
	t.Helper()
	text := a.fields["within"]
	if text == "" {
		return 0
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
