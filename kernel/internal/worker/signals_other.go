//go:build !unix

package worker

import "github.com/gopherloop/gopherloop/kernel/internal/rt"

// selfSignals has nothing to do where there are no signals.
type selfSignals struct{ threads *rt.Threads }

func (s *selfSignals) symbols() map[string]any { return nil }
