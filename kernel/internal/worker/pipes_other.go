//go:build !unix && !windows

package worker

import (
	"errors"
	"os"
	"os/exec"
)

// A system without processes, such as a browser, can run Serve behind a front of
// another kind, but no Process.

func inherit(*exec.Cmd, *os.File, *os.File) (string, error) { return "", errors.ErrUnsupported }
func inherited(uintptr, string) (*os.File, error)           { return nil, errors.ErrUnsupported }
func duplicate(*os.File) (*os.File, error)                  { return nil, errors.ErrUnsupported }
func killGroup(p *os.Process)                               { _ = p.Kill() }
func endGroup()                                             {}
func isOpen(uintptr) bool                                   { return true }
