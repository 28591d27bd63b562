package engine

import (
	"bytes"
	"context"
	"os/exec"
	"reflect"
	"strings"
	"sync/atomic"
)

// This file has counterparts of functions that change the whole process, which is not the cell's
// alone, and of those that wait for another one.

// processOverrides returns functions that only remember what they were told: a limit on Go's stack or on
// threads ends the process when it is reached, and cells have limits of their own.
func processOverrides() map[string]any {
	return map[string]any{
		"runtime/debug.SetMaxStack":   remember(1_000_000_000),
		"runtime/debug.SetMaxThreads": remember(10_000),
	}
}

// remember returns a function that sets a number and returns the last one.
func remember(n int64) func(int) int {
	var last atomic.Int64
	last.Store(n)
	return func(n int) int { return int(last.Swap(int64(n))) }
}

// commandMethods are those of exec.Cmd that wait: when the cell is stopped they end the other program.
func (e *Engine) commandMethods() map[methodName]any {
	cmd := reflect.TypeFor[*exec.Cmd]()
	return map[methodName]any{
		{cmd, "Run"}:            e.runCommand,
		{cmd, "Wait"}:           e.waitCommand,
		{cmd, "Output"}:         e.commandOutput,
		{cmd, "CombinedOutput"}: e.commandCombined,
	}
}

func (e *Engine) runCommand(c *exec.Cmd) error {
	if err := c.Start(); err != nil {
		return err
	}
	return e.waitCommand(c)
}

func (e *Engine) waitCommand(c *exec.Cmd) (err error) {
	if c.Process == nil {
		return c.Wait() // says that it has not been started
	}
	release := context.AfterFunc(e.threads.Current().Cell().Context(), func() { _ = c.Process.Kill() })
	defer release()
	e.await("exec.Cmd.Wait", func() { err = c.Wait() }, nil)
	return err
}

func (e *Engine) commandOutput(c *exec.Cmd) ([]byte, error) {
	if c.Stdout != nil {
		return c.Output() // says that this cannot be
	}
	var out, problems bytes.Buffer
	c.Stdout = &out
	keep := c.Stderr == nil
	if keep {
		c.Stderr = &problems
	}
	err := e.runCommand(c)
	if exit, ok := err.(*exec.ExitError); ok && keep {
		exit.Stderr = problems.Bytes()
	}
	return out.Bytes(), err
}

func (e *Engine) commandCombined(c *exec.Cmd) ([]byte, error) {
	if c.Stdout != nil || c.Stderr != nil {
		return c.CombinedOutput() // says that this cannot be
	}
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := e.runCommand(c)
	return out.Bytes(), err
}

// repeatOverrides are functions that make as much as they are told to, in one piece.
func (e *Engine) repeatOverrides() map[string]any {
	return map[string]any{
		"strings.Repeat": func(s string, n int) string {
			e.threads.Current().TakeElements(int64(n), int64(len(s)))
			return strings.Repeat(s, n)
		},
		"bytes.Repeat": func(b []byte, n int) []byte {
			e.threads.Current().TakeElements(int64(n), int64(len(b)))
			return bytes.Repeat(b, n)
		},
	}
}
