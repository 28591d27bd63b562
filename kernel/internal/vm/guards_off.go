//go:build noguards

package vm

// Guarded is as in guards.go.
const Guarded = false
