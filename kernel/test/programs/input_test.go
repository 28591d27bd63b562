package programs

import (
	"context"
	"io"
)

// Input answers a question with the next line of the program's input.
func (r *recorder) Input(_ context.Context, _, prompt string, _ bool) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.out.WriteString(prompt) // it was printed, and is shown with the question
	if len(r.lines) == 0 {
		return "", io.EOF
	}
	line := r.lines[0]
	r.lines = r.lines[1:]
	return line, nil
}
