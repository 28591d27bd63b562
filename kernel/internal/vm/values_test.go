package vm_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"
	"unsafe"
)

//lint:file-ignore SA4023,SA5000,U1000 what panics, or is always true, is tested here

// The functions of this file are about values of all kinds. They are compiled by Go, as part of the
// tests, and get to the machine and to Yaegi as a cell (see TestValues). Each returns
// what it found as a text, and must find the same everywhere.

type shape interface {
	Area() float64
	Name() string
}
type rect struct{ w, h float64 }
type circle struct{ r float64 }
type unit int
type label string
type both struct {
	rect
	n int
}
type wide struct {
	a, b, c int
	s       string
}

func (r rect) Area() float64      { return r.w * r.h }
func (r rect) Name() string       { return "rect" }
func (c *circle) Area() float64   { return c.r * c.r * 3 }
func (c *circle) Name() string    { return "circle" }
func (u unit) Area() float64      { return float64(u) }
func (u unit) Name() string       { return "unit" + strconv.Itoa(int(u)) }
func (l label) String() string    { return "<" + string(l) + ">" }
func (w wide) Sum() (int, string) { return w.a + w.b + w.c, w.s }
func (w *wide) Add(n int, more ...int) *wide {
	w.a += n
	for _, x := range more {
		w.b += x
	}
	return w
}

type summer interface{ Sum() (int, string) }

type failure struct{ code int }

func (f *failure) Error() string { return "failure " + strconv.Itoa(f.code) }

type coded string

func (c coded) Error() string { return "coded " + string(c) }

func mapsOfInts(n int) string {
	m := map[int]int{1: 10, 2: 20}
	for i := 0; i < n; i++ {
		m[i%7] += i
		m[i%3]++
		m[i%5] -= 2
	}
	delete(m, 3)
	v, ok := m[3]
	w, ok2 := m[4]
	_, ok3 := m[100]
	sum, keys := 0, 0
	for k, v := range m {
		sum += k * v
		keys += k
	}
	for range m {
		keys += 1000
	}
	return fmt.Sprint(len(m), m[0], m[1], v, ok, w, ok2, ok3, sum, keys)
}

func mapsOfStrings(n int) string {
	count := map[string]int{}
	for _, w := range strings.Fields("a b a c b a é é") {
		count[w]++
	}
	lists := map[string][]int{}
	for i := 0; i < n; i++ {
		k := string(rune('a' + i%3))
		lists[k] = append(lists[k], i)
	}
	seen := map[string]bool{"x": true}
	text := ""
	for _, k := range []string{"a", "b", "c", "é", "x"} {
		text += fmt.Sprint(k, count[k], lists[k], seen[k], ";")
	}
	names := map[string]string{"k": "v"}
	names["k"] += "w"
	return text + names["k"] + names["none"]
}

type pairKey struct {
	x, y int
	s    string
}

func mapsOfOthers(n int) string {
	structs := map[pairKey]rect{{1, 2, "a"}: {3, 4}}
	structs[pairKey{n, n, "b"}] = rect{1, float64(n)}
	arrays := map[[2]int8]uint8{{1, 2}: 250}
	arrays[[2]int8{1, 2}] += 10
	arrays[[2]int8{int8(n), 0}] |= 3
	floats := map[float64]int32{0.5: 7}
	floats[math.NaN()] = 1
	floats[math.NaN()] = 2
	ptrs := map[*circle]string{}
	c := &circle{1}
	ptrs[c] = "c"
	bools := map[bool]complex128{true: 1i}
	bools[n > 3] *= 2i
	small := map[int16]float32{-1: 1.5}
	small[-1] /= 4
	small[int16(n)]--
	anys := map[any]any{1: "int", "s": 2, rect{1, 2}: c, unit(1): "unit", nil: 3, label("l"): n}
	_, missing := anys[int64(1)]
	shapes := map[shape]int{rect{1, 1}: 5, unit(2): 6}
	shapes[unit(2)]++
	errs := map[error]int{io.EOF: 1}
	errs[coded("x")]++
	nested := map[string]map[int]string{"a": {1: "one"}}
	nested["b"] = map[int]string{}
	nested["b"][2] = "two"
	empty := map[string]struct{}{"a": {}}
	empty["b"] = struct{}{}
	_, has := empty["b"]
	return fmt.Sprint(structs[pairKey{1, 2, "a"}].Area(), structs[pairKey{n, n, "b"}].h, arrays[[2]int8{1, 2}], arrays[[2]int8{int8(n), 0}],
		floats[0.5], len(floats), ptrs[c], bools, small[-1], small[int16(n)], anys[1], anys["s"], anys[rect{1, 2}] == any(c), anys[unit(1)],
		anys[nil], anys[label("l")], missing, shapes[rect{1, 1}], shapes[unit(2)], errs[io.EOF], errs[coded("x")], nested, len(empty), has)
}

func mapFaults(n int) string {
	var m map[string]int
	text := fmt.Sprint(m["a"], len(m))
	delete(m, "a")
	for range m {
		text += "never"
	}
	v, ok := m["x"]
	return text + fmt.Sprint(v, ok)
}

func mapNilWrite(n int) string { var m map[string]int; m["a"] = n; return "" }
func mapNilAdd(n int) string   { var m map[int]int; m[n]++; return "" }
func mapUnhashable(n int) string {
	m := map[any]int{1: 1}
	m[[]int{n}]++
	return ""
}
func mapUnhashableRead(n int) string {
	m := map[any]int{1: 1}
	return fmt.Sprint(m[map[string]int{}])
}
func mapUnhashableOwn(n int) string {
	type bag struct{ list []int }
	m := map[any]int{1: 1}
	return fmt.Sprint(m[bag{}])
}

func mapWhileRanging(n int) string {
	m := map[int]int{}
	for i := range 100 {
		m[i] = i
	}
	count := 0
	for k := range m {
		delete(m, k)
		delete(m, (k+50)%100)
		count++
	}
	funcs := []func() int{}
	for k, v := range map[int]int{3: 4} {
		funcs = append(funcs, func() int { k++; return k*10 + v })
	}
	for k := range map[string]int{"a": 1, "b": 2} {
		if k == "a" {
			continue
		}
		count += len(k)
	}
	clear(m)
	return fmt.Sprint(count, len(m), funcs[0](), funcs[0]())
}

func conversionsOfStrings(n int) string {
	b := []byte("héllo")
	r := []rune("h\xffé日")
	b2 := append([]byte("x"), "yz"...)
	copy(b2, "Q")
	var empty []byte
	type bytes2 []byte
	type text string
	return fmt.Sprint(len(b), string(b[:2]), len(r), string(r), string(rune(n)), string(rune(0x65e5)), string(rune(-n)), string(b2), string(empty) == "",
		text(bytes2("ab"))+"c", string(bytes2(text("q"))), []rune(text("ü"))[0], []byte("") == nil)
}

func conversionsOfArrays(n int) string {
	s := []int{1, 2, 3, 4}
	a := [3]int(s)
	p := (*[2]int)(s)
	p[0] = n
	e := (*[0]int)([]int(nil))
	u := uintptr(unsafe.Pointer(&s[0]))
	q := (*int)(unsafe.Add(unsafe.Pointer(&s[0]), 8))
	v := unsafe.Slice(&s[1], 2)
	w := unsafe.String(unsafe.StringData("hello"), 3)
	return fmt.Sprint(a, s, e == nil, u != 0, *q, v, w, *unsafe.SliceData(s), unsafe.Sizeof(s))
}

func convertTooShort(n int) string { s := make([]int, n); return fmt.Sprint([9]int(s)) }

func interfaceCalls(n int) string {
	shapes := []shape{rect{2, 3}, &circle{2}, unit(n), both{rect{1, 2}, 3}, &both{rect{4, 5}, 6}}
	sum, names := 0.0, ""
	for range 3 {
		for _, s := range shapes {
			sum += s.Area()
			names += s.Name()
		}
	}
	w := wide{1, 2, 3, "w"}
	var s summer = w
	x, t := s.Sum()
	s = w.Add(n).Add(1, 2, 3)
	y, u := s.Sum()
	var st fmt.Stringer = label("lab")
	var d fmt.Stringer = time.Duration(n) * time.Second
	return fmt.Sprint(sum, names, x, t, y, u, st.String(), d.String(), st, d)
}

func interfaceNil(n int) string { var s shape; return s.Name() }
func interfaceNilPointer(n int) string {
	var c *circle
	var s shape = c
	return fmt.Sprint(s != nil, s.Area())
}

func assertions(n int) string {
	text := ""
	for _, x := range []any{n, "s", 1.5, rect{1, 2}, &circle{3}, unit(4), nil, []int{1}, label("z"), coded("c"), &failure{5}, io.EOF, int8(3), [2]int{1, 2}, map[string]int{"a": 1}, true, rune('x'), struct{ a int }{7}} {
		switch v := x.(type) {
		case nil:
			text += "nil "
		case int:
			text += fmt.Sprint("int ", v+1, " ")
		case string:
			text += v + "! "
		case bool:
			text += strconv.FormatBool(!v) + " "
		case int8, rune:
			text += fmt.Sprintf("%T %v ", v, v)
		case [2]int:
			text += fmt.Sprint(v[1], " ")
		case []int:
			text += fmt.Sprint(len(v), " ")
		case shape:
			text += v.Name() + " "
		case fmt.Stringer:
			text += v.String() + " "
		case *failure:
			text += strconv.Itoa(v.code) + " "
		case error:
			text += v.Error() + " "
		case struct{ a int }:
			text += strconv.Itoa(v.a) + " "
		default:
			text += fmt.Sprintf("other %T ", v)
		}
		_, isShape := x.(shape)
		f, isFloat := x.(float64)
		_, isRect := x.(rect)
		e, isErr := x.(error)
		text += fmt.Sprint(isShape, isFloat, f, isRect, isErr, e != nil, ";")
	}
	return text
}

func assertInt(n int) string    { var x any = "s"; return fmt.Sprint(x.(int)) }
func assertNil(n int) string    { var x any; return fmt.Sprint(x.(int)) }
func assertShape(n int) string  { var x any = n; return x.(shape).Name() }
func assertNarrow(n int) string { var s shape = unit(n); return fmt.Sprint(s.(rect)) }
func assertValues(n int) string {
	var x any = wide{1, 2, n, "w"}
	w := x.(wide)
	w.a = 100
	var s shape = rect{3, 4}
	r := s.(rect)
	u := any(unit(n)).(unit)
	var e error = coded("q")
	return fmt.Sprint(w.a, x.(wide).a, r.w, u, e.(coded), any(uint8(n)).(uint8), any(float32(1.5)).(float32), any(2i).(complex128), s.(interface{ Name() string }).Name())
}

func equality(n int) string {
	var a, b any = n, n
	var c any = float64(n)
	var s, t shape = rect{1, 2}, rect{1, 2}
	var p, q shape = &circle{1}, &circle{1}
	var e error = io.EOF
	var nilShape shape
	x, y := wide{1, 2, 3, "a"}, wide{1, 2, 3, "a"}
	z := [3]string{"a", "b", "c"}
	type mixed struct {
		i  any
		f  float64
		_  int
		ok bool
	}
	return fmt.Sprint(a == b, a == c, s == t, p == q, p == p, e == io.EOF, e == errors.New("EOF"), nilShape == nil, s != nil, x == y, x != y, z == [3]string{"a", "b", "d"},
		mixed{1, 2, 0, true} == mixed{1, 2, 0, true}, mixed{i: "a"} == mixed{i: n}, mixed{f: math.NaN()} == mixed{f: math.NaN()}, a == 3, s == shape(rect{1, 2}), any(unit(n)) == any(n), any(x) == any(y),
		[2]any{1, "a"} == [2]any{1, "a"})
}

func compareSlices(n int) string { var a, b any = []int{n}, []int{n}; return fmt.Sprint(a == b) }
func compareFuncs(n int) string {
	type holder struct{ f any }
	a, b := holder{func() {}}, holder{func() {}}
	return fmt.Sprint(a == b)
}

func methodValues(n int) string {
	w := wide{1, 2, 3, "m"}
	sum := w.Sum
	w.a = 100
	a, s := sum()
	add := w.Add
	add(n, 1, 2)
	var sh shape = unit(n)
	name := sh.Name
	sh = rect{1, 2}
	upper := strings.NewReplacer("a", "b").Replace
	str := time.Duration(n).String
	var e error = coded("v")
	msg := e.Error
	var buf bytes.Buffer
	write := buf.WriteString
	write("hi")
	write("ho")
	area := shape.Area
	expr := (*wide).Add
	expr(&w, 5)
	return fmt.Sprint(a, s, w.a, w.b, name(), upper("abc"), str(), msg(), buf.String(), area(rect{2, 2}))
}

func methodOfNil(n int) string { var s shape; f := s.Name; return f() }

func natives(n int) string {
	var sb strings.Builder
	sb.WriteString("abc")
	sb.WriteByte('x')
	sb.WriteRune('é')
	fmt.Fprintf(&sb, "%d-%s", n, label("f"))
	i, err := strconv.Atoi("12x")
	j, err2 := strconv.ParseFloat("1.5", 64)
	before, after, found := strings.Cut("k=v", "=")
	list := []int{3, 1, 2}
	sort.Ints(list)
	words := strings.Split("c,a,b", ",")
	sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
	r := strings.NewReader("read me")
	data, err3 := io.ReadAll(r)
	var w io.Writer = &sb
	w.Write([]byte("W"))
	d := 90 * time.Second
	t := time.Unix(int64(n), 0).UTC()
	return fmt.Sprint(sb.String(), sb.Len(), i, err, j, err2, before, after, found, list, words, string(data), err3, math.Sqrt(float64(n)), math.MaxInt8,
		d.Minutes(), d.String(), t.Year(), t.Weekday(), len(os.Args) > 0, strings.Map(func(r rune) rune { return r + 1 }, "abc"), strings.ToUpper("q"),
		math.Pow(2, 10), math.Inf(1), strings.Repeat("ab", 3), strings.Contains("abc", "b"), strconv.Quote("a\n"), strings.Join(words, "+"), errors.Is(err, strconv.ErrSyntax))
}

func nativeErrors(n int) string {
	e1 := fmt.Errorf("wrap: %w", &failure{n})
	var f *failure
	ok := errors.As(e1, &f)
	e2 := errors.Join(io.EOF, coded("j"))
	var c coded
	ok2 := errors.As(e2, &c)
	return fmt.Sprint(e1, ok, f.code, e2, ok2, string(c), errors.Is(e2, io.EOF), errors.Unwrap(e1) == error(f))
}

func nativePanics(n int) string { return strings.Repeat("x", -n) }

func callbacksFromNative(n int) string {
	total := 0
	i := sort.Search(1000, func(i int) bool { total++; return i*i >= n })
	f := strings.FieldsFunc("a1b2c", func(r rune) bool { return r >= '0' && r <= '9' })
	m := map[string]func(float64) float64{"sqrt": math.Sqrt, "neg": func(x float64) float64 { return -x }}
	up := strings.ToUpper
	join := fmt.Sprint
	return fmt.Sprint(i, total, f, m["sqrt"](9), m["neg"](2), up("x"), join(1, "a", nil))
}

type byArea []shape

func (b byArea) Len() int           { return len(b) }
func (b byArea) Less(i, j int) bool { return b[i].Area() < b[j].Area() }
func (b byArea) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type upperWriter struct{ w io.Writer }

func (u upperWriter) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

func adapters(n int) string {
	list := byArea{rect{3, 3}, unit(n), &circle{1}}
	sort.Sort(list)
	names := ""
	for _, s := range list {
		names += s.Name()
	}
	var buf bytes.Buffer
	w := upperWriter{&buf}
	k, err := io.WriteString(w, "shout")
	fmt.Fprint(w, label("x"), 1)
	var e error = &failure{n}
	text := e.Error()
	g, ok := e.(*failure)
	return fmt.Sprint(names, buf.String(), k, err, text, g.code, ok, e)
}

func literals(n int) string {
	type tree struct {
		l, r *tree
		v    int
	}
	t := &tree{&tree{v: 1}, &tree{nil, &tree{v: n}, 2}, 3}
	a := [...]string{2: "c", 0: "a"}
	s := []rect{{1, 2}, {3, 4}}
	p := []*rect{{5, 6}}
	m := map[string][]map[int]string{"x": {{1: "y"}, nil}}
	f := []func(int) int{func(x int) int { return x + n }}
	return fmt.Sprint(t.r.r.v, t.l.v, a, len(a), s[1].h, p[0].w, m["x"][0][1], len(m["x"]), f[0](1), struct {
		a int
		b string
	}{1, "z"}.b, [2][2]int{{1, 2}, {3, 4}}[1])
}

func builtins(n int) string {
	s := []int{1, 2, 3, 4}
	copy(s[1:], s)
	clear(s[:1])
	ch := make(chan int, 3)
	q := append([]string(nil), "a", "b")
	q = append(q, q...)
	var z []shape
	z = append(z, unit(1), rect{1, 1})
	return fmt.Sprint(s, len(ch), cap(ch), q, len(z), min(n, 3, 2), max(1.5, float64(n)), min("b", "a"), len(make(map[int]int, n)), cap(make([]int, 2, 9)))
}

func formatted(n int) string {
	return fmt.Sprintf("%v %+v %T %T %d %s %v %q %v", rect{1, 2}, both{rect{1, 2}, 3}, unit(1), &circle{2}, unit(7), label("l"), []unit{1, 2}, label("q"), map[label]unit{"b": 2, "a": 1})
}
