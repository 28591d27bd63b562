package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// streams are what a command reads and writes. They are files, because commands
// hand them on to child processes.
type streams struct{ in, out, err *os.File }

// A command is one word that can follow gopherloop.
type command struct {
	name  string
	args  string // what follows the name in the usage line
	short string
	start func(ctx context.Context, std streams, c *command, args []string) error
}

// commands lists all commands in the order in which help shows them.
func commands() []*command {
	return []*command{
		{"run", "[--write | --check] [--html OUT] [--engine E] FILE...", "run notebooks or Go programs here, without Jupyter", runCommand},
		{"lab", "[--no-browser] [--port N] [--engine E] [PATH]", "open JupyterLab with this kernel", labCommand},
		{"install", "[--user | --sys-prefix | --prefix DIR] [--name N] [--display-name D] [--engine E]", "install the kernel for Jupyter", installCommand},
		{"uninstall", "[--user | --sys-prefix | --prefix DIR] [--name N]", "remove the kernel from Jupyter", uninstallCommand},
		{"doctor", "[--name N]", "say what is wrong and what to type", doctorCommand},
		{"version", "", "print the version", versionCommand},
		{"kernel", "[--verbose] [--engine E] FILE", "serve a connection file (Jupyter calls this)", kernelCommand},
		{"worker", "[--engine E]", "run cells (the kernel calls this)", workerCommand},
	}
}

// run executes one command line and returns the exit code: 0, 1 after an error,
// 2 if the command line is wrong, or the code of a Go program that was run.
func run(ctx context.Context, args []string, std streams) int {
	if len(args) == 0 {
		fmt.Fprint(std.err, overview())
		return 2
	}
	err := dispatch(ctx, args[0], args[1:], std)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	return report(std.err, err)
}

func dispatch(ctx context.Context, name string, args []string, std streams) error {
	switch name {
	case "help", "-h", "-help", "--help":
		return help(ctx, std, args)
	case "-version", "--version":
		name = "version"
	}
	c := find(name)
	if c == nil {
		return usage("gopherloop help lists the commands", "unknown command %q", name)
	}
	return c.start(ctx, std, c, args)
}

func find(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return c
		}
	}
	return nil
}

func help(ctx context.Context, std streams, args []string) error {
	if len(args) == 0 {
		fmt.Fprint(std.out, overview())
		return nil
	}
	c := find(args[0])
	if c == nil {
		return usage("gopherloop help lists the commands", "unknown command %q", args[0])
	}
	return c.start(ctx, std, c, []string{"--help"}) // only the command knows its flags
}

func overview() string {
	var b strings.Builder
	b.WriteString("gopherloop is a Go kernel for Jupyter: from for loops to event loops.\n\nusage: gopherloop COMMAND [flags]\n\n")
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.short)
	}
	b.WriteString("\ngopherloop help COMMAND explains one of them.\n")
	return b.String()
}
