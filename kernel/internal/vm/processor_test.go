//go:build unix

package vm_test

import (
	"syscall"
	"testing"
)

// processor reports the processor time of what runs, on all processors, which other processes
// disturb less than they do the clock.
func processor(b *testing.B, run func()) {
	b.Helper()
	before := processorTime(b)
	run()
	b.ReportMetric(float64(processorTime(b)-before)/float64(b.N), "cpu-ns/op")
}

func processorTime(b *testing.B) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
