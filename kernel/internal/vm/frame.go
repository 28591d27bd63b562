package vm

import (
	"reflect"
	"strings"
	"sync"
	"unsafe"
)

// This file is about frames: how they are laid out, made and used again.

type ptr = unsafe.Pointer

// What places of the frame hold, other than numbers and pointers.
type (
	sliceHeader struct {
		p    ptr
		n, c int
	}
	iface    struct{ tab, data ptr }
	twoWords [2]int64
	funcval  struct {
		pc  uintptr
		clo *closure
	}
)

// frame is the head of every frame; the slots follow it. Frames are objects of the Go heap whose
// type says which of their words are pointers.
type frame struct {
	th     *thread
	parent *frame // the caller; nil if Go code has called
	next   *frame // in the pool
	fn     *Func
	env    ptr // what the captures were copied from; of a stub: the Go func
	ip     *Instr
	defers *deferred
	depth  int32
	flags  int32
}

const (
	headerSize = int32(unsafe.Sizeof(frame{}))
	wordSize   = int32(8)
)

// words tells for each word of a piece of a frame whether it is a pointer ('p') or not ('w').
type words string

// The words of the classes of operands.
func classWords(class byte) words {
	switch class {
	case 'W', 'w', 'f':
		return "w"
	case 'P', 'p':
		return "p"
	case 'S', 's':
		return "pw"
	case 'L', 'l':
		return "pww"
	case 'E', 'e':
		return "pp"
	case '2':
		return "ww"
	}
	return ""
}

// wordsOf returns the words that a value of type t takes in a frame, and its class.
func wordsOf(t reflect.Type) (words, byte) {
	switch t.Kind() {
	case reflect.String:
		return "pw", 'S'
	case reflect.Slice:
		return "pww", 'L'
	case reflect.Interface:
		return "pp", 'E'
	case reflect.Complex128:
		return "ww", '2'
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return "p", 'P'
	case reflect.Struct, reflect.Array:
		if t.Size() > maxFrame*uintptr(wordSize) {
			panic(&Unsupported{What: "a value of this size"})
		}
		b := []byte(strings.Repeat("w", max(1, int(t.Size()+7)/8)))
		markPointers(t, 0, b)
		return words(b), 'M'
	}
	return "w", 'W'
}

// markPointers marks the pointers of a t at an offset.
func markPointers(t reflect.Type, off uintptr, b []byte) {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			markPointers(t.Field(i).Type, off+t.Field(i).Offset, b)
		}
	case reflect.Array:
		markArray(t, b[off/8:])
	default:
		w, _ := wordsOf(t)
		for i, c := range []byte(w) {
			if c == 'p' {
				b[int(off)/8+i] = 'p'
			}
		}
	}
}

// markArray marks the pointers of an array at the beginning of b. Elements with pointers take
// whole words.
func markArray(t reflect.Type, b []byte) {
	elem, _ := wordsOf(t.Elem())
	if !strings.Contains(string(elem), "p") {
		return
	}
	for range t.Len() {
		b = b[copy(b, elem):]
	}
}

// frameTypes makes the types of frames, one for each pattern of words.
type frameTypes struct {
	mu    sync.Mutex
	known map[words]reflect.Type
}

// of returns the type of a frame whose slots have these words.
func (ft *frameTypes) of(w words) reflect.Type {
	ft.mu.Lock()
	defer ft.mu.Unlock()
	if t, ok := ft.known[w]; ok {
		return t
	}
	t := withWords(reflect.TypeFor[frame](), w)
	ft.known[w] = t
	return t
}

// withWords is a struct type with a head, if any, and words after it.
func withWords(head reflect.Type, w words) reflect.Type {
	var fields []reflect.StructField
	if head != nil {
		fields = append(fields, reflect.StructField{Name: "H", Type: head})
	}
	for len(w) > 0 {
		n := 1
		for n < len(w) && w[n] == w[0] {
			n++
		}
		elem := reflect.TypeFor[uintptr]()
		if w[0] == 'p' {
			elem = reflect.TypeFor[ptr]()
		}
		fields = append(fields, reflect.StructField{Name: "F" + itoa(len(w)), Type: reflect.ArrayOf(n, elem)})
		w = w[n:]
	}
	return reflect.StructOf(fields)
}

// take returns a frame of fn that f calls, with the constants in it. The loop has this
// in place.
func (fn *Func) take(f *frame) *frame {
	th := f.th
	if fn.id >= len(th.pools) || th.pools[fn.id] == nil || f.depth >= th.limit {
		restock(f, f.ip, fn)
	}
	cf := th.pools[fn.id]
	th.pools[fn.id] = cf.next
	cf.parent = f
	cf.depth = f.depth + 1
	return cf
}

// newFrame makes a frame.
func (fn *Func) newFrame(th *thread) *frame {
	f := (*frame)(newObject(fn.frameType))
	typedmemmove(fn.frameType, ptr(f), ptr(fn.template))
	f.th, f.fn = th, fn
	return f
}

// put makes a frame available again. What it points to is forgotten, except captures: the
// next call is likely to be of the same closure.
func put(f *frame) {
	fn := f.fn
	for _, off := range fn.pointers {
		*(*ptr)(at(f, off)) = nil
	}
	p := &f.th.pools[fn.id]
	f.next = *p
	*p = f
}

func (fn *Func) size() int64 { return int64(headerSize) + int64(len(fn.words))*int64(wordSize) }

// affords makes sure that a frame of fn, to be called by f, is no more than the thread may have. If
// the thread has too many, those in the pools go first.
func (t *thread) affords(f *frame, fn *Func) bool {
	t.bytes += fn.size()
	if t.bytes <= t.m.opts.MaxBytes {
		return true
	}
	clear(t.pools)
	t.bytes = fn.size() + t.inUse(f)
	return t.bytes <= t.m.opts.MaxBytes
}

// inUse is what f, its callers and the frames of outer segments take.
func (t *thread) inUse(f *frame) int64 {
	if f == &t.root {
		f = t.cur
	}
	n := int64(0)
	for s := t.inner; f != nil; s = s.outer {
		for ; f != nil; f = f.parent {
			n += f.fn.size()
		}
		if s == nil {
			break
		}
		f = s.cur
	}
	return n
}

// setEnv gives a frame the captures of a closure.
func (f *frame) setEnv(env ptr) {
	f.env = env
	if fn := f.fn; env != nil && fn.envType != nil {
		typedmemmove(fn.envType, at(f, fn.envAt), env)
	}
}
