package rt

import (
	"bytes"
	"runtime"
	"strconv"
)

// goroutineKey returns a function that tells goroutines apart: while a goroutine
// runs, the key is its own and stays the same.
func goroutineKey() func() uintptr {
	if haveGetg && getgWorks() {
		return getg
	}
	return goroutineNumber
}

// getgWorks tries the assembly: it depends on how this Go version keeps the
// current goroutine's pointer.
func getgWorks() bool {
	other := make(chan uintptr)
	release := make(chan bool)
	go func() {
		other <- getg()
		<-release
		other <- getg()
	}()
	mine, first := getg(), <-other
	runtime.Gosched()
	release <- true
	second := <-other
	return mine != 0 && first != 0 && mine != first && first == second && mine == getg()
}

// goroutineNumber reads the number in "goroutine 12 [running]:". It costs about a microsecond.
func goroutineNumber() uintptr {
	var buf [64]byte
	head := bytes.TrimPrefix(buf[:runtime.Stack(buf[:], false)], []byte("goroutine "))
	digits, _, _ := bytes.Cut(head, []byte(" "))
	n, _ := strconv.ParseUint(string(digits), 10, 64)
	return uintptr(n)
}
