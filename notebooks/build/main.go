package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	course := flag.String("nbgrader", "", "write assignments for nbgrader into this `folder` of a course, and nothing else")
	flag.Parse()
	err := build(ctx, "notebooks", *course, flag.Args())
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// build writes and runs the notebooks with these numbers, or all if there are none; or it writes assignments of them.
func build(ctx context.Context, dir, course string, numbers []string) error {
	lessons, err := readLessons(dir)
	if err != nil {
		return err
	}
	if course != "" {
		return writeAssignments(course, slices.DeleteFunc(lessons, func(l *lesson) bool { return !chosen(l, numbers) }))
	}
	var files []string
	for _, l := range lessons {
		if !chosen(l, numbers) {
			continue
		}
		written, err := l.write(dir)
		if err != nil {
			return fmt.Errorf("writing notebook %s: %w", l.number, err)
		}
		files = append(files, written...)
	}
	if len(files) == 0 {
		return fmt.Errorf("no notebook has one of the numbers %v", numbers)
	}
	if err := writeCoverage(dir, lessons); err != nil {
		return err
	}
	return run(ctx, files)
}

func chosen(l *lesson, numbers []string) bool {
	for _, n := range numbers {
		if strings.EqualFold(n, l.number) {
			return true
		}
	}
	return len(numbers) == 0
}

// run stores the outputs of notebooks in them.
func run(ctx context.Context, files []string) error {
	dir, err := os.MkdirTemp("", "gopherloop")
	if err != nil {
		return fmt.Errorf("making a folder for the kernel: %w", err)
	}
	defer os.RemoveAll(dir)
	kernel := filepath.Join(dir, "gopherloop")
	if err := command(ctx, "go", "build", "-o", kernel, "./kernel"); err != nil {
		return fmt.Errorf("building the kernel: %w", err)
	}
	if err := command(ctx, kernel, append([]string{"run", "--write"}, files...)...); err != nil {
		return fmt.Errorf("running the notebooks: %w", err)
	}
	return nil
}

func command(ctx context.Context, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}
