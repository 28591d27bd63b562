package worker

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// inherit makes the child inherit two files, and keeps a Ctrl-C in the console
// away from it. It returns the numbers that [inherited] takes.
func inherit(cmd *exec.Cmd, in, out *os.File) (string, error) {
	handles := []syscall.Handle{syscall.Handle(in.Fd()), syscall.Handle(out.Fd())}
	for _, h := range handles {
		if err := syscall.SetHandleInformation(h, syscall.HANDLE_FLAG_INHERIT, syscall.HANDLE_FLAG_INHERIT); err != nil {
			return "", fmt.Errorf("passing on a handle: %w", err)
		}
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		HideWindow:                 true,
		CreationFlags:              syscall.CREATE_NEW_PROCESS_GROUP,
		AdditionalInheritedHandles: handles,
	}
	return fmt.Sprintf("%d,%d", handles[0], handles[1]), nil
}

// inherited opens a file that the parent has passed on, for this process only.
func inherited(number uintptr, name string) (*os.File, error) {
	if err := syscall.SetHandleInformation(syscall.Handle(number), syscall.HANDLE_FLAG_INHERIT, 0); err != nil {
		return nil, fmt.Errorf("opening the inherited handle %d: %w", number, err)
	}
	return os.NewFile(number, name), nil
}

// duplicate returns a second handle for a file, which stays open when a cell
// closes the first.
func duplicate(f *os.File) (*os.File, error) {
	self, err := syscall.GetCurrentProcess()
	if err != nil {
		return nil, fmt.Errorf("duplicating %s: %w", f.Name(), err)
	}
	var h syscall.Handle
	err = syscall.DuplicateHandle(self, syscall.Handle(f.Fd()), self, &h, 0, false, syscall.DUPLICATE_SAME_ACCESS)
	if err != nil {
		return nil, fmt.Errorf("duplicating %s: %w", f.Name(), err)
	}
	return os.NewFile(uintptr(h), f.Name()), nil
}

// killGroup kills a process. What it has started lives on: ending that needs a
// job object.
func killGroup(p *os.Process) { _ = p.Kill() }

func endGroup() {}

// isOpen reports whether there is such a handle.
func isOpen(h uintptr) bool {
	_, err := syscall.GetFileType(syscall.Handle(h))
	return err == nil
}
