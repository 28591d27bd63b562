package main

import (
	"context"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

func workerCommand(ctx context.Context, std streams, c *command, args []string) error {
	f := newFlags(c)
	var engine engineFlags
	engine.declare(f)
	rest, err := f.parse(args, std.out)
	if err == nil {
		err = f.noArguments(rest)
	}
	if err != nil {
		return err
	}
	return worker.Child(ctx, engine.Language)
}
