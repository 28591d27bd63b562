package programs

import (
	"errors"
	"fmt"
)

// Errors makes errors, wraps them and finds them again; in Python they are exceptions.
func Errors(n int) func() int { return func() int { return failures(n) } }

type notFound struct{ key int }

func (e *notFound) Error() string { return "not found" }

func find(key int) error { return &notFound{key} }

func load(key int) error {
	if err := find(key); err != nil {
		return fmt.Errorf("loading %d: %w", key, err)
	}
	return nil
}

func failures(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		var missing *notFound
		if errors.As(load(i), &missing) {
			sum += missing.key
		}
	}
	return sum
}
