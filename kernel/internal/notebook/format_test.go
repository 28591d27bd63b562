package notebook

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The files in testdata/roundtrip were written by Jupyter's own nbformat.
func TestJupyterFilesComeBackByteForByte(t *testing.T) {
	paths, err := filepath.Glob("testdata/roundtrip/*.ipynb")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		nb, err := Read(want)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if got := nb.Bytes(); !bytes.Equal(got, want) {
			t.Errorf("%s: %s", path, firstDifference(string(want), string(got)))
		}
		if got := nb.Clone().Bytes(); !bytes.Equal(got, want) {
			t.Errorf("%s: the clone differs: %s", path, firstDifference(string(want), string(got)))
		}
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "line " + w[i] + "\n became " + g[i]
		}
	}
	return "one is longer"
}

func TestTextMayBeOneStringOrLines(t *testing.T) {
	nb := mustRead(t, `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
		{"cell_type": "code", "id": "a", "metadata": {"tags": ["varies-time"]}, "source": ["a\n", "b"], "execution_count": 2,
		 "outputs": [{"output_type": "stream", "name": "stdout", "text": "one\ntwo\n"}]},
		{"cell_type": "markdown", "id": "b", "metadata": {}, "source": "x\ny"}]}`)
	code, prose := nb.Cells[0], nb.Cells[1]
	if code.Source() != "a\nb" || prose.Source() != "x\ny" {
		t.Errorf("%q, %q", code.Source(), prose.Source())
	}
	if name, text := code.Outputs()[0].Stream(); name != "stdout" || text != "one\ntwo\n" {
		t.Errorf("%q %q", name, text)
	}
	if code.Kind() != Code || prose.Kind() != Markdown || code.Count() != 2 || !code.Varies() || prose.Varies() {
		t.Errorf("%v %v %v", code, code.Tags(), prose)
	}
	if got := string(nb.Bytes()); !strings.Contains(got, "\"source\": [\n    \"a\\n\",\n    \"b\"\n   ]") {
		t.Errorf("written as\n%s", got)
	}
}

func TestWhatIsNotANotebook(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"", "not a notebook: line 1: EOF"},
		{"{\n \"cells\": [\n  oops\n", "not a notebook: line 3: invalid character 'o' looking for beginning of value"},
		{"{\"nbformat\": 4}\n]", "not a notebook: line 2"},
		{"[]", "not a notebook: line 1"},
		{"{\n<<<<<<< HEAD\n", "not a notebook: line 2"},
		{`{"cells": []}`, `it has no "nbformat"`},
		{`{"nbformat": 3, "worksheets": []}`, "notebook format 3 is not supported, only 4"},
		{`{"nbformat": 5, "cells": []}`, "notebook format 5"},
		{`{"nbformat": 4, "metadata": {}}`, `it has no list of "cells"`},
		{`{"nbformat": 4, "cells": [3]}`, "cell 1: not an object"},
		{`{"nbformat": 4, "cells": [{"cell_type": "heading", "source": ""}]}`, `cell 1: unknown cell_type "heading"`},
		{`{"nbformat": 4, "cells": [{"cell_type": "code", "source": 7}]}`, "cell 1: source: neither text nor a list of lines"},
		{`{"nbformat": 4, "cells": [{"cell_type": "code", "source": [7]}]}`, "cell 1: source: neither"},
		{`{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": 7}]}`, "cell 1: outputs: not a list"},
		{`{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [7]}]}`, "cell 1: output 1: not an object"},
		{`{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [{"output_type": "stream", "text": 7}]}]}`, "cell 1: output 1: text: neither"},
	} {
		_, err := Read([]byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v; want %q", c.data, err, c.want)
			continue
		}
		if h, ok := err.(interface{ Hint() string }); !ok || h.Hint() == "" {
			t.Errorf("%q: no hint", c.data)
		}
	}
}

func TestLanguage(t *testing.T) {
	for metadata, want := range map[string]string{
		`{}`:                            "",
		`{"kernelspec": {"name": "x"}}`: "",
		`{"kernelspec": {"name": "python3", "language": "python"}}`:          "python",
		`{"kernelspec": {"language": "go"}, "language_info": {"name": "R"}}`: "go",
		`{"language_info": {"name": "R"}}`:                                   "r",
		`{"language_info": 3}`:                                               "",
	} {
		nb := mustRead(t, `{"nbformat": 4, "cells": [], "metadata": `+metadata+`}`)
		if got := nb.Language(); got != want {
			t.Errorf("%s: %q, want %q", metadata, got, want)
		}
	}
}

// FuzzRead holds Read to its promise: an error, or a notebook that survives
// being written and read again.
func FuzzRead(f *testing.F) {
	seed, err := os.ReadFile("testdata/roundtrip/everything.ipynb")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"nbformat":4,"cells":[{"cell_type":"code","source":"\ud800","outputs":[{"data":{"text/plain":[1]}}]}]}`))
	f.Add([]byte(`{"nbformat":4,"cells":[{"cell_type":"code","source":"","metadata":1,"attachments":[],"execution_count":"x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Read(data)
		if err != nil {
			return
		}
		for _, c := range nb.Cells {
			c.Tags()
			c.Count()
			for _, o := range c.Outputs() {
				o.Plain()
			}
		}
		nb.Language()
		if err := HTML(io.Discard, nb, HTMLOptions{}); err != nil {
			t.Error(err)
		}
		once := nb.Bytes()
		if twice := nb.Clone().Bytes(); !bytes.Equal(once, twice) {
			t.Errorf("written\n%s\nthen\n%s", once, twice)
		}
	})
}

func mustRead(t *testing.T, data string) *Notebook {
	t.Helper()
	nb, err := Read([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return nb
}
