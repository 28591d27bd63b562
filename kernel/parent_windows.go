package main

import (
	"os"
	"strconv"
	"syscall"
)

// parent returns a function that tells whether the process that started the
// kernel still lives. On Windows JPY_PARENT_PID is a handle of it, which Jupyter
// has made inheritable; without one the kernel never loses its parent.
func parent() (alive func() bool) {
	handle, err := strconv.ParseUint(os.Getenv("JPY_PARENT_PID"), 10, 64)
	if err != nil || handle == 0 {
		return func() bool { return true }
	}
	return func() bool {
		event, err := syscall.WaitForSingleObject(syscall.Handle(handle), 0)
		return err != nil || event != syscall.WAIT_OBJECT_0
	}
}
