package rt

import "unsafe"

// A call through compiled code, such as fmt calling a method String, takes many times as much of Go's
// stack as one from function to function, and ending a goroutine with a stack of hundreds of megabytes
// takes seconds. So the depth of recursion is limited by the stack, too: looked at once every
// stackCheck frames, and kept below maxStack, with which a plain recursion never meets.
const (
	stackCheck = 64
	maxStack   = 100 << 20
)

// stackUsed is how much of Go's stack the calling goroutine has taken; 0 where that cannot be told.
func (ts *Threads) stackUsed() uintptr {
	if !haveGetg {
		return 0
	}
	g := ts.getg()
	var here byte
	at := uintptr(unsafe.Pointer(&here))
	bounds := **(**[2]uintptr)(unsafe.Pointer(&g)) // the record begins with the stack's
	if at < bounds[0] || at >= bounds[1] {
		return 0 // not in this version of Go
	}
	return bounds[1] - at
}

// tooDeep reports whether a thread with so many frames must not get another one.
func (t *Thread) tooDeep(frames int) bool {
	return frames >= t.limit || frames%stackCheck == stackCheck-1 && t.threads.stackUsed() > maxStack
}
