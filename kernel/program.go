package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// runProgram runs a Go file in this very process, so that its files, signals and
// environment are those of a compiled program. Its exit code becomes ours.
func runProgram(ctx context.Context, std streams, file string, engine engineFlags) error {
	source, err := os.ReadFile(file)
	if err != nil {
		return withHint(err, "look at the name of the file")
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	code, err := worker.RunProgram(ctx, worker.ProgramFile{
		Name: filepath.Base(file), Source: string(source),
		Tier: engine.Tier, Verify: engine.Verify, Memory: engine.Memory,
		Stdin: std.in, Stdout: std.out, Stderr: std.err, Colours: isTerminal(std.err),
	})
	if err != nil {
		return withHint(err, "gopherloop doctor looks for the reason")
	}
	if code != 0 {
		return &exitError{code}
	}
	return nil
}
