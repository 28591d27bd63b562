package transport

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strconv"
	"syscall"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// This file opens the five ports of a connection file.

// portOrder is the order in which ports are opened.
var portOrder = [...]wire.Channel{wire.Shell, wire.Control, wire.Stdin, wire.IOPub, wire.Heartbeat}

// bind opens all five ports or none. Ports that were 0 are chosen; the result has
// the real ones.
func bind(ctx context.Context, info ConnectionInfo) (map[wire.Channel]net.Listener, ConnectionInfo, error) {
	open := make(map[wire.Channel]net.Listener)
	for _, ch := range portOrder {
		l, port, err := bindPort(ctx, info, *info.port(ch))
		if err != nil {
			for _, other := range open {
				other.Close()
			}
			return nil, info, fmt.Errorf("opening the %v port: %w", ch, err)
		}
		open[ch] = l
		*info.port(ch) = port
	}
	return open, info, nil
}

func bindPort(ctx context.Context, info ConnectionInfo, port int) (net.Listener, int, error) {
	if info.Transport == "ipc" {
		return bindIPC(ctx, info.IP, port)
	}
	var config net.ListenConfig
	address := info.address(port)
	l, err := config.Listen(ctx, "tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, 0, fmt.Errorf("%s is taken by another program: %w", address, err)
	}
	if err != nil {
		return nil, 0, err
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok {
		port = tcp.Port
	}
	return l, port, nil
}

// maxIPCPort bounds the search for a free name; it is far more than there are kernels
// with the same path.
const maxIPCPort = 10_000

func bindIPC(ctx context.Context, path string, port int) (net.Listener, int, error) {
	if port > 0 {
		l, err := bindSocketFile(ctx, ipcPath(path, port))
		return l, port, err
	}
	for port = 1; port <= maxIPCPort; port++ {
		name := ipcPath(path, port)
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		l, err := bindSocketFile(ctx, name)
		if !errors.Is(err, syscall.EADDRINUSE) {
			return l, port, err
		}
	}
	return nil, 0, fmt.Errorf("all socket files %s are taken", ipcPath(path, maxIPCPort))
}

func ipcPath(path string, port int) string { return path + "-" + strconv.Itoa(port) }

// bindSocketFile listens on a Unix socket that only its owner may use. A file that a
// dead kernel left is replaced; one that somebody answers on, or that is no socket
// at all, is not touched.
func bindSocketFile(ctx context.Context, name string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "unix", name)
	if errors.Is(err, syscall.EADDRINUSE) {
		if err := removeStale(ctx, name); err != nil {
			return nil, err
		}
		l, err = config.Listen(ctx, "unix", name)
	}
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(name, 0o600); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

func removeStale(ctx context.Context, name string) error {
	info, err := os.Lstat(name)
	if err != nil {
		return err
	}
	if info.Mode().Type() != fs.ModeSocket {
		return fmt.Errorf("%s exists and is no socket: %w", name, syscall.EADDRINUSE)
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "unix", name)
	if err == nil {
		conn.Close()
		return fmt.Errorf("%s is taken by another program: %w", name, syscall.EADDRINUSE)
	}
	if !errors.Is(err, syscall.ECONNREFUSED) {
		return fmt.Errorf("%s exists and cannot be asked: %w", name, err)
	}
	return os.Remove(name)
}
