package notebook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

const (
	startLimit = 60 * time.Second // from the start of the process to its first answer
	endLimit   = 5 * time.Second  // from shutdown_request to the end of the process
)

// KernelOptions are the options of [Start].
type KernelOptions struct {
	Command []string  // the connection file is appended
	Dir     string    // working directory, "" for ours; Jupyter takes the notebook's
	Log     io.Writer // what the process itself prints, which cells never do; nil: nowhere
}

// A Kernel is a kernel in a child process of ours, with a client. Besides the
// client's goroutines it owns one that waits for the process; Close waits for
// all of them.
type Kernel struct {
	*Client
	Info wire.KernelInfoReplyContent // how the kernel introduced itself

	process *exec.Cmd
	folder  string        // holds the connection file
	ended   chan struct{} // closed when the process has ended
	end     error         // how it ended; set before ended is closed
	waiting sync.WaitGroup
}

// Start starts a kernel as Jupyter does and returns when it is ready. The caller
// must Close it. On error nothing is left behind.
func Start(ctx context.Context, opts KernelOptions) (*Kernel, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, startLimit, errors.New("the kernel did not answer in time"))
	defer cancel()
	k, info, err := launch(opts)
	if err != nil {
		return nil, fmt.Errorf("starting the kernel: %w", err)
	}
	if err := k.connect(ctx, info); err != nil {
		k.Close()
		return nil, fmt.Errorf("starting the kernel: %w", err)
	}
	return k, nil
}

// launch starts the process.
func launch(opts KernelOptions) (*Kernel, transport.ConnectionInfo, error) {
	info, err := choosePorts()
	if err != nil {
		return nil, info, err
	}
	folder, err := os.MkdirTemp("", "gopherloop-run-*")
	if err != nil {
		return nil, info, err
	}
	k := &Kernel{folder: folder, ended: make(chan struct{})}
	file := filepath.Join(folder, "connection.json")
	if err := transport.WriteConnectionFile(file, info); err != nil {
		os.RemoveAll(folder)
		return nil, info, err
	}
	k.process = exec.Command(opts.Command[0], append(opts.Command[1:len(opts.Command):len(opts.Command)], file)...)
	k.process.Dir = opts.Dir
	k.process.Stdout, k.process.Stderr = opts.Log, opts.Log
	// A descendant that keeps our pipe open must not keep us waiting.
	k.process.WaitDelay = time.Second
	ownGroup(k.process)
	if err := k.process.Start(); err != nil {
		os.RemoveAll(folder)
		return nil, info, err
	}
	return k, info, nil
}

// connect opens the channels and waits until the kernel answers, or has ended.
func (k *Kernel) connect(ctx context.Context, info transport.ConnectionInfo) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	k.waiting.Go(func() {
		k.end = ending(k.process.Wait())
		cancel(k.end)
		close(k.ended)
	})
	channels, err := transport.Dial(ctx, info, transport.Options{})
	if err != nil {
		return orCause(ctx, err)
	}
	k.Client = newClient(channels, k.explain)
	k.waiting.Go(func() {
		<-k.ended
		k.lose(k.end)
	})
	k.Info, err = k.Ready(ctx)
	return orCause(ctx, err)
}

// explain says why the channels have ended. Usually the process is just ending,
// and how it ends says more.
func (k *Kernel) explain(err error) error {
	if k.endsWithin(time.Second) {
		return k.end
	}
	return fmt.Errorf("the kernel does not answer any more: %w", err)
}

// ending says how a process ended.
func ending(err error) error {
	if err == nil {
		return errors.New("the kernel has ended")
	}
	return fmt.Errorf("the kernel has ended: %w", err)
}

// orCause prefers the reason why ctx ended to an error that came of it.
func orCause(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// choosePorts finds five free ports. As with every Jupyter client, another
// program may take one of them before the kernel does.
func choosePorts() (transport.ConnectionInfo, error) {
	info := transport.NewConnectionInfo()
	for _, port := range []*int{&info.ShellPort, &info.ControlPort, &info.StdinPort, &info.IOPubPort, &info.HBPort} {
		l, err := net.Listen("tcp", net.JoinHostPort(info.IP, "0"))
		if err != nil {
			return info, fmt.Errorf("choosing ports: %w", err)
		}
		defer l.Close() // only after the last one is chosen, so that they differ
		*port = l.Addr().(*net.TCPAddr).Port
	}
	return info, nil
}

// Close asks the kernel to end, and kills it if it does not. Closing it again
// does nothing.
func (k *Kernel) Close() error {
	if k.Client == nil {
		k.process.Process.Kill()
		k.waiting.Wait()
		return os.RemoveAll(k.folder)
	}
	var err error
	if k.Shutdown() != nil || !k.endsWithin(endLimit) {
		err = k.process.Process.Kill()
	}
	k.waiting.Wait()
	if errors.Is(err, os.ErrProcessDone) {
		err = nil
	}
	return errors.Join(err, k.Client.Close(), os.RemoveAll(k.folder))
}

func (k *Kernel) endsWithin(d time.Duration) bool {
	limit := time.NewTimer(d)
	defer limit.Stop()
	select {
	case <-k.ended:
		return true
	case <-limit.C:
		return false
	}
}
