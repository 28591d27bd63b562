package vm

import (
	"go/token"
	"reflect"
	"strings"
)

// builder makes the code and the frame of one function; it knows nothing of the IR.
type builder struct {
	m       *Machine
	sig     *Signature
	words   []byte // of the slots
	small   int    // how many of them are of small slots
	near    int    // where the next small slot is, up to nearEnd
	nearEnd int
	far     bool // something is too far from the beginning for an instruction
	code    []Instr
	consts  map[constKey]int32
	inits   []func(*frame) // put the constants into the template
	free    map[words][]int32
	used    []temp // temporaries in use, by age
	lines   []line
	at      token.Pos              // where what is emitted comes from
	types   map[int32]reflect.Type // the constants that are types
	nosy    map[int32]bool
	barrier int // what is before may be jumped past, and must stay as it is
	listing map[int32]string
	envType reflect.Type
	envAt   int32
	leaveAt int
	loans   []loan
	naming  *naming
}

type constKey struct {
	class byte
	value any
}

type temp struct {
	off int32
	w   words
}

func (m *Machine) newBuilder(s *Signature) *builder {
	b := &builder{
		m: m, sig: s, consts: map[constKey]int32{}, free: map[words][]int32{},
		types: map[int32]reflect.Type{}, nosy: map[int32]bool{}, listing: map[int32]string{},
	}
	b.words = []byte(s.words())
	return b
}

// slot reserves a place of the frame for good.
func (b *builder) slot(w words) int32 {
	if len(b.words)+len(w) > maxFrame {
		panic(&Unsupported{b.at, "a frame of this size"})
	}
	at := len(b.words)
	if len(w) <= smallSlot {
		b.small += len(w)
	}
	if len(w) <= smallSlot && b.near+len(w) <= b.nearEnd {
		at = b.near
		b.near += copy(b.words[at:], w)
	} else {
		b.words = append(b.words, w...)
	}
	off := headerSize + int32(at)*wordSize
	b.naming.reserved(off)
	return off
}

// The size of frames, in words. An instruction's field d reaches only the first 65536, so in a
// frame that is larger the large values come last.
const (
	maxFrame  = 1 << 26
	smallSlot = 64
)

// keepNear reserves the place after parameters and results for small slots, of which there are
// n words.
func (b *builder) keepNear(n int) {
	b.near = len(b.words)
	b.nearEnd = b.near + n
	b.words = append(b.words, strings.Repeat("w", n)...)
}

// temp reserves a place until release.
func (b *builder) temp(w words) int32 {
	list := b.free[w]
	off := int32(0)
	if n := len(list); n > 0 {
		off = list[n-1]
		b.free[w] = list[:n-1]
	} else {
		off = b.slot(w)
	}
	b.used = append(b.used, temp{off, w})
	return off
}

// mark and release bracket the use of temporaries.
func (b *builder) mark() int { return len(b.used) }

func (b *builder) release(mark int) {
	for _, t := range b.used[mark:] {
		b.free[t.w] = append(b.free[t.w], t.off)
	}
	b.used = b.used[:mark]
}

// constant returns a place that holds a constant in every frame of the function. class is
// one of those of operands; init stores the value.
func (b *builder) constant(class byte, key any, init func(ptr)) int32 {
	k := constKey{class, key}
	if off, ok := b.consts[k]; ok {
		return off
	}
	off := b.slot(classWords(class))
	b.consts[k] = off
	b.inits = append(b.inits, func(f *frame) { init(at(f, off)) })
	return off
}

func (b *builder) word(n int64) int32 {
	return b.constant('W', n, func(p ptr) { *(*int64)(p) = n })
}

func (b *builder) pointer(v ptr) int32 {
	return b.constant('P', v, func(p ptr) { *(*ptr)(p) = v })
}

func (b *builder) text(s string) int32 {
	return b.constant('S', s, func(p ptr) { *(*string)(p) = s })
}

// zero is a zero value of a class of fixed size.
func (b *builder) zero(class byte) int32 {
	return b.constant(class, nil, func(ptr) {})
}

// typ is a constant with a type for the instructions that move memory.
func (b *builder) typ(t reflect.Type) int32 {
	w := typeWord(t)
	off := b.constant('P', t, func(p ptr) { *(*ptr)(p) = w })
	b.types[off] = t
	return off
}

func (b *builder) emit(op uint16, d uint16, x, y, z int32) int {
	if n := len(b.lines); n == 0 || b.lines[n-1].at != b.at {
		b.lines = append(b.lines, line{int32(len(b.code)), b.at})
	}
	b.code = append(b.code, Instr{op, d, x, y, z})
	return len(b.code) - 1
}

// ins emits an instruction by name.
func (b *builder) ins(name string, x, y, z int32) int { return b.emit(b.op(name), 0, x, y, z) }

func (b *builder) op(name string) uint16 {
	n, ok := b.m.numbers[name]
	if !ok {
		panic("vm: no instruction " + name)
	}
	return n
}

// inWords is an offset as the field d has it. It may turn out that the frame must be laid out in
// another way: see far.
func (b *builder) inWords(off int32) uint16 {
	b.far = b.far || off/wordSize > 0xffff
	return uint16(off / wordSize)
}

// do emits an instruction written in Go. operands says what the instruction's fields x, y and
// z are, as ops.def does, for the verifier.
func (b *builder) do(a Action, operands string, xyz ...int32) int {
	return b.goCode(opDo, *(*ptr)(ptr(&a)), operands, xyz)
}

// switchTo emits an instruction written in Go that chooses the frame to go on in.
func (b *builder) switchTo(s Switch, operands string, xyz ...int32) int {
	return b.goCode(opSwitch, *(*ptr)(ptr(&s)), operands, xyz)
}

func (b *builder) goCode(op uint16, fn ptr, operands string, xyz []int32) int {
	fields := [3]int32{}
	copy(fields[:], xyz)
	b.listing[int32(len(b.code))] = operands
	return b.emit(op, b.inWords(b.pointer(fn)), fields[0], fields[1], fields[2])
}

// move copies a value between places of the frame.
func (b *builder) move(dst, src int32, s slot) {
	switch {
	case dst == src:
	case s.class == 'M':
		b.ins("movM", dst, src, b.typ(s.t))
	default:
		b.ins("mov"+string(s.class), dst, src, 0)
	}
}

// clear stores the zero value.
func (b *builder) clear(dst int32, s slot) {
	if s.class == 'M' {
		b.ins("zeroM", dst, 0, b.typ(s.t))
		return
	}
	b.ins("mov"+string(s.class), dst, b.zero(s.class), 0)
}

// retOp is the instruction that returns what is in the result slots.
func (b *builder) retOp() uint16 {
	switch {
	case len(b.sig.out) == 0:
		return opRet
	case b.sig.single() == 'W':
		return opRetW
	case b.sig.single() == 'P':
		return opRetP
	}
	return opRetN
}

func (b *builder) resultOffset() int32 {
	if b.sig.single() == 0 {
		return 0
	}
	return b.sig.out[0].off
}

// A label is a place in the code that jumps lead to.
type label struct {
	at    int // -1 while not known
	jumps []int
}

func newLabel() *label { return &label{at: -1} }

func (b *builder) place(l *label) {
	b.barrier = len(b.code)
	l.at = len(b.code)
	for _, j := range l.jumps {
		b.code[j].a = int32((l.at - j - 1) * instrSize)
	}
}

// arrive is place for a label that all jumps to have been emitted already. If there are none, what
// follows may be made one with what is before.
func (b *builder) arrive(l *label) {
	if len(l.jumps) > 0 {
		b.place(l)
	}
}

// jump emits a branch: op names it without the "b" of those that lead backwards.
func (b *builder) jump(op string, l *label, y, z int32) {
	if l.at < 0 {
		l.jumps = append(l.jumps, b.ins(op, 0, y, z))
		return
	}
	if op != "loopI" {
		if b.fuseStep(op, l, y, z) {
			return
		}
		op += "b"
	}
	j := len(b.code)
	b.ins(op, int32((l.at-j-1)*instrSize), y, z)
}

// finish makes the function.
func (b *builder) finish(name string) *Func {
	b.emit(opBad, 0, 0, 0, 0) // nothing may point past the end
	fn := &Func{
		id: int(b.m.lastID.Add(1)), name: name, code: b.code, entry: &b.code[0], sig: b.sig,
		words: words(b.words), lines: b.lines, listing: b.listing, types: b.types, unsigned: b.nosy, envAt: b.envAt, leaveAt: b.leaveAt, loans: b.loans,
	}
	ft := b.m.frames.of(fn.words)
	fn.frameType = typeWord(ft)
	fn.template = (*frame)(newObject(fn.frameType))
	for _, init := range b.inits {
		init(fn.template)
	}
	if b.envType != nil {
		fn.envType = typeWord(b.envType)
	}
	fn.pointers = b.pointersToClear()
	return fn
}

// pointersToClear are the pointers of a frame apart from constants and captures.
func (b *builder) pointersToClear() []int32 {
	keep := map[int32]bool{}
	for k, off := range b.consts {
		for i := range classWords(k.class) {
			keep[off+int32(i)*wordSize] = true
		}
	}
	if b.envType != nil {
		for i := range int32(b.envType.Size()) / wordSize {
			keep[b.envAt+i*wordSize] = true
		}
	}
	var list []int32
	for i, c := range b.words {
		if off := headerSize + int32(i)*wordSize; c == 'p' && !keep[off] {
			list = append(list, off)
		}
	}
	return list
}

// Listing shows a function's code, one instruction a line.
func (fn *Func) Listing(m *Machine) string {
	var s strings.Builder
	for i, in := range fn.code[:len(fn.code)-1] {
		info := m.ops[in.op]
		s.WriteString(itoa(i) + "\t" + info.name)
		for _, o := range strings.Fields(info.operands + " " + fn.listing[int32(i)]) {
			v := map[byte]int32{'a': in.a, 'b': in.b, 'c': in.c, 'd': int32(in.d) * wordSize}[o[0]]
			if o[2] == 'j' {
				v = int32(i+1) + v/int32(instrSize)
			}
			s.WriteString(" " + o[:2] + itoa(int(v)))
		}
		s.WriteString("\n")
	}
	return s.String()
}
