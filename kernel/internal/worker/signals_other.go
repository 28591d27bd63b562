//go:build !unix

package worker

import "github.com/gopherloop/gopherloop/kernel/internal/engine"

// selfSignals has nothing to do where there are no signals.
type selfSignals struct{ engine *engine.Engine }

func (s *selfSignals) symbols() map[string]any { return nil }
