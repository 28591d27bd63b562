package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime/pprof"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s := settings{}
	flag.StringVar(&s.python, "python", "python3.11", "the Python to compare with; empty for none")
	flag.IntVar(&s.runs, "runs", 5, "how often each program is run")
	flag.BoolVar(&s.cpu, "cpu", false, "measure time on the processor, where the machine is not idle")
	flag.BoolVar(&s.small, "small", false, "run everything in tiny sizes: only whether it works")
	flag.StringVar(&s.only, "columns", "", "only these columns: compiled, cell, cpython, yaegi")
	profile := flag.String("cpuprofile", "", "the file for a profile of this process")
	only := flag.String("rows", "", "only these programs, separated by commas")
	cost := flag.Bool("guards", false, "measure what it costs that cells can be stopped and the like")
	bare := flag.Bool("ns", false, "print nothing but the nanoseconds of cells")
	page := flag.String("write", "", "the page that the table is written into")
	flag.Parse()
	finish, err := profiled(*profile)
	switch {
	case err != nil:
	case *cost:
		err = guards(ctx, os.Stdout, s, *only, *page)
	case *bare:
		err = nanoseconds(ctx, os.Stdout, s, *only)
	default:
		err = run(ctx, os.Stdout, s, *only, *page)
	}
	if finish != nil {
		finish()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// nanoseconds prints the times of cells, a line each.
func nanoseconds(ctx context.Context, out io.Writer, s settings, only string) error {
	for _, r := range choose(rows(), only) {
		f, err := s.measure(ctx, r)
		if err != nil {
			return fmt.Errorf("%s: %w", r.title, err)
		}
		fmt.Fprintln(out, f[machine])
	}
	return nil
}

// run prints the table, and writes it into the page if there is one and no row has failed.
func run(ctx context.Context, out io.Writer, s settings, only, page string) error {
	var table strings.Builder
	both := io.MultiWriter(out, &table)
	fmt.Fprint(both, head)
	var failed []error
	for _, r := range choose(rows(), only) {
		f, err := s.measure(ctx, r)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", r.title, err))
			continue
		}
		fmt.Fprint(both, line(r, f))
	}
	fmt.Fprint(both, footer(s, version(s.python)))
	if page == "" || len(failed) > 0 {
		return errors.Join(failed...)
	}
	return write(page, table.String())
}

// profiled profiles into a file, if it has a name, until finish is called.
func profiled(file string) (finish func(), err error) {
	if file == "" {
		return func() {}, nil
	}
	f, err := os.Create(file)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		f.Close()
	}, nil
}

// version is what an interpreter calls itself.
func version(python string) string {
	if python == "" {
		return "no Python"
	}
	text, err := exec.Command(python, "--version").Output()
	if err != nil {
		return python
	}
	return strings.TrimSpace(string(text))
}
