package engine

import (
	"io"
	"maps"
	"os"
	"reflect"
	"runtime"
	"sort"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file says which functions and methods of compiled packages are replaced in
// cells, and by what: those that would end the process, block so that a stop cannot
// reach them, read the process's input, or look at values through any.

// libPath is the package that the generic functions of the standard library are built on.
const libPath = "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"

// newOverrides returns the functions, by "import path.name".
func (e *Engine) newOverrides() map[string]any {
	out := &rt.Printer{Stdout: e.stdout}
	in := &rt.Scanner{In: e.stdin()}
	all := e.reflectOverrides()
	maps.Copy(all, e.logOverrides())
	maps.Copy(all, processOverrides())
	maps.Copy(all, e.repeatOverrides())
	maps.Copy(all, map[string]any{
		"fmt.Print": out.Print, "fmt.Println": out.Println, "fmt.Printf": out.Printf,
		"fmt.Fprint": rt.Fprint, "fmt.Fprintln": rt.Fprintln, "fmt.Fprintf": rt.Fprintf,
		"fmt.Sprint": rt.Sprint, "fmt.Sprintln": rt.Sprintln, "fmt.Sprintf": rt.Sprintf,
		"fmt.Append": rt.Append, "fmt.Appendln": rt.Appendln, "fmt.Appendf": rt.Appendf,
		"fmt.Errorf": rt.Errorf,
		"fmt.Scan":   in.Scan, "fmt.Scanln": in.Scanln, "fmt.Scanf": in.Scanf,
		"fmt.Fscan": rt.Fscan, "fmt.Fscanln": rt.Fscanln, "fmt.Fscanf": rt.Fscanf,
		"fmt.Sscan": rt.Sscan, "fmt.Sscanln": rt.Sscanln, "fmt.Sscanf": rt.Sscanf,

		"errors.As": rt.ErrorsAs, "errors.Is": rt.ErrorsIs,

		"os.Exit":        e.threads.Exit,
		"runtime.Goexit": e.threads.Goexit,
		"testing.Main":   e.runTests,
		"flag.Parse":     e.threads.ParseFlags,
		"time.Sleep":     e.sleep,

		libPath + ".Pull": e.threads.Pull,

		"runtime.Caller": e.threads.Caller, "runtime.Callers": e.threads.Callers, "runtime.FuncForPC": e.threads.FuncForPC,
		"runtime.Stack": e.threads.Stack, "runtime/debug.Stack": e.threads.DebugStack, "runtime/debug.PrintStack": e.threads.PrintStack,

		"sort.Slice":         func(x any, less func(i, j int) bool) { sort.Slice(rt.Raw(x), less) },
		"sort.SliceStable":   func(x any, less func(i, j int) bool) { sort.SliceStable(rt.Raw(x), less) },
		"sort.SliceIsSorted": func(x any, less func(i, j int) bool) bool { return sort.SliceIsSorted(rt.Raw(x), less) },
	})
	return all
}

func deepEqual(x, y any) bool {
	bx, boxedX := x.(rt.Box)
	by, boxedY := y.(rt.Box)
	if boxedX && boxedY {
		return bx.T == by.T && reflect.DeepEqual(bx.V, by.V)
	}
	return reflect.DeepEqual(x, y)
}

// stdout is where fmt.Print prints. A program that has set os.Stdout wants it there.
func (e *Engine) stdout() io.Writer {
	if e.opts.Stdout != nil && os.Stdout == e.ownStdout {
		return e.opts.Stdout()
	}
	return os.Stdout
}

func (e *Engine) stdin() io.Reader {
	if e.opts.Stdin != nil {
		return e.opts.Stdin
	}
	return noInput{}
}

// methodOverride returns what replaces a method of a compiled type, receiver first.
func (e *Engine) methodOverride(recv reflect.Type, name string) (reflect.Value, bool) {
	if f, ok := e.methods[methodName{recv, name}]; ok {
		return reflect.ValueOf(f), true
	}
	if m, ok := recv.MethodByName(name); ok && recv.Kind() != reflect.Interface {
		return e.looker(packageOfType(recv), name, m.Func)
	}
	return reflect.Value{}, false
}

type methodName struct {
	recv reflect.Type
	name string
}

// newMethods returns the methods, by receiver and name.
func (e *Engine) newMethods() map[methodName]any {
	all := e.reflectMethods()
	maps.Copy(all, e.logMethods())
	maps.Copy(all, e.testMethods())
	maps.Copy(all, e.commandMethods())
	maps.Copy(all, e.unlockMethods())
	maps.Copy(all, map[methodName]any{
		{reflect.TypeFor[*os.File](), "Read"}: e.readFile,

		{reflect.TypeFor[*runtime.Func](), "Name"}:     e.threads.FuncName,
		{reflect.TypeFor[*runtime.Func](), "Entry"}:    e.threads.FuncEntry,
		{reflect.TypeFor[*runtime.Func](), "FileLine"}: e.threads.FuncFileLine,
		{reflect.TypeFor[*runtime.Frames](), "Next"}:   e.threads.NextFrame,

		{reflect.TypeFor[*sync.Mutex](), "Lock"}:     e.lock,
		{reflect.TypeFor[*sync.RWMutex](), "Lock"}:   e.lockRW,
		{reflect.TypeFor[*sync.RWMutex](), "RLock"}:  e.rlockRW,
		{reflect.TypeFor[*sync.WaitGroup](), "Wait"}: func(w *sync.WaitGroup) { e.await(rt.WaitGroup, w.Wait, nil) },
		{reflect.TypeFor[*sync.WaitGroup](), "Go"}:   e.waitGroupGo,
		{reflect.TypeFor[*sync.Cond](), "Wait"}:      func(c *sync.Cond) { e.await(rt.WaitCond, c.Wait, c.L.Unlock) },
	})
	return all
}

func (e *Engine) readFile(f *os.File, b []byte) (int, error) {
	if f == os.Stdin {
		return e.stdin().Read(b)
	}
	return f.Read(b)
}

// stdinAs is func(f *os.File) I for an interface that can read: os.Stdin becomes the
// reader that asks the user.
func (e *Engine) stdinAs(iface reflect.Type) reflect.Value {
	return makeFunc(typesOf(reflect.TypeFor[*os.File]()), typesOf(iface), func(in values) values {
		f, _ := in[0].Interface().(*os.File)
		v := reflect.New(iface).Elem()
		if r := reflect.ValueOf(e.stdin()); f == os.Stdin && f != nil && r.Type().Implements(iface) {
			v.Set(r)
		} else {
			v.Set(in[0])
		}
		return values{v}
	})
}
