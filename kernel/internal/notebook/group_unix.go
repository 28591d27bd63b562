//go:build unix

package notebook

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// ownGroup keeps the terminal's Ctrl-C from the kernel, as Jupyter does: it is
// for us to interrupt the cell with a message. The kernel is told who its parent
// is, so that it ends when we are killed.
func ownGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Env = append(os.Environ(), fmt.Sprintf("JPY_PARENT_PID=%d", os.Getpid()))
}
