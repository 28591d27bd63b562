package transport

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// The tests in this file are about what only the sockets have: many clients, files,
// ports, heartbeats, goroutines.

func TestManyDealers(t *testing.T) {
	kernel, info := listen(t, Options{})
	p := newPair(t, &pair{kernel: kernel})
	const clients, requests = 50, 20
	var answering, asking sync.WaitGroup
	answering.Go(func() {
		for range clients * requests {
			m, err := kernel.Receive(p.ctx, wire.Shell)
			if err == nil {
				err = kernel.Send(wire.Shell, p.messages.Reply(m, wire.IsCompleteReplyContent{Status: codeOf(m)}))
			}
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	for i := range clients {
		c := dial(t, info, Options{})
		asking.Go(func() { askMany(p, c, i, requests) })
	}
	asking.Wait()
	answering.Wait()
}

// askMany sends requests, one after the other, and expects an echo of each.
func askMany(p *pair, c *Client, name, n int) {
	for i := range n {
		text := fmt.Sprintf("client %d request %d", name, i)
		err := c.Send(wire.Shell, p.messages.New(wire.IsCompleteRequest, nil, wire.IsCompleteRequestContent{Code: text}))
		var got wire.IsCompleteReplyContent
		if err == nil {
			var reply *wire.Message
			if reply, err = c.Receive(p.ctx, wire.Shell); err == nil {
				err = reply.ReadContent(&got)
			}
		}
		if err != nil || got.Status != text {
			p.t.Errorf("%s: got %q, %v", text, got.Status, err)
			return
		}
	}
}

func TestHeartbeats(t *testing.T) {
	kernel, info := listen(t, Options{Linger: 50 * time.Millisecond})
	ctx := testContext(t)
	var pinging sync.WaitGroup
	for range 20 {
		c := dial(t, info, Options{})
		pinging.Go(func() {
			for range 10 {
				if err := c.Ping(ctx); err != nil {
					t.Error(err)
				}
			}
		})
	}
	pinging.Wait()
	// Whatever the frames are, they come back.
	for _, beat := range [][]string{{"", "ping"}, {"x"}, {"", "", ""}, {"", strings.Repeat("x", 100_000)}} {
		s := visit(t, info, wire.Heartbeat)
		s.introduce("REQ", "")
		s.say(frames(beat...))
		if echo := s.message(); fmt.Sprint(echo) != fmt.Sprint(beat) {
			t.Errorf("%q came back as %q", beat, echo)
		}
	}
	c := dial(t, info, Options{})
	kernel.Close()
	if err := c.Ping(ctx); err == nil {
		t.Error("Ping works without a kernel")
	}
}

// ipcInfo returns info for Unix sockets in a directory of the test. The name is
// short, because the names of Unix sockets have to be.
func ipcInfo(t *testing.T) ConnectionInfo {
	t.Helper()
	dir, err := os.MkdirTemp("", "gl")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	info := NewConnectionInfo()
	info.Transport, info.IP = "ipc", filepath.Join(dir, "k")
	return info
}

func TestIPC(t *testing.T) {
	info := ipcInfo(t)
	kernel, info, err := Listen(t.Context(), info, Options{})
	if err != nil {
		t.Fatal(err)
	}
	converse(t, kernel, info)
	for _, ch := range portOrder {
		name := info.address(*info.port(ch))
		stat, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if stat.Mode() != fs.ModeSocket|0o600 {
			t.Errorf("%s has mode %v", name, stat.Mode())
		}
	}
	if _, _, err := Listen(t.Context(), info, Options{}); !errors.Is(err, syscall.EADDRINUSE) {
		t.Errorf("a second kernel at the same place: %v", err)
	}
	kernel.Close()
	if _, err := os.Stat(info.address(info.ShellPort)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after Close: %v", err)
	}
}

func TestStaleIPCFile(t *testing.T) {
	info := ipcInfo(t)
	info.ShellPort = 7
	dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: info.address(7)})
	if err != nil {
		t.Fatal(err)
	}
	dead.SetUnlinkOnClose(false) // like a process that was killed
	dead.Close()
	kernel, info, err := Listen(t.Context(), info, Options{})
	if err != nil {
		t.Fatal(err)
	}
	converse(t, kernel, info)
	kernel.Close()

	if err := os.WriteFile(info.address(7), []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Listen(t.Context(), info, Options{}); err == nil || !strings.Contains(err.Error(), "no socket") {
		t.Errorf("over a file: %v", err)
	}
	if data, _ := os.ReadFile(info.address(7)); string(data) != "precious" {
		t.Errorf("the file has become %q", data)
	}
}

func TestPortTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	free.Close()
	info := NewConnectionInfo()
	info.ShellPort = free.Addr().(*net.TCPAddr).Port
	info.IOPubPort = taken.Addr().(*net.TCPAddr).Port
	_, _, err = Listen(t.Context(), info, Options{})
	want := fmt.Sprintf("opening the iopub port: 127.0.0.1:%d is taken by another program", info.IOPubPort)
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %q, not %q", err, want)
	}
	again, err := net.Listen("tcp", info.address(info.ShellPort))
	if err != nil {
		t.Fatalf("the shell port was not given back: %v", err)
	}
	again.Close()
}

func TestDialWaitsForTheKernel(t *testing.T) {
	// The address is known before anybody listens there.
	info := ipcInfo(t)
	for i, ch := range portOrder {
		*info.port(ch) = i + 1
	}
	dialled := make(chan error)
	go func() {
		c, err := Dial(testContext(t), info, Options{})
		if err == nil {
			err = c.Close()
		}
		dialled <- err
	}()
	kernel, _, err := Listen(t.Context(), info, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer kernel.Close()
	if err := <-dialled; err != nil {
		t.Error(err)
	}
}

func TestDialGivesUp(t *testing.T) {
	for name, listens := range map[string]bool{"nobody listens": false, "somebody listens and says nothing": true} {
		t.Run(name, func(t *testing.T) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { l.Close() })
			if !listens {
				l.Close()
			}
			info := NewConnectionInfo()
			info.ShellPort = l.Addr().(*net.TCPAddr).Port
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			if _, err := Dial(ctx, info, Options{}); err == nil || !strings.Contains(err.Error(), "shell port") {
				t.Errorf("Dial: %v", err)
			}
		})
	}
}

// Two kernels in one process do not see each other, although zmq4's table of
// transports is one for the process.
func TestTwoKernels(t *testing.T) {
	one, oneInfo := listen(t, Options{})
	two, twoInfo := listen(t, Options{})
	converse(t, one, oneInfo)
	one.Close()
	converse(t, two, twoInfo)
}

// A kernel and its clients leave no goroutines behind, not even zmq4's.
func TestNothingIsLeftRunning(t *testing.T) {
	for range 3 {
		t.Run("a kernel", func(t *testing.T) { // its clients are closed at the end
			kernel, info := listen(t, Options{})
			converse(t, kernel, info)
			visit(t, info, wire.Shell)
		})
	}
	deadline := time.Now().Add(strangersPatience)
	for {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		if left := busyWith(string(stacks), "zmq4", ".(*guard)", ".(*link)"); left == "" {
			return
		} else if time.Now().After(deadline) { // zmq4 lets nobody wait for its goroutines
			t.Fatalf("still running:\n%s", left)
		}
		runtime.Gosched()
	}
}

func busyWith(stacks string, names ...string) string {
	for stack := range strings.SplitSeq(stacks, "\n\n") {
		for _, name := range names {
			if strings.Contains(stack, name) && !strings.Contains(stack, "testing.tRunner") {
				return stack
			}
		}
	}
	return ""
}
