//go:build unix

package main

import (
	"errors"
	"os"
	"strconv"
	"syscall"
)

// parent returns a function that tells whether the process that started the
// kernel still lives. Front ends name themselves in JPY_PARENT_PID; a kernel
// without it belongs to nobody and never loses its parent.
func parent() (alive func() bool) {
	pid, err := strconv.Atoi(os.Getenv("JPY_PARENT_PID"))
	if err != nil || pid <= 1 {
		return func() bool { return true }
	}
	if os.Getppid() == pid {
		// The number may be given to another process, but not as our parent.
		return func() bool { return os.Getppid() == pid }
	}
	return func() bool { return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }
}
