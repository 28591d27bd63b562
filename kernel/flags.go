package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// flags is the flag set of one command. Unlike the flag package alone it takes
// flags after other arguments too, since people type `run lesson.ipynb --write`,
// and its errors are ours.
type flags struct {
	*flag.FlagSet
	command   *command
	variables map[string]string // of the environment, that stand for flags
}

func newFlags(c *command) *flags {
	f := &flags{flag.NewFlagSet(c.name, flag.ContinueOnError), c, map[string]string{}}
	f.SetOutput(io.Discard)
	return f
}

// parse returns the arguments that are not flags. Asked for help, it prints the
// help and returns flag.ErrHelp.
func (f *flags) parse(args []string, out io.Writer) ([]string, error) {
	var rest []string
	if err := f.readEnvironment(); err != nil {
		return nil, err
	}
	for {
		err := f.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			f.help(out)
			return nil, err
		}
		if err != nil {
			return nil, usage(f.advice(), "%s", flagMessage(err))
		}
		parsed := args[:len(args)-f.NArg()]
		if f.NArg() == 0 || len(parsed) > 0 && parsed[len(parsed)-1] == "--" {
			return append(rest, f.Args()...), nil
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}

// size declares a flag for an amount of bytes. The variable GOPHERLOOP_NAME stands for it where people
// cannot set flags, as in a container.
func (f *flags) size(p *int64, name, usage string) {
	f.variables["GOPHERLOOP_"+strings.ToUpper(name)] = name
	f.Func(name, usage, func(text string) (err error) {
		*p, err = worker.ParseSize(text)
		return err
	})
}

func (f *flags) readEnvironment() error {
	for variable, name := range f.variables {
		text := os.Getenv(variable)
		if text == "" {
			continue
		}
		if err := f.Set(name, text); err != nil {
			return usage("set it to a size such as 512MB, to none, or not at all", "the variable %s: %v", variable, err)
		}
	}
	return nil
}

// advice is the hint for a wrong command line.
func (f *flags) advice() string { return "gopherloop help " + f.command.name + " shows what it takes" }

// flagMessage puts the messages of the flag package into our words.
func flagMessage(err error) string {
	message := err.Error()
	if name, ok := strings.CutPrefix(message, "flag provided but not defined: -"); ok {
		return "unknown flag --" + strings.TrimPrefix(name, "-")
	}
	if name, ok := strings.CutPrefix(message, "flag needs an argument: -"); ok {
		return "flag --" + name + " needs a value"
	}
	return strings.Replace(message, " for flag -", " for flag --", 1)
}

func (f *flags) help(w io.Writer) {
	fmt.Fprintf(w, "usage: gopherloop %s\n\n%s.\n", strings.TrimSpace(f.command.name+" "+f.command.args), capitalized(f.command.short))
	first := true
	f.VisitAll(func(one *flag.Flag) {
		if first {
			fmt.Fprintln(w)
			first = false
		}
		placeholder, text := flag.UnquoteUsage(one)
		fmt.Fprintf(w, "  %-20s %s\n", strings.TrimSpace("--"+one.Name+" "+placeholder), text)
	})
}

func capitalized(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// noArguments is the error for arguments that a command does not take.
func (f *flags) noArguments(rest []string) error {
	if len(rest) == 0 {
		return nil
	}
	return usage(f.advice(), "%s takes no argument %q", f.command.name, rest[0])
}
