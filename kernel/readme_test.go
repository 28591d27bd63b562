package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestReadmeTranscript runs the session that the README shows and requires the
// outputs that stand there.
func TestReadmeTranscript(t *testing.T) {
	page, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "## The first cell\n\n```\n")
	transcript, _, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("the README has no transcript")
	}
	sources, outputs := parseTranscript(transcript)
	dir := t.TempDir()
	script := fmt.Sprintf("exec gopherloop run session.ipynb\ncmp stdout out.txt\ncmp stderr err.txt\n-- session.ipynb --\n%s\n-- out.txt --\n%s-- err.txt --\n%s",
		notebookOf(t, sources), strings.Join(outputs[:len(outputs)-1], ""), outputs[len(outputs)-1])
	if err := os.WriteFile(filepath.Join(dir, "readme.txtar"), []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, RequireExplicitExec: true})
}

var prompt = regexp.MustCompile(`^In \[\d+\]: `)

// parseTranscript splits a session into cells and their outputs. The lines of a
// cell are indented like its first; the last cell of the README fails, so its output is
// on stderr.
func parseTranscript(text string) (sources, outputs []string) {
	const indent = "        "
	for line := range strings.Lines(text) {
		last := len(sources) - 1
		switch {
		case prompt.MatchString(line):
			sources = append(sources, prompt.ReplaceAllString(line, ""))
			outputs = append(outputs, "")
		case outputs[last] == "" && strings.HasPrefix(line, indent):
			sources[last] += strings.TrimPrefix(line, indent)
		default:
			outputs[last] += line
		}
	}
	return sources, outputs
}

func notebookOf(t *testing.T, sources []string) string {
	t.Helper()
	var cells []map[string]any
	for i, source := range sources {
		cells = append(cells, map[string]any{
			"cell_type": "code", "id": fmt.Sprint("c", i), "metadata": map[string]any{"tags": []string{"raises-exception"}},
			"execution_count": nil, "outputs": []any{}, "source": strings.TrimSuffix(source, "\n"),
		})
	}
	nb, err := json.Marshal(map[string]any{"nbformat": 4, "nbformat_minor": 5, "metadata": map[string]any{}, "cells": cells})
	if err != nil {
		t.Fatal(err)
	}
	return string(nb)
}
