//go:build unix

package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/notebook"
	"github.com/gopherloop/gopherloop/kernel/internal/transport"
)

// program returns the command of this program.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("gopherloop") // testscript.Main has put it on the PATH
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(path, args...)
	c.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	return c
}

// startProcess starts a kernel process on chosen ports.
func startProcess(t *testing.T, environment ...string) (*exec.Cmd, transport.ConnectionInfo) {
	t.Helper()
	info := transport.NewConnectionInfo()
	channels, info, err := transport.Listen(t.Context(), info, transport.Options{}) // chooses ports
	if err != nil {
		t.Fatal(err)
	}
	channels.Close()
	file := filepath.Join(t.TempDir(), "connection.json")
	if err := transport.WriteConnectionFile(file, info); err != nil {
		t.Fatal(err)
	}
	c := program(t, "kernel", file)
	c.Env = append(c.Env, environment...)
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill() })
	return c, info
}

// startKernel starts a kernel process and a client that has heard from it.
func startKernel(t *testing.T) (*exec.Cmd, *notebook.Client) {
	t.Helper()
	c, info := startProcess(t)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	conn, err := transport.Dial(ctx, info, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	client := notebook.NewClient(conn)
	t.Cleanup(func() { client.Close() })
	if _, err := client.Ready(ctx); err != nil {
		t.Fatal(err)
	}
	return c, client
}

// waitingNotebook says "started" and then waits for ever.
const waitingNotebook = `{"nbformat": 4, "cells": [{"cell_type": "code", "source": "fmt.Println(\"started\")\ntime.Sleep(time.Hour)"}]}`

func TestSIGTERMEndsTheKernel(t *testing.T) {
	kernel, _ := startKernel(t)
	if err := kernel.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := kernel.Wait(); err != nil {
		t.Errorf("the kernel ended: %v", err)
	}
}

func TestSIGINTInterruptsTheCellOnly(t *testing.T) {
	kernel, client := startKernel(t)
	nb, err := notebook.Read([]byte(waitingNotebook))
	if err != nil {
		t.Fatal(err)
	}
	err = notebook.Run(t.Context(), client, nb, notebook.RunOptions{Show: func(o notebook.Output) {
		if o.Plain() == "started\n" {
			kernel.Process.Signal(os.Interrupt)
		}
	}})
	if err == nil || !strings.Contains(err.Error(), "cell 1 failed") {
		t.Errorf("the cell ended: %v", err)
	}
	after, err := notebook.Read([]byte(`{"nbformat": 4, "cells": [{"cell_type": "code", "source": "6 * 7"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := notebook.Run(t.Context(), client, after, notebook.RunOptions{}); err != nil || after.Cells[0].Outputs()[0].Plain() != "42\n" {
		t.Errorf("the next cell: %v, %v", after.Cells[0].Outputs(), err)
	}
}

// A front end that was killed leaves no kernel behind.
func TestTheKernelEndsWithItsParent(t *testing.T) {
	gone := program(t, "version")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	kernel, _ := startProcess(t, "JPY_PARENT_PID="+strconv.Itoa(gone.Process.Pid))
	if err := kernel.Wait(); err != nil {
		t.Errorf("the kernel ended: %v", err)
	}
}

func TestCtrlCEndsARun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "waiting.ipynb")
	if err := os.WriteFile(file, []byte(waitingNotebook), 0o644); err != nil {
		t.Fatal(err)
	}
	run := program(t, "run", "--write", file)
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var messages strings.Builder
	run.Stderr = &messages
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "started\n" {
		t.Errorf("%q, %v", line, err)
	}
	run.Process.Signal(os.Interrupt)
	io.Copy(io.Discard, out)
	if err := run.Wait(); err == nil || run.ProcessState.ExitCode() != 1 {
		t.Errorf("%v", err)
	}
	if !strings.Contains(messages.String(), "gopherloop: "+file+": interrupted") {
		t.Errorf("stderr:\n%s", messages.String())
	}
	if got, _ := os.ReadFile(file); string(got) != waitingNotebook {
		t.Errorf("the notebook was written: %s", got)
	}
}

// Questions of cells are answered from standard input.
func TestInputComesFromStdin(t *testing.T) {
	std := streams{}
	in, answers, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	prompts, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	std.in, std.out = in, prompts
	terminal := newTerminal(std)
	io.WriteString(answers, "ada\r\nlovelace")
	answers.Close()
	for _, want := range []string{"ada", "lovelace"} {
		if got, err := terminal.ask(t.Context(), "name? ", false); got != want || err != nil {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	if got, err := terminal.ask(t.Context(), "more? ", true); err != io.EOF {
		t.Errorf("%q, %v; want the end", got, err)
	}
	if shown, _ := os.ReadFile(prompts.Name()); string(shown) != "name? name? more? (what you type can be seen) " {
		t.Errorf("prompts %q", shown)
	}
}

// Exit codes of programs are those of the compiled ones.
func TestExitCodesOfPrograms(t *testing.T) {
	for source, want := range map[string]int{
		`package main; func main() {}`:                          0,
		`package main; import "os"; func main() { os.Exit(0) }`: 0,
		`package main; import "os"; func main() { os.Exit(7) }`: 7,
		`package main; func main() { panic("x") }`:              2,
		`package main; func main() { return 1 }`:                1,
		`package main; func f() { f() }; func main() { f() }`:   2,
	} {
		file := filepath.Join(t.TempDir(), "prog.go")
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		run := program(t, "run", file)
		out, _ := run.CombinedOutput()
		if got := run.ProcessState.ExitCode(); got != want {
			t.Errorf("%s\nexit code %d, want %d\n%s", source, got, want, out)
		}
	}
}

func TestCtrlCEndsAProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "prog.go")
	if err := os.WriteFile(file, []byte("package main\nfunc main() { println(\"started\"); for {} }"), 0o644); err != nil {
		t.Fatal(err)
	}
	run := program(t, "run", file)
	messages, err := run.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(messages).ReadString('\n'); line != "started\n" {
		t.Errorf("%q, %v", line, err)
	}
	run.Process.Signal(os.Interrupt)
	if run.Wait(); run.ProcessState.ExitCode() != 130 {
		t.Errorf("exit code %d", run.ProcessState.ExitCode())
	}
}

// A kernel that is killed under a run ends the run, with the reason.
func TestAKernelThatIsKilled(t *testing.T) {
	file := filepath.Join(t.TempDir(), "waiting.ipynb")
	source := `{"nbformat": 4, "cells": [{"cell_type": "code", "source": "fmt.Println(os.Getppid())\ntime.Sleep(time.Hour)"}]}`
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	run := program(t, "run", file)
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var messages strings.Builder
	run.Stderr = &messages
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line)) // the parent of the worker is the kernel
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, out)
	run.Wait()
	want := "gopherloop: " + file + ": cell 1: the kernel has ended: signal: killed\n"
	if run.ProcessState.ExitCode() != 1 || !strings.Contains(messages.String(), want) {
		t.Errorf("exit code %d\n%s", run.ProcessState.ExitCode(), messages.String())
	}
}
