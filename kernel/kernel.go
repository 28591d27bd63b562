package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/session"
	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// parentCheck is how often the kernel looks whether the front end still lives.
const parentCheck = time.Second

func kernelCommand(ctx context.Context, std streams, c *command, args []string) error {
	f := newFlags(c)
	verbose := f.Bool("verbose", false, "log to stderr what clients do wrong")
	var engine engineFlags
	engine.declare(f)
	files, err := f.parse(args, std.out)
	if err != nil {
		return err
	}
	if len(files) != 1 {
		return usage("to run a notebook without Jupyter: gopherloop run FILE", "kernel needs one connection file, which Jupyter writes")
	}
	return serve(ctx, files[0], engine, newLog(std.err, *verbose))
}

// newLog returns the kernel's log. Jupyter shows it in its terminal, so unless it is to be
// verbose it has only what everybody should know.
func newLog(w io.Writer, verbose bool) *slog.Logger {
	opts := slog.HandlerOptions{Level: worker.LevelNotice, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if level, ok := a.Value.Any().(slog.Level); ok && level == worker.LevelNotice {
			a.Value = slog.StringValue("NOTICE")
		}
		return a
	}}
	if verbose {
		opts.Level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(w, &opts))
}

// serve runs a kernel on the connection file until a client or a signal ends it,
// or the process that started it is gone.
func serve(ctx context.Context, file string, engine engineFlags, log *slog.Logger) error {
	channels, info, err := listen(ctx, file, log)
	if err != nil {
		return err
	}
	s := session.New(channels, starter(engine.workerArgs(), log), session.Options{
		Log: log, Implementation: "gopherloop", Version: version, LanguageVersion: languageVersion(),
		Banner:    fmt.Sprintf("gopherloop %s: Go %s, from for loops to event loops", version, languageVersion()),
		HelpLinks: helpLinks(),
		TextLimit: engine.text,
		Ports: wire.ConnectReplyContent{
			Status: wire.StatusOK, Shell: info.ShellPort, IOPub: info.IOPubPort, Stdin: info.StdinPort, HB: info.HBPort, Control: info.ControlPort,
		},
	})
	stop := obey(s, parent())
	err = s.Run(ctx)
	stop()
	return errors.Join(err, channels.Close())
}

// listen opens the channels that file names. Ports that file leaves open are
// chosen and written into it.
func listen(ctx context.Context, file string, log *slog.Logger) (*transport.ZMQ, transport.ConnectionInfo, error) {
	asked, err := transport.ReadConnectionFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, asked, withHint(err, "Jupyter writes this file; to run a notebook without Jupyter: gopherloop run FILE")
	}
	if err != nil {
		return nil, asked, withHint(err, "let Jupyter write a new one: start the kernel from there")
	}
	channels, info, err := transport.Listen(ctx, asked, transport.Options{Log: log})
	if err != nil {
		return nil, info, withHint(err, "start the kernel again, or put 0 for a port that is to be chosen")
	}
	if info != asked {
		if err := transport.WriteConnectionFile(file, info); err != nil {
			channels.Close()
			return nil, info, withHint(err, "the ports must be in the file: make it writable")
		}
	}
	return channels, info, nil
}

func starter(args []string, log *slog.Logger) session.Starter {
	return func(ctx context.Context, h worker.Handler) (worker.Worker, error) {
		return worker.Start(ctx, worker.Options{Handler: h, Args: args, Log: log})
	}
}

func helpLinks() []wire.HelpLink {
	return []wire.HelpLink{
		{Text: "A Tour of Go", URL: "https://go.dev/tour/"},
		{Text: "Go packages", URL: "https://pkg.go.dev/std"},
		{Text: "Gopherloop", URL: "https://github.com/gopherloop/gopherloop"},
	}
}

// stoppable is the part of a session that signals act on.
type stoppable interface {
	Interrupt()
	Shutdown(restart bool)
}

// obey interrupts the running cell on SIGINT, and ends the session on SIGTERM or
// when alive, asked once a second, says that the parent is gone. Its one
// goroutine ends by the returned function, which waits for it.
func obey(s stoppable, alive func() bool) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	check := time.NewTicker(parentCheck)
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case sig := <-signals:
				if sig == os.Interrupt {
					s.Interrupt()
				} else {
					s.Shutdown(false)
				}
			case <-check.C:
				if !alive() {
					s.Shutdown(false)
				}
			case <-quit:
				return
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		check.Stop()
		close(quit)
		<-done
	}
}
