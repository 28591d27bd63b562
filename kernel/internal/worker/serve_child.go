package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
)

// Child is the whole of the command that [Process] starts: it serves the front
// on the inherited pipes until that closes them, then ends what cells have
// started. Its caller should exit then, whatever still runs. An interrupt is
// ignored: stopping a cell is the front's business.
func Child(ctx context.Context, language func(Handler) (Language, error)) error {
	in, out, err := inheritedPipes()
	if err != nil {
		return err
	}
	// Notify and not Ignore, which programs that a cell starts would inherit.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	// Cells, and what they start, should see the environment as it was.
	os.Unsetenv(pipesVar)
	os.Unsetenv("GOTRACEBACK")
	var text [textPipes]io.Writer
	for i, f := range []*os.File{os.Stdout, os.Stderr} {
		if text[i], err = duplicate(f); err != nil {
			return err
		}
	}
	err = Serve(ctx, in, out, ServeOptions{Text: text, Language: language})
	endGroup()
	return err
}

var errNoFront = errors.New("this command is for the kernel to start, not for people")

// inheritedPipes opens what the front has passed on.
func inheritedPipes() (in, out *os.File, err error) {
	var numbers [2]uintptr
	a, b, _ := strings.Cut(os.Getenv(pipesVar), ",")
	for i, s := range []string{a, b} {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			return nil, nil, fmt.Errorf("%w (%s is %q)", errNoFront, pipesVar, os.Getenv(pipesVar))
		}
		numbers[i] = uintptr(n)
	}
	if in, err = inherited(numbers[0], "requests"); err != nil {
		return nil, nil, err
	}
	out, err = inherited(numbers[1], "frames")
	return in, out, err
}
