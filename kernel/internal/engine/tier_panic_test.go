package engine_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// The functions of slowDefers run on Yaegi, those of fastDefers on the second tier.
const slowDefers = `
import "fmt"
func slowRecover() { fmt.Println("slow", recover()) }
func slowDefer(f, body func()) {
	defer func() { fmt.Println("slow rest", recover()) }()
	defer f()
	body()
}
func slowPass(f func()) {
	defer fmt.Println("passing slow")
	f()
}
func slowNested() { slowRecover() }
func slowPanic() {
	panic("slow panic")
}
`

const fastDefers = `
func fastRecover() { fmt.Println("fast", recover()) }
func fastDefer(f, body func()) {
	defer func() { fmt.Println("fast rest", recover()) }()
	defer f()
	body()
}
func fastPass(f func()) { defer fmt.Println("passing fast"); f() }
func fastNested() { fastRecover() }
var other = slowRecover
func fastCallsSlow() { other() }
func fastPanic() {
	var p *int
	*p = 1
}
`

// TestRecoverAcrossTiers lets panics and recover meet on both tiers.
func TestRecoverAcrossTiers(t *testing.T) {
	s := newSession(t, slow())
	for _, source := range []string{slowDefers, fastDefers} {
		if got := s.run(t.Context(), "cell", source); got != "" {
			t.Fatal(got)
		}
	}
	checkTiers(t, s)
	nilFault := "runtime error: invalid memory address or nil pointer dereference"
	steps := []struct{ source, want string }{
		{"slowDefer(fastRecover, fastPanic)", "fast " + nilFault + "\nslow rest <nil>\n"},
		{"fastDefer(slowRecover, slowPanic)", "slow slow panic\nfast rest <nil>\n"},
		{"fastDefer(fastRecover, slowPanic)", "fast slow panic\nfast rest <nil>\n"},
		{"slowDefer(slowRecover, fastPanic)", "slow " + nilFault + "\nslow rest <nil>\n"},
		{"slowDefer(fastNested, slowPanic)", "fast <nil>\nslow rest slow panic\n"},
		{"fastDefer(slowNested, slowPanic)", "slow <nil>\nfast rest slow panic\n"},
		{"fastDefer(fastCallsSlow, slowPanic)", "slow <nil>\nfast rest slow panic\n"},
		{"slowDefer(fastCallsSlow, slowPanic)", "slow <nil>\nslow rest slow panic\n"},
		{"fastDefer(slowRecover, func() { slowPass(func() { fastPass(slowPanic) }) })", "passing fast\npassing slow\nslow slow panic\nfast rest <nil>\n"},
		{"slowDefer(fastRecover, func() { fastPass(func() { slowPass(fastPanic) }) })", "passing slow\npassing fast\nfast " + nilFault + "\nslow rest <nil>\n"},
	}
	for _, st := range steps {
		if got := s.run(t.Context(), "cell", st.source); got != st.want {
			t.Errorf("%s: got\n%s\nwant\n%s", st.source, got, st.want)
		}
	}
	want := `passing fast
passing slow
! slow panic
  at main.slowPanic cell:15
  at main.fastPass cell:8
  at cell.func1 cell:1
  at main.slowPass cell:11
  at cell cell:1
`
	got := s.run(t.Context(), "cell", "slowPass(func() { fastPass(slowPanic) })")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// checkTiers makes sure that the functions run where their names say.
func checkTiers(t *testing.T, s *session) {
	t.Helper()
	refused := map[string]bool{}
	for f := range s.engine.Refused() {
		refused[f.Name] = true
		if strings.Contains(f.Name, "fast") {
			t.Errorf("%s runs on Yaegi", f.Name)
		}
	}
	for _, name := range []string{"slowRecover", "slowDefer", "slowPass", "slowNested", "slowPanic"} {
		if !refused["main."+name] {
			t.Errorf("%s does not run on Yaegi", name)
		}
	}
}

// TestReplacedPanics compares which panics an error says it took the place of.
func TestReplacedPanics(t *testing.T) {
	tests := []struct{ source, want string }{
		{`func() { defer func() { panic(2) }(); panic(1) }()`, "2 1"},
		{`func() { defer func() { panic(3) }(); defer func() { panic(2) }(); panic(1) }()`, "3 2 1"},
		{`func() { defer func() { recover(); panic(2) }(); panic(1) }()`, "2"},
		{`func() { defer func() { defer func() { recover() }(); panic(2) }(); panic(1) }()`, "1"},
		{`func() { defer func() { defer func() { panic(3) }(); panic(2) }(); panic(1) }()`, "3 2 1"},
		{`func() { defer func() { defer func() { defer func() { panic(4) }(); panic(3) }(); panic(2) }(); panic(1) }()`, "4 3 2 1"},
		{`func() { defer func() { defer func() { panic(3) }(); defer func() { recover() }(); panic(2) }(); panic(1) }()`, "3 1"},
		{`func() { defer func() { defer func() { panic(recover()) }(); panic(2) }(); panic(1) }()`, "2 1"},
		{`func() { defer func() { panic(2) }(); func() { defer func() { panic(recover()) }(); panic(1) }() }()`, "2 1"},
	}
	for _, tier := range []string{"", engine.OnlyYaegi} {
		for _, tt := range tests {
			s := newSession(t, engine.Options{Verify: true, Tier: tier})
			p, err := s.cells.Compile("cell", tt.source)
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.engine.Run(t.Context(), p)
			var got []string
			last, _ := errors.AsType[*rt.Panic](err)
			for ; last != nil; last = last.Replaced {
				got = append(got, fmt.Sprint(last.Value))
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("%q: %s: panics %v, want %s", tier, tt.source, got, tt.want)
			}
		}
	}
}

// TestRecoverBehindMethodValues: a compiled method as a value calls further, so that what it calls is
// not called by the running of deferred functions. (Yaegi alone cannot tell.)
func TestRecoverBehindMethodValues(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	source := `import ("fmt"; "sync")
func f() {
	defer func() { fmt.Println("then", recover()) }()
	var once sync.Once
	do := once.Do
	defer do(func() { fmt.Println("in Do", recover()) })
	panic("p")
}
f()`
	if got := s.run(t.Context(), "cell", source); got != "in Do <nil>\nthen p\n" {
		t.Error(got)
	}
}

// TestPanicsOfReflect: what package reflect says is not taken for a fault of the cell's code, which
// Yaegi reports in reflect's words.
func TestPanicsOfReflect(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	s.run(t.Context(), "cell", `import "reflect"`)
	tests := []struct{ source, want string }{
		{`reflect.ValueOf(nil).Type()`, "reflect: call of reflect.Value.Type on zero Value"},
		{`reflect.ValueOf([]int{1}).Index(5)`, "reflect: slice index out of range"},
		{`reflect.ValueOf(1).Elem()`, "reflect: call of reflect.Value.Elem on int Value"},
	}
	for _, tt := range tests {
		got := s.run(t.Context(), "cell", tt.source)
		if !strings.HasPrefix(got, "! "+tt.want) {
			t.Errorf("%s: %s", tt.source, got)
		}
	}
}
