package accidents

import (
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// engines are those that every accident happens on.
var engines = []string{worker.BothTiers, worker.OnlyYaegi}

func TestAccidents(t *testing.T) {
	for _, a := range accidents(t) {
		for _, engine := range engines {
			if only := a.fields["engine"]; only != "" && only != engine {
				continue
			}
			t.Run(a.name+"/"+engine, func(t *testing.T) { a.happen(t, engine) })
		}
	}
}

// happen runs the cells in a kernel of their own.
func (a *accident) happen(t *testing.T, engine string) {
	k := startKernel(t, a.options(t, engine))
	for i, c := range a.cells {
		got := k.run(c.code, c.stop)
		for kind, text := range map[string]string{"error": got.failed, "output": got.output} {
			switch want := c.on(kind, engine); {
			case matches(want, text):
			case *record:
				a.note(t, i+1, kind, engine, text)
				c.want[kind] = plain(text)
			default:
				t.Errorf("%s of cell %d:\n%s\n  got:\n%s\n  want:\n%s", kind, i+1, indent(c.code), indent(short(plain(text))), indent(want))
			}
		}
		if limit := a.within(t); got.failed != "" && limit > 0 && got.took > slack*limit {
			t.Errorf("cell %d took %v, which is more than %v by far", i+1, got.took.Round(time.Millisecond), limit)
		}
	}
	if n := k.died.Load(); n > 0 && !a.mayLose(engine) {
		t.Errorf("%d children were replaced", n)
	}
}

// short leaves out the middle of a text that is too long for a message.
func short(s string) string {
	if most := 1200; len(s) > most {
		return s[:most/2] + "\n[...]\n" + s[len(s)-most/2:]
	}
	return s
}

func indent(s string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n    ")
}
