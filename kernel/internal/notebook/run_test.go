package notebook

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"golang.org/x/tools/txtar"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

var update = flag.Bool("update", false, "rewrite the expected parts of testdata/runs")

// Each file in testdata/runs is a notebook of one file per cell, run by the
// fakeKernel. After "cell" its name may list tags. The user answers every
// question with "ada". Expected are what is shown ("shown"; lines for stderr
// begin with "! "), how the run ended ("end") and what is stored ("stored").
func TestRuns(t *testing.T) {
	paths, err := filepath.Glob("testdata/runs/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var got map[string]string
			synctest.Test(t, func(*testing.T) { got = runArchive(archive) })
			compareArchive(t, path, archive, got)
		})
	}
}

func runArchive(archive *txtar.Archive) map[string]string {
	nb := notebookOf(archive)
	c, stop := startFake()
	defer stop()
	var shown strings.Builder
	show := Text(&shown, &marked{&shown}, false)
	err := Run(context.Background(), c, nb, RunOptions{Show: show, Input: func(_ context.Context, prompt string, _ bool) (string, error) {
		fmt.Fprintf(&shown, "? %s\n", prompt)
		if prompt == "closed" {
			return "", io.EOF
		}
		return "ada", nil
	}})
	var stored strings.Builder
	for i, cell := range nb.Cells {
		fmt.Fprintf(&stored, "cell %d [%d]\n", i+1, cell.Count())
		for _, line := range transcript(cell) {
			fmt.Fprintf(&stored, "  %s\n", line)
		}
	}
	return map[string]string{"shown": shown.String(), "stored": stored.String(), "end": fmt.Sprintln(err)}
}

// marked writes what goes to stderr with a mark.
type marked struct{ to io.Writer }

func (m *marked) Write(p []byte) (int, error) {
	for line := range strings.Lines(string(p)) {
		io.WriteString(m.to, "! "+line)
	}
	return len(p), nil
}

func notebookOf(archive *txtar.Archive) *Notebook {
	nb := &Notebook{tree: map[string]any{"metadata": map[string]any{}}}
	for _, f := range archive.Files {
		name := strings.Fields(f.Name)
		if name[0] != "cell" {
			continue
		}
		var tags []any
		for _, tag := range name[1:] {
			tags = append(tags, tag)
		}
		nb.Cells = append(nb.Cells, &Cell{map[string]any{
			"cell_type": Code, "source": strings.TrimSuffix(string(f.Data), "\n"), "metadata": map[string]any{"tags": tags},
		}})
	}
	return nb
}

func compareArchive(t *testing.T, path string, archive *txtar.Archive, got map[string]string) {
	for i, f := range archive.Files {
		want, expected := got[f.Name]
		if !expected {
			continue
		}
		if string(f.Data) != want && !*update {
			t.Errorf("%s: %s:\n%s\nwant\n%s", path, f.Name, want, f.Data)
		}
		archive.Files[i].Data = []byte(want)
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReadyWaitsForAnAnswerAndAPublication(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, stop := startFake()
		defer stop()
		info, err := c.Ready(context.Background())
		if err != nil || info.LanguageInfo.Name != "fake" {
			t.Errorf("%+v, %v", info, err)
		}
		nb := mustRead(t, `{"nbformat": 4, "cells": []}`)
		if err := nb.Describe(info); err != nil || !strings.Contains(string(nb.Bytes()), `"file_extension": ".fake"`) {
			t.Errorf("%v\n%s", err, nb.Bytes())
		}
	})
}

func TestACancelledRunInterruptsTheCell(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, stop := startFake()
		defer stop()
		ctx, cancel := context.WithCancel(context.Background())
		nb := notebookOf(txtar.Parse([]byte("-- cell --\nprint before\nhang\n-- cell --\nprint never\n")))
		err := Run(ctx, c, nb, RunOptions{Show: func(Output) { cancel() }})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		if got := strings.Join(transcript(nb.Cells[0]), "|"); got != "stdout: before|error: interrupted: stopped|traceback: interrupted" {
			t.Errorf("stored %s", got)
		}
		if outputs := nb.Cells[1].Outputs(); len(outputs) > 0 {
			t.Errorf("the next cell ran: %v", outputs)
		}
	})
}

func TestACellThatIgnoresTheInterruptIsLeftBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, stop := startFake()
		defer stop()
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		// The kernel waits for an answer that nobody gives and looks at nothing else.
		_, err := c.await(ctx, c.factory.New(wire.ExecuteRequest, nil, wire.ExecuteRequestContent{Code: "ask x"}), silent{})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}

type silent struct{}

func (silent) published(*wire.Message) error { return nil }
func (silent) input(ctx context.Context, _ string, _ bool) (string, error) {
	<-ctx.Done()
	return "", ctx.Err()
}
