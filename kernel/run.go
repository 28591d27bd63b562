package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/gopherloop/gopherloop/kernel/internal/notebook"
)

// runFlags are the flags of run.
type runFlags struct {
	write, check bool
	html         string
	engine       engineFlags
}

func runCommand(ctx context.Context, std streams, c *command, args []string) error {
	f := newFlags(c)
	var opts runFlags
	f.BoolVar(&opts.write, "write", false, "store the outputs in the notebooks")
	f.BoolVar(&opts.check, "check", false, "compare the outputs with the stored ones instead of showing them")
	f.StringVar(&opts.html, "html", "", "write the notebook and its outputs as one page to the file `OUT`")
	opts.engine.declare(f)
	files, err := f.parse(args, std.out)
	if err != nil {
		return err
	}
	if err := opts.checkUsage(files); err != nil {
		return err
	}
	if strings.EqualFold(filepath.Ext(files[0]), ".go") {
		return runProgram(ctx, std, files[0], opts.engine)
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	return runNotebooks(ctx, std, files, opts)
}

// checkUsage finds what cannot be meant before anything runs.
func (o *runFlags) checkUsage(files []string) error {
	const again = "gopherloop help run shows what it takes"
	programs := 0
	for _, file := range files {
		switch strings.ToLower(filepath.Ext(file)) {
		case ".go":
			programs++
		case ".ipynb":
		default:
			return usage(again, "%s is neither a notebook (.ipynb) nor a Go program (.go)", file)
		}
	}
	switch {
	case len(files) == 0:
		return usage(again, "run needs a file")
	case programs > 0 && len(files) > 1:
		return usage("run it alone", "a Go program cannot be run together with other files")
	case programs > 0 && (o.write || o.check || o.html != ""):
		return usage(again, "--write, --check and --html are for notebooks")
	case o.write && o.check:
		return usage(again, "--write and --check exclude each other")
	case o.html != "" && len(files) > 1:
		return usage("run one notebook at a time", "--html takes one notebook")
	}
	return nil
}

// runNotebooks runs notebooks one after the other, each in a kernel of its own.
// It stops at the first one that fails, unless they are checked: then all that
// is wrong is said in one go.
func runNotebooks(ctx context.Context, std streams, files []string, opts runFlags) error {
	input := newTerminal(std)
	different, failed := 0, 0
	for _, file := range files {
		if len(files) > 1 && !opts.check {
			fmt.Fprintf(std.out, "== %s\n", file)
		}
		n, err := runNotebook(ctx, std, input, file, opts)
		different += n
		switch {
		case err == nil:
		case !opts.check || ctx.Err() != nil || len(files) == 1:
			return inFile(file, err)
		default:
			failed++
			report(std.err, inFile(file, err))
		}
	}
	return verdict(failed, different)
}

// verdict sums up a check.
func verdict(failed, different int) error {
	switch {
	case failed > 0:
		return withHint(fmt.Errorf("%s not run to the end, and %s not as stored", plural(failed, "notebook does", "notebooks do"), plural(different, "cell is", "cells are")),
			"the reasons are above")
	case different > 0:
		return withHint(fmt.Errorf("%s not as stored", plural(different, "cell is", "cells are")),
			"keep the new outputs with --write, or tag cells whose outputs vary: varies-WHY")
	}
	return nil
}

// inFile puts the name of a file before an error that does not have it yet.
func inFile(file string, err error) error {
	if strings.Contains(err.Error(), file) {
		return err
	}
	return fmt.Errorf("%s: %w", file, err)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// runNotebook runs one notebook and returns how many cells differ from what is
// stored, if that was asked for.
func runNotebook(ctx context.Context, std streams, input *terminal, file string, opts runFlags) (different int, err error) {
	nb, err := readNotebook(file)
	if err != nil {
		return 0, err
	}
	if opts.html != "" {
		if err := checkFolder(opts.html); err != nil {
			return 0, err
		}
	}
	stored := nb.Clone()
	if err := execute(ctx, std, input, file, nb, opts); err != nil {
		return 0, err
	}
	if opts.write {
		if err := replaceFile(file, nb.Bytes()); err != nil {
			return 0, err
		}
	}
	if opts.html != "" {
		if err := writePage(file, opts.html, nb); err != nil {
			return 0, err
		}
	}
	if !opts.check {
		return 0, nil
	}
	return reportDifferences(std, file, notebook.Compare(stored, nb)), nil
}

func readNotebook(file string) (*notebook.Notebook, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, withHint(err, "look at the name of the file")
	}
	nb, err := notebook.Read(data)
	if err != nil {
		return nil, err
	}
	if language := nb.Language(); language != "" && language != "go" {
		return nil, withHint(fmt.Errorf("this is a notebook in %s, not in Go", language), "open it in Jupyter with the kernel that it is for")
	}
	return nb, nil
}

// execute runs nb in a new kernel.
func execute(ctx context.Context, std streams, input *terminal, file string, nb *notebook.Notebook, opts runFlags) (err error) {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	k, err := notebook.Start(ctx, notebook.KernelOptions{
		Command: append([]string{program, "kernel"}, opts.engine.args()...), Dir: filepath.Dir(file), Log: std.err,
	})
	if err != nil {
		return withHint(err, "gopherloop doctor looks for the reason")
	}
	defer func() {
		if closing := k.Close(); err == nil {
			err = closing
		}
	}()
	run := notebook.RunOptions{Input: input.ask}
	if !opts.check {
		run.Show = notebook.Text(std.out, std.err, isTerminal(std.out))
	}
	err = notebook.Run(ctx, k.Client, nb, run)
	var failure *notebook.CellError
	switch {
	case err == nil:
		return nb.Describe(k.Info)
	case errors.Is(err, context.Canceled):
		return errors.New("interrupted")
	case opts.check && errors.As(err, &failure):
		showError(std, nb.Cells[failure.Cell-1])
	}
	return err
}

// showError shows why a cell failed whose outputs are not shown otherwise.
func showError(std streams, c *notebook.Cell) {
	show := notebook.Text(std.err, std.err, isTerminal(std.err))
	if outputs := c.Outputs(); len(outputs) > 0 {
		show(outputs[len(outputs)-1])
	}
}

func reportDifferences(std streams, file string, differences []notebook.Difference) int {
	if len(differences) == 0 {
		fmt.Fprintf(std.out, "ok %s\n", file)
	}
	for _, d := range differences {
		fmt.Fprintf(std.out, "%s: %s", file, d)
	}
	return len(differences)
}

func writePage(file, out string, nb *notebook.Notebook) error {
	var page bytes.Buffer
	opts := notebook.HTMLOptions{Files: os.DirFS(filepath.Dir(file))}
	if nb.Title() == "" {
		opts.Title = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	if err := notebook.HTML(&page, nb, opts); err != nil {
		return err
	}
	return replaceFile(out, page.Bytes())
}
