package aio

// A store keeps the items of a queue in one of three orders.
type store[T any] interface {
	push(v T)
	pop() T // of a store that is not empty
	len() int
}

// fifo gives the oldest item.
type fifo[T any] struct {
	items []T
	head  int
}

func (f *fifo[T]) len() int { return len(f.items) - f.head }

func (f *fifo[T]) push(v T) {
	if f.head > 16 && f.head > len(f.items)/2 {
		n := copy(f.items, f.items[f.head:])
		clear(f.items[n:])
		f.items, f.head = f.items[:n], 0
	}
	f.items = append(f.items, v)
}

func (f *fifo[T]) pop() T {
	var zero T
	v := f.items[f.head]
	f.items[f.head] = zero
	if f.head++; f.head == len(f.items) {
		f.items, f.head = f.items[:0], 0
	}
	return v
}

// lifo gives the newest item.
type lifo[T any] struct{ items []T }

func (l *lifo[T]) len() int { return len(l.items) }

func (l *lifo[T]) push(v T) { l.items = append(l.items, v) }

func (l *lifo[T]) pop() T {
	var zero T
	last := len(l.items) - 1
	v := l.items[last]
	l.items[last] = zero
	l.items = l.items[:last]
	return v
}

// sorted gives the smallest item: a binary heap.
type sorted[T any] struct {
	compare func(a, b T) int
	items   []ranked[T]
	seq     int
}

type ranked[T any] struct {
	v   T
	seq int
}

func (h *sorted[T]) len() int { return len(h.items) }

func (h *sorted[T]) less(i, j int) bool {
	a, b := h.items[i], h.items[j]
	c := h.compare(a.v, b.v)
	return c < 0 || c == 0 && a.seq < b.seq
}

func (h *sorted[T]) push(v T) {
	h.seq++
	h.items = append(h.items, ranked[T]{v, h.seq})
	for i := len(h.items) - 1; i > 0; {
		up := (i - 1) / 2
		if !h.less(i, up) {
			return
		}
		h.items[i], h.items[up] = h.items[up], h.items[i]
		i = up
	}
}

func (h *sorted[T]) pop() T {
	first, last := h.items[0].v, len(h.items)-1
	h.items[0] = h.items[last]
	h.items[last] = ranked[T]{}
	h.items = h.items[:last]
	for i := 0; ; {
		low := 2*i + 1
		if low+1 < last && h.less(low+1, low) {
			low++
		}
		if low >= last || !h.less(low, i) {
			return first
		}
		h.items[i], h.items[low] = h.items[low], h.items[i]
		i = low
	}
}
