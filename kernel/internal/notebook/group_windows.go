package notebook

import (
	"os/exec"
	"syscall"
)

// ownGroup keeps the console's Ctrl-C from the kernel, as Jupyter does: it is
// for us to interrupt the cell with a message.
func ownGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}
