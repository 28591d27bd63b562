package accidents

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/notebook"
	"github.com/gopherloop/gopherloop/kernel/internal/session"
	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// The test's own binary is the child, too.
const childCommand = "accident-worker"

func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == childCommand {
		os.Exit(child(os.Args[2]))
	}
	os.Setenv("GORACE", "atexit_sleep_ms=0") // or every child takes a second to end
	os.Exit(m.Run())
}

// child runs cells with options in JSON.
func child(options string) int {
	var opts worker.GoOptions
	err := json.Unmarshal([]byte(options), &opts)
	if err == nil {
		err = worker.Child(context.Background(), opts.Language)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// A kernel is a front in this process with a child of its own, and a client of it.
type kernel struct {
	t      testing.TB
	client *notebook.Client
	died   atomic.Int64 // children lost
}

// A watched worker counts the children that are lost.
type watched struct {
	worker.Worker
	died *atomic.Int64
}

func (w *watched) Execute(ctx context.Context, req worker.Request) worker.Result {
	r := w.Worker.Execute(ctx, req)
	if r.Died {
		w.died.Add(1)
	}
	return r
}

// startKernel starts a kernel that ends with the test.
func startKernel(t testing.TB, opts worker.GoOptions) *kernel {
	t.Helper()
	k := &kernel{t: t}
	arg, err := json.Marshal(opts)
	if err != nil {
		t.Fatal(err)
	}
	start := func(ctx context.Context, h worker.Handler) (worker.Worker, error) {
		p, err := worker.Start(ctx, worker.Options{Handler: h, Command: []string{os.Args[0], childCommand, string(arg)}})
		return &watched{p, &k.died}, err
	}
	server, client := transport.NewMemory()
	s := session.New(server, start, session.Options{})
	ended := make(chan error, 1)
	go func() { ended <- s.Run(context.Background()) }()
	k.client = notebook.NewClient(client)
	t.Cleanup(func() {
		s.Shutdown(false)
		if err := <-ended; err != nil {
			t.Error("the session ended:", err)
		}
		server.Close()
		k.client.Close()
	})
	if _, err := k.client.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return k
}

// An outcome is what came of one cell.
type outcome struct {
	output string // what it printed and showed
	failed string // the traceback, without colours; "" if all went well
	took   time.Duration
}

// run runs a cell. If stop is not "", the cell is stopped when it has printed that; took counts from then on.
func (k *kernel) run(code, stop string) outcome {
	k.t.Helper()
	nb := notebookOf(k.t, code)
	var seen strings.Builder
	start := time.Now()
	show := func(o notebook.Output) {
		seen.WriteString(o.Plain())
		if stop != "" && strings.Contains(seen.String(), stop) {
			stop, start = "", time.Now()
			if err := k.client.Interrupt(); err != nil {
				k.t.Error(err)
			}
		}
	}
	ctx, cancel := context.WithTimeout(k.t.Context(), time.Minute)
	defer cancel()
	err := notebook.Run(ctx, k.client, nb, notebook.RunOptions{Show: show})
	out := outcome{took: time.Since(start)}
	for _, o := range nb.Cells[0].Outputs() {
		if o.Type() == "error" {
			out.failed += plain(o.Plain())
		} else {
			out.output += o.Plain()
		}
	}
	if err != nil && out.failed == "" {
		k.t.Fatalf("%v\n%s\n%s", err, code, out.output)
	}
	return out
}

func notebookOf(t testing.TB, code string) *notebook.Notebook {
	t.Helper()
	cell := map[string]any{"cell_type": "code", "source": code}
	text, err := json.Marshal(map[string]any{"nbformat": 4, "cells": []any{cell}})
	if err != nil {
		t.Fatal(err)
	}
	nb, err := notebook.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	return nb
}
