package vm

import (
	"fmt"
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// Unsupported says why the machine does not take a function.
type Unsupported struct {
	Pos  token.Pos
	What string
}

func (u *Unsupported) Error() string { return u.What }

// compiler compiles one function of the IR.
type compiler struct {
	*builder
	load  *loading // of which this is a part
	f     *ir.Func
	vars  map[*ir.Var]slot // of a cell: the pointer to it
	loops map[*ir.Label]*target

	temps    map[*ir.Var]int      // temporaries, and how often they are read
	borrowed map[*ir.Global]int32 // what the loop has in the frame that is being emitted; nil outside
}

// target is what a label stands for.
type target struct{ brk, cont, here *label }

// loading is what one call of Load does.
type loading struct {
	m     *Machine
	files *token.FileSet
	calls map[*ir.Func]map[*ir.Func]bool // who refers to whom
	now   *ir.Func                       // the function at top level that is being compiled

	names bool   // somebody wants to see the code
	codes []Code // what has been compiled, then
}

func (c *compiler) unsupported(pos token.Pos, format string, args ...any) {
	panic(&Unsupported{pos, fmt.Sprintf(format, args...)})
}

func (c *compiler) rep(t *ir.Type) reflect.Type { return c.m.opts.Types.Of(t).R }

// shape is how a value of type t is kept in a frame; without a place.
func (c *compiler) shape(t *ir.Type) slot { return shapeOf(c.rep(t)) }

func shapeOf(t reflect.Type) slot {
	w, class := wordsOf(t)
	return slot{0, class, w, t}
}

// shapeOfVar is how a variable's slot is kept: that of the pointer, if it is a cell.
func (c *compiler) shapeOfVar(v *ir.Var) slot {
	if v.Type == nil {
		return shapeOf(reflect.TypeFor[*frame]()) // whose list of deferred calls it is
	}
	if v.Cell {
		return shapeOf(reflect.PointerTo(c.rep(v.Type)))
	}
	return c.shape(v.Type)
}

// variable returns a variable's slot.
func (c *compiler) variable(v *ir.Var) slot {
	s, ok := c.vars[v]
	if !ok {
		s = c.shapeOfVar(v)
		s.off = c.slot(s.words)
		c.vars[v] = s
	}
	return s
}

// compile compiles a function and its literals.
func (ld *loading) compile(f *ir.Func) *Func { return ld.compileAs(f, ld.m.signature(f.Sig)) }

// compileAs compiles a function of a known signature; if its frame is large, a second time,
// with the small slots in front.
func (ld *loading) compileAs(f *ir.Func, sig *Signature) *Func {
	c := ld.compiled(f, sig, 0)
	if c.far {
		c = ld.compiled(f, sig, c.small)
	}
	if c.far {
		c.unsupported(f.Pos, "a frame of this size")
	}
	m := ld.m
	fn := c.finish(f.Name)
	fn.info, fn.source = m.info(f, ld.files), f
	if m.opts.Verify {
		if err := m.verify(fn); err != nil {
			panic(fmt.Sprintf("vm: %s: %v\n%s", f.Name, err, fn.Listing(m)))
		}
	}
	if ld.names {
		c.writeDown(fn)
	}
	return fn
}

// compiled emits a function.
func (ld *loading) compiled(f *ir.Func, sig *Signature, near int) *compiler {
	c := &compiler{
		builder: ld.m.newBuilder(sig), load: ld, f: f,
		vars: map[*ir.Var]slot{}, loops: map[*ir.Label]*target{}, temps: reads(f),
	}
	c.keepNear(near)
	if ld.names {
		c.naming = newNaming(sig)
	}
	c.at = f.Pos
	c.captures()
	c.params()
	c.stmts(f.Body)
	c.at = f.End
	c.fallOff()
	return c
}

// captures lays out what a literal captures in one piece, the env.
func (c *compiler) captures() {
	if len(c.f.Captures) == 0 {
		return
	}
	var all words
	for _, x := range c.f.Captures {
		s := c.shapeOfVar(x.Inner)
		s.off = int32(len(all)) * wordSize
		c.vars[x.Inner] = s
		all += s.words
	}
	c.envAt = c.slot(all)
	for _, x := range c.f.Captures {
		s := c.vars[x.Inner]
		s.off += c.envAt
		c.vars[x.Inner] = s
		c.naming.reserved(s.off)
	}
	c.envType = withWords(nil, all)
}

// params gives parameters and results their slots; cells are made of them at the start.
func (c *compiler) params() {
	for i, p := range c.f.Params {
		in := c.sig.in[i]
		if !p.Cell {
			c.vars[p] = in
			continue
		}
		c.newCell(p)
		c.store(c.varPlace(p), in.off)
	}
	for i, r := range c.f.Results {
		if r.Cell {
			c.newCell(r)
			continue
		}
		c.vars[r] = c.sig.out[i]
		if c.f.NamedResults || c.f.HasDefer {
			c.clear(c.sig.out[i].off, c.sig.out[i])
		}
	}
}

// newCell gives a variable a new cell with the zero value.
func (c *compiler) newCell(v *ir.Var) {
	s := c.variable(v)
	c.alloc(s.off, c.rep(v.Type))
}

// fallOff returns at the end of the body.
func (c *compiler) fallOff() { c.leave() }

// ret returns with the results as they stand.
func (c *compiler) ret() {
	for i, r := range c.f.Results {
		if r.Cell {
			c.loadTo(c.varPlace(r), c.sig.out[i].off)
		}
	}
	off := c.resultOffset()
	c.emit(c.retOp(), 0, off, off, 0)
}

// callee is the constant for calls of a function at top level.
func (c *compiler) callee(f *ir.Func, pos token.Pos) *Callee {
	ld := c.load
	if ld.calls[ld.now] == nil {
		ld.calls[ld.now] = map[*ir.Func]bool{}
	}
	ld.calls[ld.now][f] = true
	return ld.m.callee(f)
}

func (m *Machine) callee(f *ir.Func) *Callee {
	ce, ok := m.callees[f]
	if !ok {
		ce = &Callee{sig: m.signature(f.Sig)}
		m.callees[f] = ce
	}
	return ce
}

// Load compiles functions. It takes those that it can, together with all that they call, and
// says of the others why not; of functions that cannot be taken only because of what they
// call, it says that. A failure changes nothing for functions loaded earlier.
func (m *Machine) Load(funcs []*ir.Func, files *token.FileSet) map[*ir.Func]*Unsupported {
	ld := &loading{m: m, files: files, calls: map[*ir.Func]map[*ir.Func]bool{}}
	refused := map[*ir.Func]*Unsupported{}
	done := map[*ir.Func]*Func{}
	for _, f := range funcs {
		ld.now = f
		if fn, why := ld.try(f); why != nil {
			refused[f] = why
		} else {
			done[f] = fn
		}
	}
	m.settle(ld, done, refused)
	for f, fn := range done {
		m.callee(f).fn.Store(fn)
	}
	return refused
}

// settle refuses functions that refer to some that there are not.
func (m *Machine) settle(ld *loading, done map[*ir.Func]*Func, refused map[*ir.Func]*Unsupported) {
	for changed := true; changed; {
		changed = false
		for f := range done {
			for g := range ld.calls[f] {
				if done[g] == nil && m.callee(g).fn.Load() == nil && !m.foreign(g) {
					delete(done, f)
					refused[f] = &Unsupported{f.Pos, "it calls " + g.Name}
					changed = true
					break
				}
			}
		}
	}
}

// foreign lets calls of a function that runs elsewhere go there.
func (m *Machine) foreign(f *ir.Func) bool {
	if m.opts.Foreign == nil {
		return false
	}
	v, ok := m.opts.Foreign(f)
	if !ok {
		return false
	}
	ce := m.callee(f)
	ce.fn.Store(m.stubFor(ce.sig, v))
	return true
}

// try compiles f, and tells why it cannot.
func (ld *loading) try(f *ir.Func) (fn *Func, why *Unsupported) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Unsupported:
			why = r
		case *rt.Unsupported:
			why = &Unsupported{f.Pos, r.What}
		default:
			panic(r)
		}
	}()
	if no := ld.m.opts.Refuse; no != nil && no(f) {
		return nil, &Unsupported{f.Pos, "it is to run on Yaegi"}
	}
	return ld.compile(f), nil
}

// Forget takes functions back that nothing calls which is going to run: those of a failed Load's
// program, and those that Options.Foreign has returned for it.
func (m *Machine) Forget(funcs []*ir.Func) {
	for _, f := range funcs {
		if ce := m.callees[f]; ce != nil {
			ce.fn.Store(nil)
		}
	}
}

// Func returns a loaded function as a Go function, receiver first; ok is false if it
// is not loaded. It calls the newest version.
func (m *Machine) Func(f *ir.Func) (v reflect.Value, ok bool) {
	ce := m.callees[f]
	if ce == nil || ce.fn.Load() == nil {
		return v, false
	}
	return ce.sig.value(ce.sig.funcOf(&closure{callee: ce})), true
}

// Replace makes calls of old, however old they are, call the newest version of new.
func (m *Machine) Replace(old, new *ir.Func) {
	if fn := m.callee(new).fn.Load(); fn != nil {
		m.callee(old).fn.Store(fn)
	}
}
