//go:build gotests && unix

package gotests

import "syscall"

// limitTime lets the kernel of the system end this process when it has computed for too long.
func limitTime() {
	seconds := uint64(limit.Seconds())
	// Without it the limit for the time that passes still holds.
	_ = syscall.Setrlimit(syscall.RLIMIT_CPU, &syscall.Rlimit{Cur: seconds, Max: seconds + 5})
}
