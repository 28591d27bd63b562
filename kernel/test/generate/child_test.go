package generate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// A child runs programs in a process of its own, which a wrong pointer may end.
type child struct {
	t      *testing.T
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *json.Decoder
	stderr *bytes.Buffer
	served int
}

// lifetime is how many programs a process runs, because engines leave traces behind (types that reflect has made).
const lifetime = 300

func newChild(t *testing.T) *child {
	c := &child{t: t}
	t.Cleanup(c.close)
	return c
}

func (c *child) start() {
	c.t.Helper()
	self, err := os.Executable()
	if err != nil {
		c.t.Fatal(err)
	}
	c.stderr, c.served = &bytes.Buffer{}, 0
	c.cmd = exec.Command(self, fmt.Sprint("-gc=", *eager))
	c.cmd.Env = append(os.Environ(), childVar+"=1", "GOMAXPROCS=1", "GOTRACEBACK=all", "GOGC=400")
	if *eager > 0 {
		c.cmd.Env = append(c.cmd.Env, "GODEBUG=clobberfree=1")
	}
	c.cmd.Stderr = c.stderr
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		c.t.Fatal(err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	c.out = json.NewDecoder(out)
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
}

func (c *child) close() {
	if c.cmd != nil {
		c.in.Close()
		_ = c.cmd.Wait()
		c.cmd = nil
	}
}

// run runs a program on both tiers. If the process ends, that is the answer.
func (c *child) run(source string) answer {
	if c.served >= lifetime {
		c.close()
	}
	if c.cmd == nil {
		c.start()
	}
	c.served++
	var a answer
	err := json.NewEncoder(c.in).Encode(source)
	if err == nil {
		err = c.out.Decode(&a)
	}
	if err != nil {
		c.close()
		a.VM = []byte("! the process ended: " + firstLines(c.stderr.String(), 12))
		a.Yaegi, a.VMCells, a.YaegiCells = a.VM, a.VM, a.VM
	}
	return a
}

func firstLines(s string, n int) string {
	lines := strings.SplitN(s, "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], "\n")
}
