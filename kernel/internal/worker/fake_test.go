package worker

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// TestMain makes the test binary its own child process.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "worker-child" {
		err := Child(context.Background(), func(h Handler) (Language, error) {
			switch {
			case len(os.Args) == 2:
				return &script{h: h, out: os.Stdout, err: os.Stderr}, nil
			case os.Args[2] == "go":
				return Go(h)
			case os.Args[2] == "go-on-yaegi":
				return GoOptions{Tier: OnlyYaegi}.Language(h)
			case os.Args[2] == "go-without-machine":
				return GoOptions{Layout: func() error { return errors.New("funcs are odd here") }}.Language(h)
			}
			return nil, errors.New(os.Args[2])
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Setenv("GORACE", "atexit_sleep_ms=0") // or every child takes a second to end
	os.Exit(m.Run())
}

// A script is a Language of one command per line:
//
//	print TEXT, eprint TEXT   a line on stdout or stderr
//	write HEX                 bytes on stdout
//	show TEXT                 a display event
//	late CELL TEXT            text of another cell
//	input PROMPT              asks and prints the answer
//	value TEXT                what the cell shows
//	set NAME TEXT, get NAME   keeps a value, shows it
//	fail TEXT                 an error
//	bug                       a panic of the language itself
//	wait, hang                blocks until stopped; for ever
//	flood                     prints until stopped
//	race, recurse, exit N     what Go does not survive
//	start                     starts a process that outlives the cell, prints its number
//	nan                       shows what JSON cannot
type script struct {
	h        Handler
	out, err io.Writer

	mu     sync.Mutex
	values map[string]string
}

type scriptRun struct {
	*script
	ctx   context.Context
	cell  string
	shown *Bundle
}

func (s *script) Compile(name, source string) (Program, *CellError) {
	if what, ok := strings.CutPrefix(source, "reject "); ok {
		return nil, scriptError("compile error", name+": "+what)
	}
	return strings.Split(strings.TrimSpace(source), "\n"), nil
}

func scriptError(name, value string) *CellError {
	return &CellError{Name: name, Value: value, Traceback: []string{value}}
}

func (s *script) Run(ctx context.Context, cell string, p Program) (*Bundle, *CellError) {
	r := &scriptRun{script: s, ctx: ctx, cell: cell}
	for _, l := range p.([]string) {
		command, arg, _ := strings.Cut(strings.TrimSpace(l), " ")
		if err := r.do(command, arg); err != nil {
			return nil, scriptError("error", err.Error())
		}
	}
	return r.shown, nil
}

func (r *scriptRun) do(command, arg string) error {
	switch command {
	case "print":
		fmt.Fprintln(r.out, arg)
	case "eprint":
		fmt.Fprintln(r.err, arg)
	case "write":
		b, err := hex.DecodeString(arg)
		r.out.Write(b)
		return err
	case "show":
		r.h.Event(Event{Cell: r.cell, Kind: Display, Bundle: text(arg)})
	case "late":
		cell, arg, _ := strings.Cut(arg, " ")
		r.h.Event(Event{Cell: cell, Kind: Stream, Name: Stdout, Text: arg + "\n"})
	case "input":
		line, err := r.h.Input(r.ctx, r.cell, arg, false)
		fmt.Fprintf(r.out, "<%s>\n", line)
		return err
	case "fail":
		return errors.New(arg)
	case "bug":
		panic("bug")
	case "nan":
		r.shown = &Bundle{Data: map[string]any{"application/json": func() {}}}
	default:
		return r.doMore(command, arg)
	}
	return nil
}

func (r *scriptRun) doMore(command, arg string) error {
	switch command {
	case "value":
		b := text(arg)
		r.shown = &b
	case "set":
		name, value, _ := strings.Cut(arg, " ")
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.values == nil {
			r.values = map[string]string{}
		}
		r.values[name] = value
	case "get":
		r.mu.Lock()
		defer r.mu.Unlock()
		value, ok := r.values[arg]
		if !ok {
			return errors.New("undefined: " + arg)
		}
		b := text(value)
		r.shown = &b
	case "start":
		cmd := exec.Command("sleep", "1000")
		cmd.Stdout = os.Stdout
		err := cmd.Start()
		if err == nil {
			fmt.Fprintln(r.out, cmd.Process.Pid)
		}
		return err
	default:
		return r.doFatal(command, arg)
	}
	return nil
}

func (r *scriptRun) doFatal(command, arg string) error {
	switch command {
	case "wait":
		<-r.ctx.Done()
		return errors.New("stopped")
	case "hang":
		fmt.Fprintln(r.out, "hanging")
		select {}
	case "flood":
		for r.ctx.Err() == nil {
			fmt.Fprintln(r.out, strings.Repeat("flood ", 100))
		}
		return errors.New("stopped")
	case "race":
		fmt.Fprintln(os.Stderr, "fatal error: concurrent map writes")
		fmt.Fprintln(os.Stderr, "\ngoroutine 7 [running]:\nmain.main()")
		os.Exit(2)
	case "recurse":
		debug.SetMaxStack(1 << 20)
		fmt.Fprintln(r.out, recurse(0))
	case "exit":
		n, _ := strconv.Atoi(arg)
		os.Exit(n)
	case "":
	default:
		return fmt.Errorf("no command %q", command)
	}
	return nil
}

func recurse(n int) int {
	if n < 0 {
		return n
	}
	return recurse(n+1) + 1
}

func text(s string) Bundle { return Bundle{Data: map[string]any{"text/plain": s}} }

func (s *script) Complete(_ context.Context, code string, cursor int) Completion {
	return Completion{Matches: []string{string([]rune(code)[:cursor]) + "!"}, Start: 0, End: cursor}
}

func (s *script) Inspect(_ context.Context, code string, cursor, detail int) Inspection {
	if code == "nothing" {
		return Inspection{}
	}
	return Inspection{Found: true, Bundle: text(fmt.Sprint(code, cursor, detail))}
}

func (s *script) IsComplete(_ context.Context, code string) Completeness {
	if code == "bug" {
		panic("bug")
	}
	return Completeness{Status: Incomplete, Indent: "\t"}
}

func (s *script) Variables(context.Context) []Variable {
	s.mu.Lock()
	defer s.mu.Unlock()
	var vs []Variable
	for name, value := range s.values {
		vs = append(vs, Variable{name, "string", value})
	}
	slices.SortFunc(vs, func(a, b Variable) int { return strings.Compare(a.Name, b.Name) })
	return vs
}

func (s *script) Engine() Engine {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := Engine{Name: cmp.Or(s.values["engine"], BothTiers)}
	for _, name := range slices.Sorted(maps.Keys(s.values)) {
		e.Functions = append(e.Functions, PlacedFunction{Name: name, Cell: "cell 1", Line: 2, Engine: s.values[name], Why: "<why>"})
	}
	return e
}

func (s *script) Memory() *rt.Memory { return rt.NewMemory(rt.NoLimit) }

func (s *script) Watch(context.Context) {}

func (s *script) SetEngine(name string) error {
	if name != BothTiers && name != OnlyYaegi {
		return errors.New("unknown engine " + name)
	}
	return nil
}

func (s *script) Listing(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.values[name]
}

func (s *script) Desugar(_, source string) (string, *CellError) { return source, nil }

func (s *script) Tests(*regexp.Regexp) string { return "" }

func (s *script) Goroutines() string { return "" }

func (s *script) Footer() *Bundle { return nil }

func (s *script) Reset() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values = nil
	return nil
}

// A recorder is a Handler that keeps what it gets. Consecutive text of one
// stream is joined, because when it is flushed depends on the machine.
type recorder struct {
	answers chan string   // what the user says; closed is the end of input
	asked   chan string   // gets the prompts, if not nil
	block   chan struct{} // if not nil, Event waits for a receive or its close

	mu     sync.Mutex
	events []string
	places []string
	bundle Bundle // of the last event that had one
	size   int
	calls  int
	seen   chan struct{} // closed and replaced at every event
}

func newRecorder() *recorder {
	return &recorder{answers: make(chan string), seen: make(chan struct{})}
}

func (r *recorder) Event(e Event) {
	if r.block != nil {
		<-r.block
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls++
	r.size += len(e.Text)
	s := fmt.Sprintf("%s %s %v", e.Cell, r.displayKind(e), e.Bundle.Data["text/plain"])
	if e.Kind == ClearOutput {
		s = fmt.Sprintf("%s clear, wait %t", e.Cell, e.Wait)
	}
	if e.Kind == Stream {
		head := e.Cell + " " + e.Name + " "
		s = head + e.Text
		if n := len(r.events); n > 0 && strings.HasPrefix(r.events[n-1], head) {
			s = r.events[n-1] + e.Text
			r.events = r.events[:n-1]
		}
	}
	if e.Bundle.Data != nil {
		r.bundle = e.Bundle
	}
	r.events = append(r.events, s)
	close(r.seen)
	r.seen = make(chan struct{})
}

// displayKind says what a display event is, with its place numbered: the names are random.
func (r *recorder) displayKind(e Event) string {
	kind := "display"
	if e.Kind == UpdateDisplay {
		kind = "update"
	}
	if e.DisplayID == "" {
		return kind
	}
	if !slices.Contains(r.places, e.DisplayID) {
		r.places = append(r.places, e.DisplayID)
	}
	return fmt.Sprintf("%s#%d", kind, 1+slices.Index(r.places, e.DisplayID))
}

func (r *recorder) Input(ctx context.Context, cell, prompt string, _ bool) (string, error) {
	if r.asked != nil {
		r.asked <- cell + " " + prompt
	}
	select {
	case s, ok := <-r.answers:
		if !ok {
			return "", io.EOF
		}
		return s, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// take returns what came since the last take.
func (r *recorder) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	events := r.events
	r.events = nil
	return events
}

// waitFor blocks until some event contains text.
func (r *recorder) waitFor(t *testing.T, text string) {
	t.Helper()
	for {
		r.mu.Lock()
		found := slices.ContainsFunc(r.events, func(e string) bool { return strings.Contains(e, text) })
		seen := r.seen
		r.mu.Unlock()
		if found {
			return
		}
		select {
		case <-seen:
		case <-t.Context().Done():
			t.Fatalf("no event with %q", text)
		}
	}
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%.2000q\nwant\n%.2000q", got, want)
	}
}
