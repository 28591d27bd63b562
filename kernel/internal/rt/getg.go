//go:build amd64 || arm64

package rt

const haveGetg = true

// getg returns the address of the runtime's record of the calling goroutine.
// Records do not move; they are used again only after their goroutine has ended.
func getg() uintptr
