package vm_test

import (
	"errors"
	"fmt"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	lib "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/native"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
	"github.com/gopherloop/gopherloop/kernel/internal/vm"
)

// A session is a machine with the functions of some Go source loaded.
type session struct {
	cells   *cell.Session
	machine *vm.Machine
	threads *rt.Threads
	types   *rt.Types
	funcs   map[string]*ir.Func
	refused map[string]*vm.Unsupported
	globals map[*ir.Global]reflect.Value
	files   *token.FileSet // of the last cell
}

func newSession(t testing.TB, change ...func(*vm.Options)) *session {
	t.Helper()
	cells, err := cell.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	s := &session{
		cells: cells, threads: rt.NewThreads(rt.ThreadOptions{}), types: rt.NewTypes(native.Natives{}),
		funcs: map[string]*ir.Func{}, refused: map[string]*vm.Unsupported{}, globals: map[*ir.Global]reflect.Value{},
	}
	opts := vm.Options{
		Types: s.types, Threads: s.threads, Variable: s.variable, Lookup: lookup, Pull: reflect.ValueOf(lib.Pull), Verify: true,
	}
	for _, f := range change {
		f(&opts)
	}
	s.machine, err = vm.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *session) variable(g *ir.Global) reflect.Value {
	v, ok := s.globals[g]
	if !ok {
		v = reflect.New(s.types.Of(g.Type).R).Elem()
		s.globals[g] = v
	}
	return v
}

// load compiles a cell and loads its functions.
func (s *session) load(t testing.TB, source string) {
	t.Helper()
	p, err := s.cells.Compile("cell", source)
	if err != nil {
		t.Fatal(err)
	}
	s.files = p.Files
	for _, b := range p.Bindings {
		s.types.Of(b.Type)
	}
	for f, why := range s.machine.Load(p.Funcs, p.Files) {
		s.refused[f.Name] = why
	}
	for _, f := range p.Funcs {
		s.funcs[strings.TrimPrefix(f.Name, "main.")] = f
	}
	for _, b := range p.Bindings {
		if v, ok := s.machine.Func(b.Func); ok {
			s.types.Bind(b, v)
		}
	}
}

// function returns a loaded function as a Go function of type F, which must be its exact type.
func function[F any](t testing.TB, s *session, name string) F {
	t.Helper()
	return s.function(t, name).Interface().(F)
}

func (s *session) function(t testing.TB, name string) reflect.Value {
	t.Helper()
	f := s.funcs[name]
	if f == nil {
		t.Fatalf("no function %s", name)
	}
	v, ok := s.machine.Func(f)
	if !ok {
		t.Fatalf("%s is not taken: %v", name, s.refused[f.Name])
	}
	return v
}

// do runs f as the body of a cell and returns what the cell ended with.
func (s *session) do(f func()) error {
	c := s.threads.Start("test", f)
	<-c.Done()
	return c.Err()
}

// outcome calls a function and words its results, or its panic. Structs are worded field by field,
// so that those of cells, which have made-up names, compare with the compiled ones.
func outcome(f reflect.Value, args ...any) (text string) {
	defer func() {
		if r := recover(); r != nil {
			var p *rt.Panic
			if err, ok := r.(error); ok && errors.As(err, &p) {
				r = p.Value
			}
			text = fmt.Sprint("panic: ", r)
		}
	}()
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = reflect.ValueOf(a)
	}
	var all []string
	for _, v := range f.Call(in) {
		all = append(all, fmt.Sprintf("%#v", plain(v)))
	}
	return strings.Join(all, " ")
}

// plain is v with structs as slices of their fields.
func plain(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Struct:
		var all []any
		for i := range v.NumField() {
			all = append(all, plain(v.Field(i)))
		}
		return all
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.IsNil() {
			return nil
		}
		all := []any{}
		for i := range v.Len() {
			all = append(all, plain(v.Index(i)))
		}
		return all
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return plain(v.Elem())
	case reflect.Float64, reflect.Float32:
		return fmt.Sprint(v.Float()) // NaN equals NaN
	case reflect.Complex128, reflect.Complex64:
		return fmt.Sprint(v.Complex())
	}
	return fmt.Sprint(v)
}

// sourceOf reads a file of this package as the source of a cell.
func sourceOf(t testing.TB, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Replace(string(text), "package vm_test\n", "", 1)
}

func (s *session) global(t testing.TB, name string) *ir.Global {
	t.Helper()
	for g := range s.globals {
		if g.Name == name {
			return g
		}
	}
	t.Fatalf("no variable %s", name)
	return nil
}
