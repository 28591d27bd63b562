package vm

import (
	"cmp"
	"fmt"
	"go/token"
	"reflect"
	"runtime"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file shows code to people. Names of places are not kept with the code: who wants
// to see a function has it compiled once more, with a naming to write them down.

// A Code is a compiled function as text.
type Code struct {
	Func  *ir.Func // has no source of its own if it is a Wrapper: a call that is made later, a bound method
	Words int      // of the frame, without the header
	Frame []string // what is in it, in order; a piece has one word or more
	Lines []CodeLine
}

// A CodeLine is one instruction: the operation, what it writes to, what it reads. Temporaries are
// r1, r2 and so on, &x is where the variable x is.
type CodeLine struct {
	N    int       // its number, which jumps name
	Pos  token.Pos // what it is an instruction for
	Text string    // "addI     r1 = s, i"
}

// Disassemble returns what the machine makes of a function that it takes, and of the literals in
// it, in the order of the source. It changes nothing; it is for the caller of Load.
func (m *Machine) Disassemble(f *ir.Func, files *token.FileSet) []Code {
	ld := &loading{m: m, files: files, calls: map[*ir.Func]map[*ir.Func]bool{}, now: f, names: true}
	if _, why := ld.try(f); why != nil {
		return nil
	}
	slices.SortStableFunc(ld.codes, func(a, b Code) int { return cmp.Compare(a.Func.Pos, b.Func.Pos) })
	return ld.codes
}

// naming is what a builder notes for people; a nil one notes nothing.
type naming struct {
	pieces  []piece // of the frame, in order
	names   map[int32]string
	remarks map[int]remark
}

// piece is a part of the frame that was reserved at once.
type piece struct {
	off int32
	reg int // number of a temporary; 0 if it has not been named yet
}

// remark says what an instruction written in Go does, with which places.
type remark struct {
	what     string
	to, from []int32
}

func newNaming(s *Signature) *naming {
	n := &naming{names: map[int32]string{}, remarks: map[int]remark{}}
	for _, x := range append(s.in[:len(s.in):len(s.in)], s.out...) {
		n.reserved(x.off)
	}
	return n
}

func (n *naming) reserved(off int32) {
	if n == nil {
		return
	}
	if i, found := slices.BinarySearchFunc(n.pieces, off, piece.compare); !found {
		n.pieces = slices.Insert(n.pieces, i, piece{off: off})
	}
}

func (p piece) compare(off int32) int { return cmp.Compare(p.off, off) }

// named notes what people call a place.
func (b *builder) named(off int32, prefix, name string) int32 {
	if b.naming != nil {
		b.naming.names[off] = prefix + name
	}
	return off
}

// remark notes what the last instruction does.
func (b *builder) remark(what string, to, from []int32) {
	if b.naming != nil {
		b.naming.remarks[len(b.code)-1] = remark{what, to, from}
	}
}

// writeDown notes a compiled function as text.
func (c *compiler) writeDown(fn *Func) {
	l := &lister{m: c.m, fn: fn, naming: c.naming, pointers: map[ptr]string{}, values: map[int32]any{}}
	c.nameVariables()
	for f, ce := range c.m.callees {
		l.pointers[ptr(ce)] = f.Name
	}
	for k, off := range c.consts {
		l.values[off] = k.value
	}
	code := Code{Func: c.f, Words: len(fn.words)}
	for i := range fn.code[:len(fn.code)-1] {
		code.Lines = append(code.Lines, CodeLine{i, fn.pos(&fn.code[i+1]), l.line(i)})
	}
	for i := range l.naming.pieces {
		code.Frame = append(code.Frame, l.base(&l.naming.pieces[i]))
	}
	c.load.codes = append(c.load.codes, code)
}

// nameVariables names the slots of parameters, results and variables. Of two variables of the
// same name the later one gets a number.
func (c *compiler) nameVariables() {
	seen := map[string]int{}
	put := func(off int32, prefix, name string) {
		if seen[prefix+name]++; seen[prefix+name] > 1 {
			name += "#" + itoa(seen[prefix+name])
		}
		c.naming.names[off] = prefix + name
	}
	for i, v := range c.f.Params {
		put(c.sig.in[i].off, "", ir.VarName(v))
	}
	for i, v := range c.f.Results {
		put(c.sig.out[i].off, "", ir.VarName(v))
	}
	vars := make([]*ir.Var, 0, len(c.vars))
	for v, s := range c.vars {
		if s.off >= c.sig.end {
			vars = append(vars, v)
		}
	}
	slices.SortFunc(vars, func(v, w *ir.Var) int { // where a variable shares the place of a temporary, its name counts
		return cmp.Or(cmp.Compare(c.vars[v].off, c.vars[w].off), cmp.Compare(v.Name, w.Name), cmp.Compare(v.Index, w.Index))
	})
	for _, v := range vars {
		switch {
		case v.Type == nil:
			put(c.vars[v].off, "", "defers")
		case v.Cell:
			put(c.vars[v].off, "&", ir.VarName(v))
		default:
			put(c.vars[v].off, "", ir.VarName(v))
		}
	}
}

// lister words the instructions of one function.
type lister struct {
	m        *Machine
	fn       *Func
	naming   *naming
	pointers map[ptr]string
	values   map[int32]any // of the constants
	regs     int
	calling  *Signature // of a call whose arguments follow
}

func (l *lister) line(i int) string {
	in := &l.fn.code[i]
	name := l.m.ops[in.op].name
	if l.calling != nil {
		return l.argument(name, in)
	}
	if i > 0 && l.fn.code[i-1].op == opIdxA {
		return fmt.Sprintf("%-8s of %d, %d bytes each", name, in.a, in.b)
	}
	to, from, jump := l.operands(i)
	what, isCall := l.callee(i, in)
	text := strings.Join(from, ", ")
	if isCall {
		text = what + "(" + text + ")"
	}
	if len(to) > 0 {
		text = strings.Join(to, ", ") + " = " + text
	}
	return strings.TrimRight(fmt.Sprintf("%-8s %s", name, strings.TrimPrefix(text+jump, " ")), " ")
}

// operands are the places that an instruction writes and reads, and where it jumps to.
func (l *lister) operands(i int) (to, from []string, jump string) {
	in := l.fn.code[i]
	if r, ok := l.naming.remarks[i]; ok {
		return l.places(r.to), l.places(r.from), ""
	}
	for _, o := range strings.Fields(l.m.ops[in.op].operands + " " + l.fn.listing[int32(i)]) {
		v := map[byte]int32{'a': in.a, 'b': in.b, 'c': in.c, 'd': int32(in.d) * wordSize}[o[0]]
		switch {
		case o[0] == 'd' && (in.op == opDo || in.op == opSwitch || l.isCall(in.op)): // see callee
		case (l.isValueCall(in.op) || l.isMethodCall(in.op)) && o[0] == 'b':
		case o[2] == 'j':
			jump = " -> " + itoa(i+1+int(v)/instrSize)
		case o == "d=n":
			from = append(from, itoa(int(in.d)))
		case o[2] == 'n':
			from = append(from, itoa(int(v)))
		case o[2] == 'r' && v == 0:
		case o[1] == '>' || o[2] == 'r':
			to = append(to, l.place(v))
		default:
			from = append(from, l.place(v))
		}
	}
	return to, from, jump
}

func (l *lister) isCall(op uint16) bool { return strings.HasPrefix(l.m.ops[op].name, "call") }

func (l *lister) isValueCall(op uint16) bool { return strings.HasPrefix(l.m.ops[op].name, "callV") }

func (l *lister) isMethodCall(op uint16) bool {
	return strings.HasPrefix(l.m.ops[op].name, "callI")
}

// callee names what an instruction calls.
func (l *lister) callee(i int, in *Instr) (string, bool) {
	d := int32(in.d) * wordSize
	switch {
	case in.op == opDo || in.op == opSwitch:
		if r, ok := l.naming.remarks[i]; ok {
			return r.what, true
		}
		return goName(*(*ptr)(at(l.fn.template, d))), true
	case !l.isCall(in.op):
		return "", false
	}
	target := *(*ptr)(at(l.fn.template, d))
	if hasMoves(in.op) {
		l.calling = l.m.calledSignature(in.op, target)
	}
	switch {
	case l.isValueCall(in.op):
		return l.place(in.b), true
	case l.isMethodCall(in.op):
		return l.place(in.b) + "." + (*ifaceSite)(target).name, true
	}
	return l.pointers[target], true
}

// argument words what follows a call in its general form.
func (l *lister) argument(name string, in *Instr) string {
	for i, x := range l.calling.in {
		if in.op != opNop && in.a == x.off {
			return fmt.Sprintf("%-8s argument %d = %s", name, i+1, l.place(in.b))
		}
	}
	l.calling = nil
	if in.a == 0 {
		return name
	}
	return fmt.Sprintf("%-8s result %s", name, l.place(in.a))
}

// goName names a Go function that an instruction calls after the method that has made it.
func goName(fn ptr) string {
	f := runtime.FuncForPC((*funcval)(fn).pc)
	if f == nil {
		return "Go code"
	}
	path := f.Name()
	parts := strings.Split(path[strings.LastIndexByte(path, '/')+1:], ".")
	for i := len(parts) - 1; i > 0; i-- {
		p := strings.TrimSuffix(parts[i], "-fm")
		if !strings.HasPrefix(p, "func") && strings.Trim(p, "0123456789") != "" {
			return p
		}
	}
	return "Go code"
}

func (l *lister) places(offs []int32) []string {
	var list []string
	for _, off := range offs {
		if off != 0 {
			list = append(list, l.place(off))
		}
	}
	return list
}

// place words a place of the frame.
func (l *lister) place(off int32) string {
	i, ok := slices.BinarySearchFunc(l.naming.pieces, off, piece.compare)
	if !ok {
		i--
	}
	if i < 0 {
		return "?"
	}
	p := &l.naming.pieces[i]
	if off == p.off {
		return l.base(p)
	}
	return l.base(p) + "+" + itoa(int(off-p.off))
}

func (l *lister) base(p *piece) string {
	if name := l.naming.names[p.off]; name != "" {
		return name
	}
	if value, ok := l.values[p.off]; ok {
		return l.constant(p.off, value)
	}
	if p.reg == 0 {
		l.regs++
		p.reg = l.regs
	}
	return "r" + itoa(p.reg)
}

// maxConstant is how much of a constant is shown.
const maxConstant = 32

func (l *lister) constant(off int32, value any) string {
	text := ""
	switch v := value.(type) {
	case nil:
		return "zero"
	case string:
		text = fmt.Sprintf("%q", v)
	case ptr:
		if text = l.pointers[v]; text == "" {
			return "const" + itoa(int(off-headerSize)/int(wordSize))
		}
	case reflect.Type:
		if text = v.String(); v.Kind() == reflect.Struct || v.Kind() == reflect.Array {
			text = fmt.Sprint(v.Size(), " bytes") // the represented type's name says less
		}
	default:
		text = fmt.Sprint(v)
	}
	if r := []rune(text); len(r) > maxConstant {
		text = string(r[:maxConstant-1]) + "…"
	}
	return text
}
