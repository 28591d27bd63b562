package rt

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"io"
	"log"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
)

// typist answers questions from a script and remembers the prompts.
type typist struct {
	lines   []string
	prompts []string
}

func (u *typist) ask(_ context.Context, prompt string) (string, error) {
	u.prompts = append(u.prompts, prompt)
	if len(u.lines) == 0 {
		return "", io.EOF
	}
	line := u.lines[0]
	u.lines = u.lines[1:]
	return line, nil
}

func TestScanAsksForLines(t *testing.T) {
	l := newLab()
	var shown strings.Builder
	out := NewOutput(&shown)
	user := &typist{lines: []string{"anna 3", "21.5", "", "rest of it"}}
	in := Stdin(user.ask, nil, out.Prompt)
	s := &Scanner{In: in}
	p := &Printer{Stdout: func() io.Writer { return out }}

	p.Print("first line\nName and day: ")
	n, d, c := reflect.New(of[name](l).R), reflect.New(of[weekday](l).R), 0.0
	if k, err := s.Scan(of[*name](l).Box(n), of[*weekday](l).Box(d)); k != 2 || err != nil {
		t.Fatalf("scanned %d, %v", k, err)
	}
	p.Print("Degrees? ")
	if _, err := s.Scanln(&c); err != nil { // Scan has read its newline, as it does from a terminal
		t.Fatal(err)
	}
	if n.Elem().String() != "anna" || d.Elem().Int() != 3 || c != 21.5 {
		t.Errorf("read %v %v %v", n.Elem(), d.Elem(), c)
	}
	lines := bufio.NewScanner(in)
	var read []string
	for lines.Scan() {
		read = append(read, lines.Text())
	}
	if !reflect.DeepEqual(read, []string{"", "rest of it"}) {
		t.Errorf("the rest is %q", read)
	}
	if user.prompts[0] != "Name and day: " || user.prompts[1] != "Degrees? " {
		t.Errorf("prompts are %q", user.prompts)
	}
}

func TestScanningStrings(t *testing.T) {
	l := newLab()
	n := reflect.New(of[name](l).R)
	if k, err := Sscanf("id=x7", "id=%s", of[*name](l).Box(n)); k != 1 || err != nil || n.Elem().String() != "x7" {
		t.Errorf("scanned %d: %v, %v", k, n.Elem(), err)
	}
	if k, err := Sscan("a b", of[*name](l).Box(n)); k != 1 || err != nil || n.Elem().String() != "a" {
		t.Errorf("scanned %d: %v, %v", k, n.Elem(), err)
	}
	if k, err := Sscanln("c\n", of[*name](l).Box(n)); k != 1 || err != nil || n.Elem().String() != "c" {
		t.Errorf("scanned %d: %v, %v", k, n.Elem(), err)
	}
	if k, err := Fscanf(strings.NewReader("d"), "%s", of[*name](l).Box(n)); k != 1 || err != nil || n.Elem().String() != "d" {
		t.Errorf("scanned %d: %v, %v", k, n.Elem(), err)
	}
}

func TestPromptIsTheUnfinishedLine(t *testing.T) {
	out := NewOutput(io.Discard)
	for text, want := range map[string]string{"a\nb": "b", "a\n": "", "": "", "x\ny\n: ": ": ", strings.Repeat("z", 2*longestPrompt): strings.Repeat("z", longestPrompt)} {
		for _, part := range strings.SplitAfter(text, "\n") {
			io.WriteString(out, part)
		}
		if got := out.Prompt(); got != want {
			t.Errorf("after %q the prompt is %q", text, got)
		}
	}
}

func TestFatalLogsAndExits(t *testing.T) {
	l := newLab()
	var text strings.Builder
	p := newProgram(ThreadOptions{})
	err := p.run(func(*Thread, int) {
		p.LogFatal(log.New(&text, "app: ", 0), l.value(point{1, 2}), " is bad")
	})
	var exit *ExitError
	if !errors.As(err, &exit) || exit.Code != 1 || text.String() != "app: {1 2} is bad\n" {
		t.Errorf("error is %v, logged %q", err, text.String())
	}
}

// The flags and the log of the process itself are changed, so in a process of its own.
func TestFlagsEndTheCellNotTheProcess(t *testing.T) {
	if os.Getenv("RT_FLAGS_CHILD") == "" {
		child := exec.Command(os.Args[0], "-test.run=^TestFlagsEndTheCellNotTheProcess$")
		child.Env = append(os.Environ(), "RT_FLAGS_CHILD=1")
		if out, err := child.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	args := os.Args
	defer func() { os.Args = args }()
	for arg, want := range map[string]string{"-n=5": "<nil>", "-bad": "exit status 2", "-h": "exit status 0"} {
		ResetFlags("cell")
		flag.CommandLine.SetOutput(io.Discard)
		n := flag.Int("n", 1, "a number")
		os.Args = []string{"cell", arg}
		p := newProgram(ThreadOptions{})
		err := p.run(func(*Thread, int) { p.ParseFlags() })
		if got := Sprint(err); got != want || arg == "-n=5" && *n != 5 {
			t.Errorf("flag.Parse with %s: %s, n is %d", arg, got, *n)
		}
	}
	var text strings.Builder
	log.SetOutput(&text)
	log.SetFlags(0)
	l := newLab()
	ts, std := NewThreads(ThreadOptions{}), log.Default()
	ts.LogPrint(std, l.value(name("a")), l.value(weekday(1)))
	ts.LogPrint(std, Sprintf("%T", l.value(weekday(1))))
	ts.LogPrint(std, Sprintln(1, l.value(point{})))
	if got := outcome(func() any { ts.LogPanic(std, Sprintf("%v!", l.value(weekday(2)))); return nil }); got != "panic(Tue!) runtime error: false" {
		t.Error(got)
	}
	if text.String() != "aMon\nrt.weekday\n1 {0 0}\nTue!\n" {
		t.Errorf("logged %q", text.String())
	}
}

func TestPanicTexts(t *testing.T) {
	l := newLab()
	for _, c := range []struct {
		value any
		want  string
	}{
		{"boom", "boom"}, {"two\nlines", "two\n\tlines"}, {3, "3"}, {1.5, "1.5"}, {true, "true"}, {2i, "(0+2i)"}, {io.EOF, "EOF"},
		{name("n"), `rt.name("n")`}, {celsius(3), "rt.celsius(3)"}, {z(1), "rt.z(1+0i)"}, {yes(true), "rt.yes(true)"}, {weekday(1), "Mon"}, {&failure{2}, "code 2"},
		{point{1, 2}, "(rt.point) {X:1 Y:2}"}, {[]int{1}, "([]int) [1]"}, {boom{1}, "(rt.boom) panicked while printing: boom"}, {float32(0.1), "0.1"},
	} {
		if got := PanicText(l.value(c.value)); got != c.want {
			t.Errorf("panic(%v) prints %q, want %q", c.value, got, c.want)
		}
	}
}

func TestPanicValueOfReflectFaults(t *testing.T) {
	var s []int
	v := reflect.ValueOf(&s).Elem()
	var m map[string]int
	for want, fault := range map[string]func(){
		"runtime error: index out of range":                                func() { v.Index(3) },
		"runtime error: slice bounds out of range":                         func() { v.Slice(1, 5) },
		"runtime error: invalid memory address or nil pointer dereference": func() { reflect.ValueOf((*point)(nil)).Elem().Field(0) },
		"runtime error: makeslice: len out of range":                       func() { reflect.MakeSlice(v.Type(), -1, 0) },
		"assignment to entry in nil map":                                   func() { reflect.ValueOf(m).SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1)) },
		"makechan: size out of range":                                      func() { reflect.MakeChan(reflect.TypeFor[chan int](), -1) },
		"reflect is what the program itself says":                          func() { panic("reflect is what the program itself says") },
	} {
		func() {
			defer func() {
				if got := Sprint(PanicValue(recover())); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
			}()
			fault()
		}()
	}
}

func TestPrintBuiltin(t *testing.T) {
	l := newLab()
	var b strings.Builder
	Print(&b, true, []any{1, "a", 1.5, true, nil, l.value(name("n")), l.value(celsius(2)), float32(0.1), 1 + 2i})
	Print(&b, false, []any{1, "a", 2})
	if want := "1 a 1.5 true nil n 2 0.1 (1+2i)\n1a2"; b.String() != want {
		t.Errorf("printed %q, want %q", b.String(), want)
	}
}
