package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/gopherloop/gopherloop/install"
)

const (
	modulePath = "github.com/gopherloop/gopherloop"
	lockFile   = "requirements.lock"
)

func labCommand(ctx context.Context, std streams, c *command, args []string) error {
	f := newFlags(c)
	noBrowser := f.Bool("no-browser", false, "do not open a browser")
	port := f.Int("port", 0, "`port` of JupyterLab")
	var engine engineFlags
	engine.declare(f)
	rest, err := f.parse(args, std.out)
	if err != nil {
		return err
	}
	if len(rest) > 1 {
		return usage(f.advice(), "lab opens one file or folder")
	}
	root := repositoryRoot()
	path, err := toOpen(root, rest)
	if err != nil {
		return err
	}
	var jupyterArgs []string
	if os.Geteuid() == 0 { // as in many containers; Jupyter refuses otherwise
		jupyterArgs = append(jupyterArgs, "--allow-root")
	}
	if *noBrowser {
		jupyterArgs = append(jupyterArgs, "--no-browser")
	}
	if *port != 0 {
		jupyterArgs = append(jupyterArgs, "--port", strconv.Itoa(*port))
	}
	j, err := jupyter(ctx, std, root)
	if err != nil {
		return err
	}
	if err := ensureKernel(ctx, std, j, engine.args()); err != nil {
		return err
	}
	return open(std, j, append(jupyterArgs, path))
}

// repositoryRoot returns the folder of this repository around the working
// directory, or else the working directory. The place of the program says
// nothing: go run makes it a temporary file.
func repositoryRoot() string {
	here, err := os.Getwd()
	if err != nil {
		return "."
	}
	for folder := here; ; folder = filepath.Dir(folder) {
		if isOurModule(filepath.Join(folder, "go.mod")) {
			return folder
		}
		if filepath.Dir(folder) == folder {
			return here
		}
	}
}

func isOurModule(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if path, ok := strings.CutPrefix(lines.Text(), "module "); ok {
			return strings.TrimSpace(path) == modulePath
		}
	}
	return false
}

// toOpen returns the file or folder that JupyterLab is to open.
func toOpen(root string, args []string) (string, error) {
	if len(args) == 1 {
		path, err := filepath.Abs(args[0])
		if err != nil {
			return "", err
		}
		_, err = os.Stat(path)
		return path, withHint(err, "look at the name, or leave it away to open the workshop")
	}
	notebooks := filepath.Join(root, "notebooks")
	if info, err := os.Stat(notebooks); err == nil && info.IsDir() {
		return notebooks, nil
	}
	return root, nil
}

// jupyter finds JupyterLab, or installs it into .venv.
func jupyter(ctx context.Context, std streams, root string) (install.Jupyter, error) {
	if j, ok := install.FindJupyter(ctx, root); ok {
		return j, nil
	}
	python, ok := install.FindPython(ctx)
	if !ok {
		return install.Jupyter{}, withHint(errors.New("JupyterLab needs Python, and there is neither"),
			"run notebooks without them: gopherloop run FILE.ipynb; or install Python 3 and repeat")
	}
	if err := makeVenv(ctx, std, root, python); err != nil {
		return install.Jupyter{}, err
	}
	j, ok := install.FindJupyter(ctx, root)
	if !ok {
		return j, withHint(fmt.Errorf("%s does not install JupyterLab", lockFile), "pip install jupyterlab")
	}
	return j, nil
}

// makeVenv installs what the lock file lists into root/.venv. A folder that it
// has made itself is removed again if that fails.
func makeVenv(ctx context.Context, std streams, root, python string) (err error) {
	lock := filepath.Join(root, lockFile)
	if _, err := os.Stat(lock); err != nil {
		return withHint(fmt.Errorf("JupyterLab is not on the PATH, and there is no %s to install it from", lock),
			"pip install jupyterlab, or repeat this in the folder of the gopherloop repository")
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	venv := filepath.Join(root, ".venv")
	_, before := os.Stat(venv)
	defer func() {
		if err != nil && errors.Is(before, fs.ErrNotExist) {
			os.RemoveAll(venv)
		}
	}()
	fmt.Fprintf(std.err, "gopherloop: installing JupyterLab into %s; this happens once\n", venv)
	if err := child(ctx, std, python, "-m", "venv", venv); err != nil {
		return withHint(fmt.Errorf("making a virtual environment: %w", err),
			"on Debian and Ubuntu: apt install python3-venv; without Python: gopherloop run FILE.ipynb")
	}
	inside := install.VenvProgram(root, "python")
	if err := child(ctx, std, inside, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock); err != nil {
		return withHint(fmt.Errorf("installing JupyterLab: %w", err), "look at pip's message above; without Python: gopherloop run FILE.ipynb")
	}
	return nil
}

// child runs a program whose output is of interest only if it fails, or while
// it takes long.
func child(ctx context.Context, std streams, name string, args ...string) error {
	c := exec.CommandContext(ctx, name, args...)
	c.Stdout, c.Stderr = std.err, std.err
	return c.Run()
}

// ensureKernel installs this very program for the Python of j, where j finds it
// before any other, or else for the user. The arguments are for the kernel command.
func ensureKernel(ctx context.Context, std streams, j install.Jupyter, args []string) error {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	spec := install.Spec{Name: install.DefaultName, Binary: program, Args: args}
	env := install.Current()
	prefix, err := j.Prefix(ctx)
	if err == nil {
		folder, _ := env.DataFolder(install.Target{Prefix: prefix})
		if _, err = spec.Ensure(folder); err == nil {
			return nil
		}
	}
	folder, noFolder := env.DataFolder(install.Target{})
	if noFolder != nil {
		return errors.Join(err, noFolder)
	}
	dir, err := spec.Ensure(folder)
	if err == nil {
		fmt.Fprintf(std.err, "gopherloop: the kernel is in %s\n", dir)
	}
	return err
}

// open runs JupyterLab until it ends. Ctrl-C reaches it directly, as we share
// the terminal, and it asks before it ends; so we only wait.
func open(std streams, j install.Jupyter, args []string) error {
	lab := exec.Command(j.Command[0], append(j.Command[1:len(j.Command):len(j.Command)], args...)...)
	lab.Stdin, lab.Stdout, lab.Stderr = std.in, std.out, std.err
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	if err := lab.Start(); err != nil {
		return withHint(fmt.Errorf("starting JupyterLab: %w", err), "gopherloop doctor looks for the reason")
	}
	ended := make(chan error, 1)
	go func() { ended <- lab.Wait() }()
	for {
		select {
		case sig := <-signals:
			if sig == syscall.SIGTERM {
				lab.Process.Signal(sig)
			}
		case err := <-ended:
			if err != nil {
				return withHint(fmt.Errorf("JupyterLab ended: %w", err), "its own message is above")
			}
			return nil
		}
	}
}
