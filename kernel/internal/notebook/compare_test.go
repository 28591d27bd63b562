package notebook

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// cellWith returns a notebook of one cell with the given outputs.
func cellWith(t *testing.T, tags, outputs string) *Notebook {
	t.Helper()
	return mustRead(t, fmt.Sprintf(`{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "metadata": {"tags": [%s]}, "outputs": [%s]}]}`, tags, outputs))
}

func stream(name, text string) string {
	return fmt.Sprintf(`{"output_type": "stream", "name": %q, "text": %s}`, name, canonicalJSON(text))
}

func result(mime, text string) string {
	return fmt.Sprintf(`{"output_type": "execute_result", "execution_count": 7, "metadata": {"x": 1}, "data": {%q: %q}}`, mime, text)
}

func TestWhatCountsAsADifference(t *testing.T) {
	for _, c := range []struct {
		what        string
		tags        string
		stored, got string
		want        string // in the diff; "" for none
	}{
		{"equal", "", stream("stdout", "a\n"), stream("stdout", "a\n"), ""},
		{"another text", "", stream("stdout", "a\nb\nc\n"), stream("stdout", "a\nx\nc\n"), "  - stdout: b\n  + stdout: x\n"},
		{"a missing newline", "", stream("stdout", "a\n"), stream("stdout", "a"), "+ stdout: a (no newline)"},
		{"another stream", "", stream("stdout", "a\n"), stream("stderr", "a\n"), "+ stderr: a"},
		{"text in pieces", "", stream("stdout", "ab\n"), stream("stdout", "a") + "," + stream("stdout", "b\n"), ""},
		{"stderr before stdout", "", stream("stdout", "a") + "," + stream("stderr", "b"), stream("stderr", "b") + "," + stream("stdout", "a"), ""},
		{"text after a result", "", stream("stdout", "a") + "," + result("text/plain", "1"), result("text/plain", "1") + "," + stream("stdout", "a"), "- stdout: a"},
		{"colours", "", stream("stdout", "red\n"), stream("stdout", "\u001b[31mred\u001b[0m\n"), ""},
		{"another value", "", result("text/plain", "1"), result("text/plain", "2"), "+ text/plain: 2"},
		{"no output any more", "", result("text/plain", "1"), "", "- execute_result"},
		{"a footer", "", result("text/plain", "1"), result("text/plain", "1") + `, {"output_type": "display_data", "data": {"text/plain": "1 goroutine still running"}, "metadata": {"gopherloop": {"footer": true}}}`, ""},
		{"another goroutine", "", stream("stdout", "goroutine 7, created\n"), stream("stdout", "goroutine 12, created\n"), ""},
		{"another picture", "", result("image/png", "aGk="), result("image/png", "aGs="), "digest"},
		{"a picture with line breaks", "", result("image/png", "aGk="), result("image/png", "aG\nk=\n"), ""},
		{"JSON in another order", "", `{"output_type": "display_data", "data": {"application/json": {"a": 1, "b": 2}}}`,
			`{"output_type": "display_data", "data": {"application/json": {"b": 2, "a": 1}}}`, ""},
		{"another error", "", `{"output_type": "error", "ename": "panic", "evalue": "x", "traceback": ["x"]}`,
			`{"output_type": "error", "ename": "panic", "evalue": "y", "traceback": ["x"]}`, "+ error: panic: y"},
		{"tagged varies", `"varies"`, stream("stdout", "10:31"), stream("stdout", "10:32"), ""},
		{"tagged with a reason", `"varies-time"`, stream("stdout", "10:31"), stream("stdout", "10:32"), ""},
		{"tagged otherwise", `"various"`, stream("stdout", "10:31"), stream("stdout", "10:32"), "10:32"},
		{"skipped", `"skip-execution"`, stream("stdout", "a"), "", ""},
	} {
		diffs := Compare(cellWith(t, c.tags, c.stored), cellWith(t, c.tags, c.got))
		switch {
		case c.want == "" && len(diffs) > 0:
			t.Errorf("%s: %v", c.what, diffs[0])
		case c.want != "" && (len(diffs) != 1 || !strings.Contains(diffs[0].String(), c.want)):
			t.Errorf("%s: %v; want %q", c.what, diffs, c.want)
		}
	}
}

func TestADiffIsShort(t *testing.T) {
	long := strings.Repeat("same\n", 5) + strings.Repeat("line\n", 100)
	diffs := Compare(cellWith(t, "", stream("stdout", "same\n")), cellWith(t, "", stream("stdout", long+strings.Repeat("x", 1000)+"\n")))
	if len(diffs) != 1 {
		t.Fatal(diffs)
	}
	if s := diffs[0].String(); strings.Count(s, "\n") > 15 || !strings.Contains(s, "more lines") {
		t.Errorf("%s", s)
	}
}

func TestTheRunOfANotebookIsEqualToItself(t *testing.T) {
	archive := txtar.Parse([]byte("-- cell --\nprint a\nresult 6\n-- cell raises-exception --\nfail x\n"))
	if first, second := runArchive(archive), runArchive(archive); first["stored"] != second["stored"] {
		t.Errorf("%s\n%s", first["stored"], second["stored"])
	}
}
