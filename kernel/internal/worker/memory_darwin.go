package worker

import (
	"encoding/binary"
	"syscall"
)

// totalMemory is how much memory the machine has; 0 if it does not say.
func totalMemory() int64 {
	text, err := syscall.Sysctl("hw.memsize") // eight bytes, of which the last is left out if it is zero
	if err != nil || len(text) > 8 {
		return 0
	}
	var b [8]byte
	copy(b[:], text)
	return int64(binary.LittleEndian.Uint64(b[:]))
}
