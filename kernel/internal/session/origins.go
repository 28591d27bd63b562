package session

import (
	"container/list"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// originLimit bounds the cells whose requests are remembered.
const originLimit = 1024

// An origin is what must be known of the request that started a cell for as
// long as the cell, or a goroutine that it has left behind, may still speak.
type origin struct {
	cell       string        // msg_id of the execute_request
	parent     *wire.Message // its header and identities, nil if there is none
	allowStdin bool

	quota quota // of the text that it prints
}

// origins finds the origin of a cell by the cell's id. Of more than originLimit
// cells it forgets those that have been silent the longest. It may be used by
// several goroutines.
type origins struct {
	mu     sync.Mutex
	byCell map[string]*list.Element
	recent *list.List // of *origin, the one asked for last in front
	newest *origin    // the cell that started last
}

func newOrigins() *origins {
	return &origins{byCell: make(map[string]*list.Element), recent: list.New()}
}

// add remembers where a new cell comes from.
func (o *origins) add(from *origin) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.newest = from
	if earlier, ok := o.byCell[from.cell]; ok { // a client that gives two cells one id
		o.recent.Remove(earlier)
	}
	o.byCell[from.cell] = o.recent.PushFront(from)
	if o.recent.Len() > originLimit {
		oldest := o.recent.Remove(o.recent.Back()).(*origin)
		delete(o.byCell, oldest.cell)
	}
}

// of returns the origin of a cell. Output of an unknown cell belongs to the one
// that started last: that is where a reader looks for it, and it must not get
// lost. Before the first cell, the origin is one without a parent.
func (o *origins) of(cell string) *origin {
	o.mu.Lock()
	defer o.mu.Unlock()
	if e, ok := o.byCell[cell]; ok {
		o.recent.MoveToFront(e)
		return e.Value.(*origin)
	}
	if o.newest != nil {
		return o.newest
	}
	return &origin{cell: cell, quota: quota{limit: DefaultTextLimit}}
}
