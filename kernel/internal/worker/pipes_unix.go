//go:build unix

package worker

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// inherit makes the child inherit two files, and puts it into a process group of
// its own, so that all that it starts can be killed with it, and a Ctrl-C in a
// terminal does not reach it. It returns the numbers that [inherited] takes.
func inherit(cmd *exec.Cmd, in, out *os.File) (string, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.ExtraFiles = []*os.File{in, out}
	return "3,4", nil
}

// inherited opens a file that the parent has passed on, for this process only.
func inherited(number uintptr, name string) (*os.File, error) {
	fd := int(number)
	syscall.CloseOnExec(fd)
	if err := syscall.SetNonblock(fd, true); err != nil {
		return nil, fmt.Errorf("opening the inherited file %d: %w", fd, err)
	}
	return os.NewFile(number, name), nil
}

// duplicate returns a second descriptor for a file, which stays open when a cell
// closes the first.
func duplicate(f *os.File) (*os.File, error) {
	fd, err := syscall.Dup(int(f.Fd()))
	if err != nil {
		return nil, fmt.Errorf("duplicating %s: %w", f.Name(), err)
	}
	syscall.CloseOnExec(fd)
	return os.NewFile(uintptr(fd), f.Name()), nil
}

// killGroup kills a process and all that it has started.
func killGroup(p *os.Process) { _ = syscall.Kill(-p.Pid, syscall.SIGKILL) }

// endGroup asks everything that this process has started to end.
func endGroup() {
	if syscall.Getpgrp() == syscall.Getpid() {
		signal.Ignore(syscall.SIGTERM)
		_ = syscall.Kill(0, syscall.SIGTERM)
	}
}

// isOpen reports whether there is such a descriptor.
func isOpen(fd uintptr) bool {
	var s syscall.Stat_t
	return syscall.Fstat(int(fd), &s) == nil
}
