package worker

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestCommands(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	want(t, runCell(t, p, "c", "%help"), "ok")
	if out := strings.Join(r.take(), ""); !strings.Contains(out, "%whos") || !strings.Contains(out, "?NAME") {
		t.Errorf("%%help prints %q", out)
	}
	want(t, runCell(t, p, "c", "  %who"), "ok")
	want(t, runCell(t, p, "c", "%time set x "+strings.Repeat("y", 99)), "ok")
	want(t, runCell(t, p, "c", "%%time\nset a b"), "ok")
	if out := strings.Join(r.take(), ""); !strings.HasPrefix(out, "c stdout no variables\ntook ") {
		t.Errorf("%%time prints %q", out)
	}
	want(t, runCell(t, p, "c", "%who"), "ok")
	want(t, runCell(t, p, "c", "%whos"), "ok")
	same(t, r.take(), []string{"c stdout a x\nName  Type    Value\na     string  b\nx     string  " + strings.Repeat("y", 59) + "…\n"})
	want(t, runCell(t, p, "c", "%reset"), "ok")
	want(t, runCell(t, p, "c", "get x"), "error: undefined: x")
	want(t, runCell(t, p, "c", "%time fail x"), "error: x")
	want(t, runCell(t, p, "c", "%matplotlib inline"), "unknown command: there is no command %matplotlib")
}

func TestDisplayCommands(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	want(t, runCell(t, p, "c", "%%html\n<b>x</b>\n"), "ok")
	same(t, r.take(), []string{"c display <b>x</b>"})
}

func TestAsking(t *testing.T) {
	p := startProcess(t, newRecorder(), 0)
	for _, code := range []string{"%doc fmt.Println", "?fmt.Println", "fmt.Println?", " fmt.Println ??\n"} {
		got := p.Execute(t.Context(), Request{Cell: "c", Code: code})
		if len(got.Payload) != 1 {
			t.Errorf("%q: %+v", code, got)
			continue
		}
		var page struct {
			Source string
			Data   map[string]string
		}
		if err := json.Unmarshal(got.Payload[0], &page); err != nil || page.Source != "page" || page.Data["text/plain"] != "fmt.Println11 1" {
			t.Errorf("%q: %s", code, got.Payload[0])
		}
	}
	want(t, runCell(t, p, "c", "%doc nothing"), `not found: nothing is known about "nothing"`)
	if c, err := p.IsComplete(t.Context(), "%time"); err != nil || c.Status != Complete {
		t.Errorf("IsComplete: %+v, %v", c, err)
	}
	if i, err := p.Inspect(t.Context(), "x?", 2, 0); err != nil || i.Data["text/plain"] != "x1 0" {
		t.Errorf("Inspect: %+v, %v", i, err)
	}
}

func TestWhatIsACommand(t *testing.T) {
	for code, want := range map[string]string{
		"%time f(1)":           "      f(1)",
		"\n%%time\nx := 1\n":   "\n      \nx := 1\n",
		"%":                    " ",
		"x % y":                "-",
		"a ? b":                "-",
		"":                     "-",
		"fmt.Println(\"?\")":   "-",
		"// what is this?":     "-",
		"strings.Split?":       "strings.Split",
		"?größe":               "größe",
		"x := 1\nstrings.Map?": "-",
	} {
		_, got, ok := findMagic(code)
		if !ok {
			got = "-"
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}

func TestEngineCommands(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	want(t, runCell(t, p, "c", "set f vm\nset slow yaegi"), "ok")
	want(t, runCell(t, p, "c", "%engine"), "ok")
	want(t, runCell(t, p, "c", "%engine yaegi"), "ok")
	want(t, runCell(t, p, "c", "%vm slow"), "ok")
	same(t, r.take(), []string{
		"c display 1 of 2 functions run on the bytecode machine.\nFunctions of later cells run on the bytecode machine.\n\n" +
			"Cell    Line  Function  Engine  Why\ncell 1  2     f         vm      <why>\ncell 1  2     slow      yaegi   <why>\n",
		"c stdout functions of later cells run on Yaegi; those that there are stay where they are\nyaegi\n",
	})
	want(t, runCell(t, p, "c", "%engine jit"), "engine: unknown engine jit")
	want(t, runCell(t, p, "c", "%vm g"), "vm: there is no function g")
}
