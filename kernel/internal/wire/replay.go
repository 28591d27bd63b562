package wire

import "sync"

// replayLimit is how many messages a [Signer] remembers, as many as the reference
// implementation. Older ones are forgotten first.
const replayLimit = 1 << 16

// A digest is the beginning of a MAC, which is enough to tell messages apart.
type digest [16]byte

// A replaySet remembers the last replayLimit digests. The zero value is ready.
type replaySet struct {
	mu    sync.Mutex
	known map[digest]struct{}
	order []digest // ring, once it is full
	next  int      // position in order that is overwritten next
}

// add remembers mac and reports whether it is new.
func (r *replaySet) add(mac []byte) bool {
	var d digest
	copy(d[:], mac)
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, dup := r.known[d]; dup {
		return false
	}
	if r.known == nil {
		r.known = make(map[digest]struct{})
	}
	r.known[d] = struct{}{}
	if len(r.order) < replayLimit {
		r.order = append(r.order, d)
		return true
	}
	delete(r.known, r.order[r.next])
	r.order[r.next] = d
	r.next = (r.next + 1) % replayLimit
	return true
}
