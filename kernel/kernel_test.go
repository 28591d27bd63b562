package main

import (
	"context"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// Without --verbose the log has what everybody should know, one line each.
func TestLog(t *testing.T) {
	for _, verbose := range []bool{false, true} {
		var out strings.Builder
		log := newLog(&out, verbose)
		log.Error("a client is wrong")
		log.Log(context.Background(), worker.LevelNotice, "it is slow today")
		got := out.String()
		if strings.Count(got, `level=NOTICE msg="it is slow today"`) != 1 || strings.Contains(got, "client") != verbose {
			t.Errorf("verbose %t:\n%s", verbose, got)
		}
	}
}
