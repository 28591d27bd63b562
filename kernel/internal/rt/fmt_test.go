package rt

import (
	"container/list"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

type (
	point   struct{ X, Y int }
	celsius float64
	name    string
	flags   uint8
	yes     bool
	z       complex128
	weekday int
	grade   int
	inner   struct {
		W weekday
		w weekday
	}
	figure struct {
		Name  string
		P     point
		Pp    *point
		Tags  []name
		M     map[name]point
		Any   any
		Err   error
		D     time.Duration
		d     time.Duration
		Fn    func(int) string
		Ch    chan point
		B     []byte
		Arr   [2]weekday
		Iface fmt.Stringer
		none  any //lint:ignore U1000 printed
		_     int
	}
	pair[K comparable, V any] struct {
		Key K
		Val V
	}
	node1     struct{ next, prev *node1 }
	points    []point
	index     map[point]weekday
	bytes8    []flags
	ptrString struct{ s string }
	boom      struct{ n int }
	nilBoom   struct{ n int }
	failure   struct{ Code int }
	failures  struct{}
	wrapper   struct{ Err error }
	custom    struct{ a, b int }
	goer      struct{ a int }
	pp        *point
	either    interface{ Error() string }
	holder    struct{ E either }
	emptyT    struct{}
	celMap    map[string]celsius
	deep      struct{ L [][]map[string]*[]point }
)

func (d weekday) String() string            { return [...]string{"Sun", "Mon", "Tue"}[d] }
func (g *grade) String() string             { return "grade" }
func (p *ptrString) String() string         { return "<" + p.s + ">" }
func (b boom) String() string               { panic("boom") }
func (b *nilBoom) String() string           { return fmt.Sprint(b.n) }
func (f *failure) Error() string            { return fmt.Sprintf("code %d", f.Code) }
func (f *failures) Error() string           { return "failures" }
func (f *failures) Unwrap() []error         { return nil }
func (w wrapper) Error() string             { return "wrapped: " + w.Err.Error() }
func (w wrapper) Unwrap() error             { return w.Err }
func (c custom) Format(s fmt.State, r rune) { fmt.Fprintf(s, "<%c %d>", r, c.a+c.b) }
func (g goer) GoString() string             { return "goer!" }

func printedValues() []any {
	w := weekday(1)
	g := grade(3)
	p := point{1, 2}
	ring := &node1{}
	ring.next, ring.prev = ring, nil
	pps := &p
	l := list.New()
	l.PushBack(p)
	return []any{
		nil, 1, "s", 1.5, []int{1, 2}, []any{1, p, &p, nil, w, "x"}, map[string]any{"b": p, "a": &p, "c": nil},
		p, &p, &pps, points{p}, &points{p}, []point{p, {3, 4}}, []*point{nil}, [2]point{}, map[point]name{p: "n"},
		index{p: 1, {0, 5}: 0}, celsius(21.5), name("anna"), name(""), flags(7), yes(true), z(1 + 2i), w, &w, g, &g, []weekday{0, 1}, [1]weekday{2},
		map[weekday]weekday{2: 1, 0: 2}, inner{1, 2}, &inner{1, 2}, figure{}, figure{Name: "q", P: p, Tags: []name{"a", "b"}, M: map[name]point{"k": p}, Any: w, Err: &failure{3},
			D: time.Second, d: time.Minute, B: []byte("hi"), Arr: [2]weekday{1, 2}, Iface: w},
		pair[int, string]{1, "a"}, &pair[weekday, point]{1, p}, []pair[name, any]{{"n", p}}, ring.prev, (*point)(nil), points(nil), index(nil), bytes8{1, 2}, bytes8{},
		ptrString{"v"}, &ptrString{"p"}, []ptrString{{"e"}}, []*ptrString{}, boom{1}, []boom{{1}}, (*nilBoom)(nil), &nilBoom{4}, &failure{4}, failure{5}, (*failure)(nil), wrapper{&failure{6}},
		wrapper{errors.New("plain")}, fmt.Errorf("native: %w", errors.New("x")), custom{1, 2}, []custom{{3, 4}}, goer{1}, []goer{{2}}, pp(&p), holder{}, holder{&failure{7}}, emptyT{},
		struct{}{}, struct{ A, b weekday }{1, 2}, struct{ E error }{&failure{1}}, []error{&failure{8}, nil}, []fmt.Stringer{w, time.Second}, time.Duration(5), []time.Duration{1}, big.NewInt(7), l, celMap{"x": 1},
		deep{[][]map[string]*[]point{{{"k": nil}}, nil}}, []any{celMap{"y": 2}, []any{name("in")}}, (func(point))(nil), (chan point)(nil), map[any]int{1: 1, w: 2, "s": 3},
		map[bool]point{true: p, false: {}}, map[[2]name]int{{"b", "a"}: 1, {"a", "z"}: 2}, int8(-3), []byte("bytes"), [3]byte{1, 2, 3}, uint(9), uintptr(10), 'x', float32(0.1), 2i,
		[]interface{ String() string }{w, nil}, map[string][]weekday{"d": {1}}, &[]weekday{1}, &map[name]weekday{"k": 2}, &[1]weekday{1}, []any{[]any{[]weekday{2}}}, reflect.ValueOf(3), os.ErrNotExist, &os.PathError{Op: "open", Path: "p", Err: &failure{9}},
	}
}

var addresses = regexp.MustCompile(`\b(0[xX])?[0-9a-fA-F]{9,}\b`)

// canonical hides what differs between two equal values: addresses, in any base.
func canonical(s string) string { return addresses.ReplaceAllString(s, "ADDR") }

func TestVerbsPrintWhatCompiledGoPrints(t *testing.T) {
	l := newLab()
	formats := []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X", "% x", "%T", "%t", "%f", "%6.2f", "%g", "%e", "%c", "%U", "%o", "%b", "%8v|", "%-8v|", "%08d", "%+d", "%+q", "%#x", "%5T|", "%z", "%w", "%p", "%.2s"}
	for _, x := range printedValues() {
		boxed := l.value(x)
		for _, f := range formats {
			want, got := canonical(fmt.Sprintf(f, x)), canonical(Sprintf(f, boxed))
			if want != got {
				t.Errorf("%T: Sprintf(%q)\n got %s\nwant %s", x, f, got, want)
			}
		}
		if want, got := canonical(fmt.Sprintln(x)), canonical(Sprintln(boxed)); want != got {
			t.Errorf("%T: Sprintln\n got %s\nwant %s", x, got, want)
		}
	}
}

// What compiled code prints through a Box that it was handed: no %T, no %p.
func TestBoxPrintsItselfThroughFmt(t *testing.T) {
	l := newLab()
	for _, x := range printedValues() {
		b, ok := l.value(x).(Box)
		if !ok {
			continue
		}
		for _, f := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x"} {
			if want, got := canonical(fmt.Sprintf(f, x)), canonical(fmt.Sprintf(f, b)); want != got {
				t.Errorf("%T: Sprintf(%q)\n got %s\nwant %s", x, f, got, want)
			}
		}
	}
}

func TestFormatsWithSeveralOperands(t *testing.T) {
	l := newLab()
	p, n, w := point{1, 2}, name("nn"), weekday(1)
	for _, c := range []struct {
		format string
		args   []any
	}{
		{"no verbs", []any{p}},
		{"%v", []any{p, n, nil}},
		{"%v %v", []any{p}},
		{"%[2]v %[1]v", []any{p, n}},
		{"%[2]T %[1]T %T", []any{p, n}},
		{"%[3]v", []any{p}},
		{"%[x]v %[1]v", []any{p}},
		{"%[1", []any{p}},
		{"%[1]5v", []any{p}},
		{"%*d|%-*d|", []any{5, 42, w, p}},
		{"%*d", []any{grade(4), 7, p}},
		{"%*d", []any{"no", p}},
		{"%.*f|%.[2]*[3]f", []any{2, celsius(1.234), 3, p}},
		{"%[3]*.[2]*[1]f|", []any{celsius(12), 2, 6}},
		{"%6.2f%%|%v", []any{celsius(99.5), p}},
		{"%!", []any{p}},
		{"%", []any{p}},
		{"%-", []any{p}},
		{"100%% %s %v", []any{n, &failure{1}}},
		{"é %v ü", []any{p}},
		{"%é", []any{p}},
		{"%v %d %s", []any{w, w, w}},
		{"%-10s|%10s|", []any{w, n}},
		{"%v%v", []any{[]any{p}, nil}},
		{"%.3v %.1q", []any{n, n}},
		{"%1000001d %v", []any{1, p}},
		{"%+v %#v %T", []any{p, p, []point{p}}},
	} {
		want, got := canonical(fmt.Sprintf(c.format, c.args...)), canonical(Sprintf(c.format, l.values(c.args)...))
		if want != got {
			t.Errorf("Sprintf(%q, %v)\n got %s\nwant %s", c.format, c.args, got, want)
		}
	}
}

func TestPrintPutsSpacesWhereCompiledGoDoes(t *testing.T) {
	l := newLab()
	for _, args := range [][]any{
		{point{}, point{}}, {name("a"), name("b")}, {name("a"), 1, 2, celsius(3)}, {1, nil, point{}}, {"a", point{}, "b"}, {}, {&failure{1}, weekday(1)},
	} {
		if want, got := fmt.Sprint(args...), Sprint(l.values(args)...); want != got {
			t.Errorf("Sprint(%v)\n got %q\nwant %q", args, got, want)
		}
		if want, got := fmt.Sprintln(args...), Sprintln(l.values(args)...); want != got {
			t.Errorf("Sprintln(%v)\n got %q\nwant %q", args, got, want)
		}
		if want, got := string(fmt.Append([]byte("x"), args...)), string(Append([]byte("x"), l.values(args)...)); want != got {
			t.Errorf("Append(%v)\n got %q\nwant %q", args, got, want)
		}
	}
}

func TestErrorfWraps(t *testing.T) {
	l := newLab()
	f := &failure{3}
	err := Errorf("open: %w", l.value(f))
	if err.Error() != "open: code 3" {
		t.Errorf("text is %q", err)
	}
	if inner := FromNative(errors.Unwrap(err)); inner != l.valueOf(inner) {
		t.Errorf("unwrapped to %v", inner)
	}
	two := Errorf("%w and %w", l.value(f), os.ErrNotExist)
	if !ErrorsIs(two, os.ErrNotExist) {
		t.Error("the second error is not found")
	}
	const format = "e %w"
	compiled := fmt.Errorf // vet would not have it otherwise
	for _, x := range []any{point{1, 2}, 5, nil, weekday(1)} {
		if want, got := compiled(format, x).Error(), Errorf(format, l.value(x)).Error(); want != got {
			t.Errorf("Errorf(%%w, %v)\n got %s\nwant %s", x, got, want)
		}
	}
}

func TestErrorsBecomeBoxesAndBackWithoutAllocation(t *testing.T) {
	l := newLab()
	box := l.value(&failure{3})
	one, several := errorOfBox(box), l.value(&failures{})
	for _, err := range []any{one, errorOfBox(several), Error(box.(Box))} {
		if n := testing.AllocsPerRun(100, func() { err = errorOfBox(FromNative(err)) }); n != 0 {
			t.Errorf("%T: %v allocations", err, n)
		}
	}
	if one != Error(box.(Box)) || FromNative(one) != box || errorOfBox(several) != Error(several.(Box)) {
		t.Error("they are others afterwards")
	}
}

func TestErrorfLeavesItsArguments(t *testing.T) {
	l := newLab()
	for _, n := range []int{1, 4, 5} {
		args := slices.Repeat([]any{l.value(&failure{n})}, n)
		before := slices.Clone(args)
		Errorf("%v", args...)
		Errorf(strings.Repeat("%w", n), args...)
		if !slices.Equal(args, before) {
			t.Errorf("%d arguments are %v", n, args)
		}
	}
}

// valueOf returns x if it is a box of a *failure.
func (l *lab) valueOf(x any) any {
	if b, ok := x.(Box); ok && b.T == of[*failure](l) {
		return x
	}
	return nil
}

func TestPrinterWritesToStdoutOfTheMoment(t *testing.T) {
	l := newLab()
	var a, b strings.Builder
	out := &a
	p := &Printer{Stdout: func() io.Writer { return out }}
	p.Println(l.value(point{1, 2}))
	out = &b
	p.Printf("%T", l.value(name("x")))
	p.Print(l.value(weekday(2)))
	if a.String() != "{1 2}\n" || b.String() != "rt.nameTue" {
		t.Errorf("got %q and %q", a.String(), b.String())
	}
}

func FuzzFormats(f *testing.F) {
	for _, s := range []string{"%v", "%[1]*.[2]*[3]f %T", "%+v%#v", "%!", "%[9", "%-08.3q|%w", "%[2]d %[1]p %%", "%*", "é%é"} {
		f.Add(s)
	}
	l := newLab()
	args := []any{weekday(1), point{1, 2}, celsius(2.5), name("n"), 7}
	boxed := l.values(args)
	f.Fuzz(func(t *testing.T, format string) {
		if want, got := fmt.Sprintf(format, args...), Sprintf(format, boxed...); want != got {
			t.Errorf("Sprintf(%q)\n got %q\nwant %q", format, got, want)
		}
	})
}
