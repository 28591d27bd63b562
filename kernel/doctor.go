package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/install"
	"github.com/gopherloop/gopherloop/kernel/internal/notebook"
)

func doctorCommand(ctx context.Context, std streams, c *command, args []string) error {
	f := newFlags(c)
	name := f.String("name", install.DefaultName, "`name` of the kernel to look for")
	rest, err := f.parse(args, std.out)
	if err == nil {
		err = f.noArguments(rest)
	}
	if err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	findings := append([]install.Finding{examineCell(ctx, program)}, install.Current().ExamineKernel(*name, program)...)
	findings = append(findings, examineJupyter(ctx))
	return tell(std, findings)
}

// tell prints the findings; it is an error if one of them is bad.
func tell(std streams, findings []install.Finding) error {
	wrong := 0
	for _, f := range findings {
		if f.OK {
			fmt.Fprintf(std.out, "ok   %-8s %s\n", f.Topic, f.Detail)
			continue
		}
		wrong++
		fmt.Fprintf(std.out, "BAD  %-8s %s\n              type: %s\n", f.Topic, oneLine(f.Detail), f.Advice)
	}
	if wrong > 0 {
		return withHint(fmt.Errorf("%s wrong", plural(wrong, "thing is", "things are")), "each has a line above that says what to type")
	}
	return nil
}

// examineCell starts a kernel and runs a cell in it, as Jupyter would.
func examineCell(ctx context.Context, program string) install.Finding {
	begin := time.Now()
	var log bytes.Buffer
	err := tryCell(ctx, program, &log)
	if err != nil {
		detail := strings.TrimSpace(err.Error() + "; " + log.String())
		return install.Finding{Topic: "cell", Detail: detail, Advice: "gopherloop version, and put both into an issue at https://github.com/gopherloop/gopherloop"}
	}
	return install.Finding{Topic: "cell", OK: true, Detail: fmt.Sprintf("a kernel started and ran a cell in %d ms", time.Since(begin).Milliseconds())}
}

func tryCell(ctx context.Context, program string, log *bytes.Buffer) error {
	nb, err := notebook.Read([]byte(`{"nbformat": 4, "cells": [{"cell_type": "code", "source": "1 + 1"}]}`))
	if err != nil {
		return err
	}
	k, err := notebook.Start(ctx, notebook.KernelOptions{Command: []string{program, "kernel"}, Log: log})
	if err != nil {
		return err
	}
	err = notebook.Run(ctx, k.Client, nb, notebook.RunOptions{})
	if err := errors.Join(err, k.Close()); err != nil {
		return err
	}
	var shown strings.Builder
	for _, o := range nb.Cells[0].Outputs() {
		shown.WriteString(o.Plain())
	}
	if shown.String() != "2\n" {
		return fmt.Errorf("1 + 1 gave %q", shown.String())
	}
	return nil
}

func examineJupyter(ctx context.Context) install.Finding {
	if j, ok := install.FindJupyter(ctx, repositoryRoot()); ok {
		return install.Finding{Topic: "jupyter", OK: true, Detail: strings.Join(j.Command, " ")}
	}
	if python, ok := install.FindPython(ctx); ok {
		return install.Finding{Topic: "jupyter", Detail: "JupyterLab is not on the PATH; there is Python: " + python, Advice: "gopherloop lab, which installs JupyterLab into .venv"}
	}
	return install.Finding{Topic: "jupyter", Detail: "neither JupyterLab nor Python is on the PATH", Advice: "gopherloop run FILE.ipynb, which needs neither, or install Python 3"}
}
