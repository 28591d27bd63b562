package assist

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
)

const cursorMark = "‸"

// scenario is the files of an archive whose names begin alike.
type scenario struct {
	name  string
	parts map[string]string
}

func scenarios(t *testing.T, file string) []scenario {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list []scenario
	for _, f := range ar.Files {
		name, part, _ := strings.Cut(f.Name, "/")
		if len(list) == 0 || list[len(list)-1].name != name {
			list = append(list, scenario{name, map[string]string{}})
		}
		list[len(list)-1].parts[part] = strings.TrimSuffix(string(f.Data), "\n")
	}
	return list
}

// start returns a session in which the scenario's cell has run, the text, and the
// cursor.
func (sc scenario) start(t *testing.T) (*cell.Session, string, int) {
	t.Helper()
	s := newSession(t)
	if src := sc.parts["cell"]; src != "" {
		if _, err := s.Compile("cell 1", src); err != nil {
			t.Fatal(err)
		}
	}
	before, after, ok := strings.Cut(sc.parts["text"], cursorMark)
	if !ok {
		t.Fatal("no cursor")
	}
	return s, before + after, len([]rune(before))
}

func newSession(t testing.TB) *cell.Session {
	t.Helper()
	s, err := cell.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestComplete(t *testing.T) {
	for _, sc := range scenarios(t, "testdata/complete.txtar") {
		t.Run(sc.name, func(t *testing.T) {
			s, text, cursor := sc.start(t)
			c := Complete(s, text, cursor)
			var offered []string
			var report strings.Builder
			for _, m := range c.Matches {
				offered = append(offered, m.Text)
				fmt.Fprintln(&report, strings.TrimSpace(m.Text+" "+m.Kind+" "+m.Type))
			}
			rest := "\n" + report.String()
			for want := range strings.Lines(sc.parts["want"]) {
				_, after, ok := strings.Cut(rest, "\n"+strings.TrimSpace(want)+"\n")
				if !ok {
					t.Fatalf("want %q, in order, in\n%s", want, report.String())
				}
				rest = "\n" + after
			}
			for refuse := range strings.FieldsSeq(sc.parts["refuse"]) {
				if slices.Contains(offered, refuse) {
					t.Errorf("%s is offered", refuse)
				}
			}
		})
	}
}

func TestCompletionReplacesTheTypedPart(t *testing.T) {
	text := "größe := 1\nimport \"fmt\"\nfmt.Prin"
	c := Complete(newSession(t), text, len([]rune(text)))
	if got := string([]rune(text)[c.Start:c.End]); got != "Prin" {
		t.Errorf("would replace %q", got)
	}
}

func TestInspect(t *testing.T) {
	for _, sc := range scenarios(t, "testdata/inspect.txtar") {
		t.Run(sc.name, func(t *testing.T) {
			s, text, cursor := sc.start(t)
			detail := 0
			if _, ok := sc.parts["detail"]; ok {
				detail = 1
			}
			in := Inspect(s, text, cursor, detail)
			if want, ok := sc.parts["want"]; ok && in.Text != want {
				t.Errorf("got:\n%s\nwant:\n%s", in.Text, want)
			}
			for line := range strings.Lines(sc.parts["contains"]) {
				if !strings.Contains(in.Text, strings.TrimSpace(line)) {
					t.Errorf("want line %q in\n%s", line, in.Text)
				}
			}
			if in.Found != (in.Text != "") {
				t.Errorf("Found is %v", in.Found)
			}
		})
	}
}

func TestSignatureAt(t *testing.T) {
	for text, want := range map[string]string{
		`strings.Repeat("a", ‸)`:             "func strings.Repeat(s string, count int) string 1",
		`strings.Repeat(‸`:                   "func strings.Repeat(s string, count int) string 0",
		`strings.Repeat(strings.ToUpper("a‸`: "",
		`strings.Repeat(strings.ToUpper(‸`:   "func strings.ToUpper(s string) string 0",
		`func(n int) {}(‸`:                   "func(n int) 0",
		`x := (1 + ‸)`:                       "",
	} {
		before, after, _ := strings.Cut(text, cursorMark)
		got := ""
		if sig, ok := SignatureAt(newSession(t), before+after, len([]rune(before))); ok {
			got = fmt.Sprint(sig.Text, " ", sig.Param)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestAnsweringChangesNothing(t *testing.T) {
	s := newSession(t)
	if _, err := s.Compile("cell 1", "type T struct{}"); err != nil {
		t.Fatal(err)
	}
	Complete(s, "x := 1\nfunc (t T) Late() {}\nvar u T; u.L", 999)
	for _, src := range []string{"x", "T{}.Late()"} {
		if _, err := s.Compile("cell 2", src); err == nil {
			t.Errorf("%s is known after a completion", src)
		}
	}
}

func FuzzAssist(f *testing.F) {
	for _, file := range []string{"testdata/complete.txtar", "testdata/inspect.txtar"} {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range ar.Files {
			before, after, _ := strings.Cut(string(part.Data), cursorMark)
			f.Add(before+after, len([]rune(before)))
		}
	}
	f.Add("func(", 5)
	f.Add("a.\xff", 3)
	s := newSession(f)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		c := Complete(s, text, cursor)
		if n := len([]rune(text)); c.Start < 0 || c.Start > c.End || c.End > n {
			t.Errorf("replaces %d to %d of %d", c.Start, c.End, n)
		}
		Inspect(s, text, cursor, 1)
		SignatureAt(s, text, cursor)
	})
}

func BenchmarkComplete(b *testing.B) {
	s := newSession(b)
	text := "import \"fmt\"\nfunc f(n int) {\n\tfmt."
	for b.Loop() {
		Complete(s, text, len(text))
	}
}
