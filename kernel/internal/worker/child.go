package worker

// This file supervises one child process: its start, its end, and why.

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"time"
)

// pipesVar tells the child which descriptors (or, on Windows, handles) the
// frames travel on. Descriptors by number work on every system, and leave fd 0
// to 2 to what Go programs use them for.
const pipesVar = "GOPHERLOOP_PIPES"

// A child is one process that runs cells. Its goroutines, besides those of its
// conn: supervise, and one inside it that waits for the process; both end when
// the process has ended and its pipes are read.
type child struct {
	conn  *conn
	cmd   *exec.Cmd
	ours  []*os.File // our ends of the pipes
	grace time.Duration

	dead chan struct{} // closed when all is over; then death is valid
	death

	mu     sync.Mutex
	busy   bool // a cell runs
	used   bool // a cell has run
	buried bool // the process has ended and its number may be another one's
	timers []*time.Timer
}

// startChild starts a process and greets it.
func startChild(opts Options) (*child, error) {
	command, err := childCommand(opts)
	if err != nil {
		return nil, err
	}
	c := &child{cmd: command, grace: opts.Grace, dead: make(chan struct{})}
	p, theirs, err := c.plumb()
	defer closeAll(theirs)
	if err == nil {
		err = command.Start()
	}
	if err == nil {
		c.conn, err = connect(p, opts.Handler, opts.Log)
	}
	if err != nil {
		c.abandon()
		return nil, fmt.Errorf("starting the process that runs the cells: %w", err)
	}
	return c, nil
}

func childCommand(opts Options) (*exec.Cmd, error) {
	argv := opts.Command
	if len(argv) == 0 {
		self, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("finding this program: %w", err)
		}
		argv = []string{self, "worker"}
	}
	cmd := exec.Command(argv[0], slices.Concat(argv[1:], opts.Args)...)
	cmd.Env = os.Environ()
	if os.Getenv("GOTRACEBACK") == "" {
		// Of the last words we quote the first lines. The goroutines that follow
		// are the interpreter's.
		cmd.Env = append(cmd.Env, "GOTRACEBACK=none")
	}
	return cmd, nil
}

// plumb makes the four pipes and gives their ends to the command.
func (c *child) plumb() (p pipes, theirs []*os.File, err error) {
	var r, w [4]*os.File
	for i := range r {
		if r[i], w[i], err = os.Pipe(); err != nil {
			closeAll(r[:i])
			closeAll(w[:i])
			return p, nil, fmt.Errorf("making a pipe: %w", err)
		}
	}
	c.ours = []*os.File{w[0], r[1], r[2], r[3]}
	theirs = []*os.File{r[0], w[1], w[2], w[3]}
	c.cmd.Stdout, c.cmd.Stderr = w[2], w[3]
	numbers, err := inherit(c.cmd, r[0], w[1])
	c.cmd.Env = append(c.cmd.Env, pipesVar+"="+numbers)
	p = pipes{requests: w[0], frames: r[1]}
	p.text[stdout], p.text[stderr] = r[2], r[3]
	return p, theirs, err
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

// abandon undoes a start that has failed halfway.
func (c *child) abandon() {
	if c.cmd.Process != nil {
		killGroup(c.cmd.Process)
		_ = c.cmd.Wait()
	}
	closeAll(c.ours)
}

// begin notes whether a cell runs.
func (c *child) begin(busy bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy = busy
	c.used = c.used || busy
}

func (c *child) state() (busy, used bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.busy, c.used
}

// kill ends the process and all that it has started, now. Stuck says that it is
// done because a cell did not stop.
func (c *child) kill(stuck bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stuck = c.stuck || stuck
	if !c.buried {
		killGroup(c.cmd.Process)
	}
}

// end asks the process to end, and kills it if it has not after the grace time.
func (c *child) end() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.conn.pipes.requests.Close()
	c.later(func() { c.kill(false) })
}

// later does something after the grace time, if supervise has not ended by then.
func (c *child) later(do func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timers = append(c.timers, time.AfterFunc(c.grace, do))
}

// supervise waits for the end of the process, in whatever way it comes, collects
// what it leaves behind, and calls replace before it says that it is dead.
func (c *child) supervise(replace func(*child)) {
	defer close(c.dead)
	var wg sync.WaitGroup
	wg.Go(func() { c.bury(c.cmd.Wait()) })
	<-c.conn.life.Done()
	c.later(func() { c.kill(false) }) // without frames it is of no use, even if it still lives
	wg.Wait()
	c.conn.wait()
	closeAll(c.ours)
	c.mu.Lock()
	for _, t := range c.timers {
		t.Stop()
	}
	c.words = c.conn.out.finish()
	c.ready = c.conn.wasReady()
	c.mu.Unlock()
	replace(c)
}

// bury is called when the process has ended. What the process has started may
// still hold its text pipes; that is killed as well, and what escapes even that
// is not listened to for longer than the grace time.
func (c *child) bury(err error) {
	c.kill(false)
	c.mu.Lock()
	c.buried = true
	c.exit = "exit status 0"
	if err != nil {
		c.exit = err.Error()
	}
	c.mu.Unlock()
	c.later(func() { closeAll(c.ours) })
}
