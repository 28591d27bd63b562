package cell

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"runtime/debug"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lower"
	"github.com/gopherloop/gopherloop/kernel/internal/cell/stdlib"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// A Session is everything that is kept between cells: names and what they mean,
// imported packages, the sources of all cells, and what lowering has made of them.
// Its methods may be called from any goroutine; they wait for each other.
type Session struct {
	mu      sync.Mutex
	fset    *token.FileSet
	sources map[*token.File]*source
	live    map[string]*entry
	std     *packages
	pending []*ir.Program // packages lowered for cells that then did not compile
	library *library
	lower   *lower.Session
	sizes   types.Sizes
}

// NewSession returns a session in which no cell has run.
func NewSession() (*Session, error) {
	std, err := stdlib.NewImporter()
	if err != nil {
		return nil, fmt.Errorf("opening the standard library: %w", err)
	}
	fset := token.NewFileSet()
	lib := newLibrary(fset, std)
	return &Session{
		fset:    fset,
		sources: make(map[*token.File]*source),
		live:    make(map[string]*entry),
		std:     newPackages(fset, std),
		library: lib,
		lower:   lower.NewSession(lib),
		sizes:   types.SizesFor("gc", "amd64"),
	}, nil
}

// Compile checks and lowers a cell; name is what positions and messages call it,
// such as "cell 3". The program is ready to run, and the cell's names are known to
// the following cells, whether or not it is run.
//
// The error is an [*Errors], and then nothing has changed. Compile does not panic.
func (s *Session) Compile(name, source string) (prog *ir.Program, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	src := s.open(name, source)
	var a *attempt
	defer func() {
		if r := recover(); r != nil {
			err = internalError(name, r)
		}
		if err != nil {
			a.rollback()
			s.close(src)
			prog = nil
		}
	}()
	a, err = s.check(src)
	if err != nil {
		return nil, err
	}
	programs, err := s.imported(a.imported())
	s.pending = append(s.pending, programs...)
	if err != nil {
		return nil, internalError(name, err)
	}
	prog, lowerErr := s.lower.Lower(a.unit)
	if lowerErr != nil {
		return nil, a.unsupported(lowerErr)
	}
	prog.Needs, s.pending = s.pending, nil
	a.commit()
	return prog, nil
}

// internalError reports a panic of the compiler itself as an error of the cell.
func internalError(cell string, r any) *Errors {
	d := Diagnostic{
		Pos:  token.Position{Filename: cell, Line: 1},
		Msg:  fmt.Sprintf("the kernel's compiler failed on this cell: %v", r),
		Hint: "this is a bug in the kernel, not in your program; please report it with the text of the cell",
		Code: "internal",
	}
	return &Errors{Cell: cell, Diagnostics: []Diagnostic{d}, Stack: string(debug.Stack())}
}

// open adds the text of a cell to the session.
func (s *Session) open(name, text string) *source {
	src := newSource(s.fset, name, text)
	s.sources[src.file] = src
	return src
}

// close forgets a cell that has not run.
func (s *Session) close(src *source) {
	s.fset.RemoveFile(src.file)
	delete(s.sources, src.file)
}

// commit makes the names of a lowered cell known to the following ones.
func (a *attempt) commit() {
	names := a.note()
	for _, pair := range a.aliases {
		a.s.lower.Alias(pair[0], pair[1])
	}
	maps.Copy(a.s.live, names)
	for _, m := range a.late {
		if e := a.s.live[m.base]; e != nil && e.typ != nil {
			e.typ.methods[m.decl.Name.Name] = &method{m.decl, a.src, doc(m.decl.Doc)}
		}
	}
}

// Line returns the text of a line of a cell that has been compiled, for
// tracebacks; "" if there is none.
func (s *Session) Line(pos token.Pos) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	file := s.fset.File(pos)
	if src := s.sources[file]; src != nil {
		return src.line(file.Line(pos))
	}
	return ""
}

// receiverBase returns the name of the type that a method is declared for, or "".
func receiverBase(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) != 1 {
		return ""
	}
	base, _, _ := unpackReceiver(f.Recv.List[0].Type)
	if base == nil {
		return ""
	}
	return base.Name
}
