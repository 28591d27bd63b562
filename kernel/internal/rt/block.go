package rt

import (
	"reflect"
	"time"
)

// This file has the operations that can block. Each of them ends the goroutine
// when the cell is stopped, and while it blocks, Live tells what it waits for.

// What a goroutine can wait for, in the words of Go's own tracebacks. Only other goroutines end
// these waits; there are more (see Park).
const (
	WaitReceive     = "chan receive"
	WaitSend        = "chan send"
	WaitSelect      = "select"
	WaitEmptySelect = "select (no cases)"
	WaitMutex       = "sync.Mutex.Lock"
	WaitRWMutex     = "sync.RWMutex.Lock"
	WaitRWMutexRead = "sync.RWMutex.RLock"
	WaitGroup       = "sync.WaitGroup.Wait"
	WaitCond        = "sync.Cond.Wait"
	WaitPull        = "iter.Pull" // a coroutine, to be resumed
)

// Park notes that t is going to wait for channels, whose addresses tell them apart; Unpark
// ends that. Where t is, nobody works out unless asked.
func (t *Thread) Park(what string, forever bool, chans ...uintptr) {
	t.mu.Lock()
	t.parked = true
	t.parks++
	t.wait.What, t.wait.Forever = what, forever
	t.wait.Chans = append(t.wait.Chans[:0], chans...)
	t.mu.Unlock()
}

// Unpark ends what Park has begun.
func (t *Thread) Unpark() {
	t.mu.Lock()
	t.parked = false
	t.mu.Unlock()
}

// Halt is closed when the cell is stopped: what waits for something else waits for it too.
func (t *Thread) Halt() <-chan struct{} { return t.cell.halt }

// Recv is v, ok := <-ch. The channel may be nil.
func (t *Thread) Recv(ch reflect.Value) (reflect.Value, bool) {
	if !ch.IsNil() {
		if v, ok := ch.TryRecv(); v.IsValid() {
			return v, ok // the zero value of a closed channel is valid too
		}
	}
	_, v, ok := t.selectParked(WaitReceive, ch.IsNil(), []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: ch}})
	return v, ok
}

// Send is ch <- v. The channel may be nil.
func (t *Thread) Send(ch, v reflect.Value) {
	if !ch.IsNil() && ch.TrySend(v) {
		return
	}
	t.selectParked(WaitSend, ch.IsNil(), []reflect.SelectCase{{Dir: reflect.SelectSend, Chan: ch, Send: v}})
}

// Select is a select statement over cases without a default case. A nil channel
// is a case that never happens. The results are those of reflect.Select.
func (t *Thread) Select(cases []reflect.SelectCase) (int, reflect.Value, bool) {
	forever := true
	for _, c := range cases {
		forever = forever && (!c.Chan.IsValid() || c.Chan.IsNil())
	}
	if !forever {
		if i, v, ok := TrySelect(cases); i >= 0 {
			return i, v, ok
		}
	}
	what := WaitSelect
	if len(cases) == 0 {
		what = WaitEmptySelect
	}
	return t.selectParked(what, forever, cases)
}

// TrySelect is a select statement with a default case, which the index -1 stands for.
func TrySelect(cases []reflect.SelectCase) (int, reflect.Value, bool) {
	all := append(cases[:len(cases):len(cases)], reflect.SelectCase{Dir: reflect.SelectDefault})
	i, v, ok := reflect.Select(all)
	if i == len(cases) {
		return -1, reflect.Value{}, false
	}
	return i, v, ok
}

// selectParked blocks in a select that the cell's stop can end too.
func (t *Thread) selectParked(what string, forever bool, cases []reflect.SelectCase) (int, reflect.Value, bool) {
	if t.Stopped() {
		t.End()
	}
	stop := reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(t.cell.halt)}
	all := append(cases[:len(cases):len(cases)], stop)
	t.Park(what, forever, channelsOf(cases)...)
	defer t.Unpark()
	i, v, ok := reflect.Select(all)
	if i == len(cases) {
		t.End()
	}
	return i, v, ok
}

func channelsOf(cases []reflect.SelectCase) []uintptr {
	var list []uintptr
	for _, c := range cases {
		if c.Chan.IsValid() && !c.Chan.IsNil() {
			list = append(list, c.Chan.Pointer())
		}
	}
	return list
}

// Sleep is time.Sleep.
func (t *Thread) Sleep(d time.Duration) {
	if d <= 0 {
		t.Poll()
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	t.Park("sleep", false)
	defer t.Unpark()
	select {
	case <-timer.C:
	case <-t.cell.halt:
		t.End()
	}
}

// Block runs a blocking call of compiled code, which a stop cannot end; Live
// shows what, and the goroutine ends after the call if the cell has been stopped.
func (t *Thread) Block(what string, call func()) {
	func() {
		t.Park(what, false)
		defer t.Unpark()
		call()
	}()
	t.Poll()
}
