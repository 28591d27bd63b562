package notebook

import (
	"strings"
	"testing"
	"testing/fstest"
)

func exported(t *testing.T, cells string) string {
	t.Helper()
	nb := mustRead(t, `{"nbformat": 4, "cells": [`+cells+`]}`)
	files := fstest.MapFS{"img/loop.png": {Data: []byte("hi")}}
	var b strings.Builder
	if err := HTML(&b, nb, HTMLOptions{Files: files}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	for _, c := range []struct{ what, cell, want string }{
		{"source is escaped", `{"cell_type": "code", "source": "x := \"<script>alert(1)</script>\"", "execution_count": 4}`,
			`<span class="count">4</span><pre><code class="language-go">x := &#34;&lt;script&gt;alert(1)&lt;/script&gt;&#34;</code></pre>`},
		{"output is escaped", `{"cell_type": "code", "source": "", "outputs": [{"output_type": "stream", "name": "stdout", "text": "a < b\n"}]}`,
			`<div class="stdout"><pre>a &lt; b</pre></div>`},
		{"errors keep their colours", `{"cell_type": "code", "source": "", "outputs": [{"output_type": "error", "traceback": ["\u001b[1;31m<panic>\u001b[0m", "x"]}]}`,
			`<div class="error"><pre><span class="bold fg1">&lt;panic&gt;</span>` + "\nx</pre></div>"},
		{"Markdown is rendered", `{"cell_type": "markdown", "source": "# Loops\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"}`, `<h1 id="loops">Loops</h1>`},
		{"the first heading is the title", `{"cell_type": "markdown", "source": "# Loops & <events>\n"}`, `<title>Loops &amp; &lt;events&gt;</title>`},
		{"tables", `{"cell_type": "markdown", "source": "| a | b |\n|---|---|\n| 1 | 2 |\n"}`, `<td>2</td>`},
		{"details stay", `{"cell_type": "markdown", "source": "<details><summary>Hint</summary>\n\nx\n\n</details>"}`, `<details><summary>Hint</summary>`},
		{"raw cells are escaped", `{"cell_type": "raw", "source": "<b>"}`, `<pre>&lt;b&gt;</pre>`},
		{"attachments are put inside", `{"cell_type": "markdown", "source": "![p](attachment:p.png)", "attachments": {"p.png": {"image/png": "aGk=\n"}}}`,
			`src="data:image/png;base64,aGk="`},
		{"files are put inside", `{"cell_type": "markdown", "source": "![p](img/loop.png)"}`, `src="data:image/png;base64,aGk="`},
		{"files outside are not", `{"cell_type": "markdown", "source": "![p](../../etc/passwd)"}`, `src="../../etc/passwd"`},
		{"results", `{"cell_type": "code", "source": "", "outputs": [{"output_type": "execute_result", "data": {"text/plain": "6"}}]}`,
			`<div class="result"><pre>6</pre></div>`},
		{"rich results", `{"cell_type": "code", "source": "", "outputs": [{"output_type": "display_data", "data": {"text/plain": "T", "text/html": "<b>T</b>"}}]}`,
			`<div class="rich"><b>T</b></div>`},
		{"pictures", `{"cell_type": "code", "source": "", "outputs": [{"output_type": "display_data", "data": {"image/png": "aGk=\n"}}]}`,
			`<img alt="" src="data:image/png;base64,aGk=">`},
		{"pictures that are none", `{"cell_type": "code", "source": "", "outputs": [{"output_type": "display_data", "data": {"image/png": "\"><script>"}}]}`,
			`src="data:image/png;base64,&#34;&gt;&lt;script&gt;"`},
	} {
		if got := exported(t, c.cell); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s is not in\n%s", c.what, c.want, got[strings.Index(got, "<body>"):])
		}
	}
}

// Lines of error messages are long, and nobody looks for the scroll bar of a message.
func TestErrorsAreWrapped(t *testing.T) {
	if !strings.Contains(exported(t, ""), ".error pre { white-space: pre-wrap;") {
		t.Error("long lines of errors are cut")
	}
}

func TestThePageForbidsScriptsAndTheNetwork(t *testing.T) {
	got := exported(t, "")
	if !strings.Contains(got, `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;`) {
		t.Error("the content policy is missing")
	}
	if strings.Contains(got, "http://") || strings.Contains(got, "https://") {
		t.Error("the page refers to the network")
	}
}
