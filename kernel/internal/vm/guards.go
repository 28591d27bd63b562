//go:build !noguards

package vm

// Guarded says that loops and calls look whether the cell has been stopped, and calls whether they go too
// deep. The build tag noguards leaves that out: only to measure what it costs.
const Guarded = true
