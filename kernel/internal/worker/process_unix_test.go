//go:build unix

package worker

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestCloseEndsWhatCellsHaveStarted(t *testing.T) {
	r := newRecorder()
	p := startProcess(t, r, 0)
	want(t, runCell(t, p, "c", "start"), "ok")
	pid, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(r.take()[0], "c stdout ")))
	if err != nil {
		t.Fatal(err)
	}
	if !alive(pid) {
		t.Fatal("the process did not outlive its cell")
	}
	p.Close()
	// The signal has been sent; the system may take a moment to act on it.
	for deadline := time.Now().Add(10 * time.Second); alive(pid); {
		if time.Now().After(deadline) {
			t.Fatalf("process %d lives after Close", pid)
		}
	}
}

// alive reports whether a process exists and is more than a zombie.
func alive(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	f, err := os.Open("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return !os.IsNotExist(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if strings.HasPrefix(s.Text(), "State:") {
			return !strings.Contains(s.Text(), "Z")
		}
	}
	return false
}

func TestAnInterruptIsNotForTheChild(t *testing.T) {
	p := startProcess(t, newRecorder(), 0)
	runCell(t, p, "1", "set x here")
	c, _ := p.child()
	if err := c.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	want(t, runCell(t, p, "2", "get x"), "ok here")
}

func TestAnOrphanEnds(t *testing.T) {
	p := startProcess(t, newRecorder(), 0)
	runCell(t, p, "1", "value x")
	c, _ := p.child()
	c.conn.pipes.requests.Close() // as if the front had died
	<-c.dead
	want(t, c.exit, "exit status 0")
	want(t, runCell(t, p, "2", "value y"), "ok y")
}
