package vm_test

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

// The functions of this file spend their time on the border between cell code and compiled code.
// Each takes n steps.

type resident struct {
	name string
	age  int
}

func (p resident) String() string { return p.name + "(" + strconv.Itoa(p.age) + ")" }

type byAge []resident

func (s byAge) Len() int           { return len(s) }
func (s byAge) Less(i, j int) bool { return s[i].age < s[j].age }
func (s byAge) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

// crowd is in no order, and the same each time.
func crowd(n int) []resident {
	all := make([]resident, n)
	x := uint32(1)
	for i := range all {
		x = x*1664525 + 1013904223
		all[i] = resident{strconv.Itoa(int(x >> 20)), int(x >> 16 & 1023)}
	}
	return all
}

func orderOf(all []resident) string {
	h := 0
	for i, p := range all {
		h = h*31 + p.age + i
	}
	return fmt.Sprint(h)
}

func sortSlice(n int) string {
	all := crowd(n)
	sort.Slice(all, func(i, j int) bool { return all[i].age < all[j].age })
	return orderOf(all)
}

func sortInterface(n int) string {
	all := crowd(n)
	sort.Sort(byAge(all))
	sort.Stable(sort.Reverse(byAge(all)))
	return orderOf(all)
}

func sortFunc(n int) string {
	all := crowd(n)
	slices.SortFunc(all, func(a, b resident) int { return a.age - b.age })
	return orderOf(all)
}

func searching(n int) string {
	all := crowd(1000)
	sum := 0
	for i := range n / 10 {
		sum += sort.Search(len(all), func(k int) bool { return k*2 >= i%2000 })
	}
	return fmt.Sprint(sum)
}

// queue is a heap of pointers, each of which knows its place.
type task struct {
	priority, index int
}
type queue []*task

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].priority < q[j].priority }
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	t := x.(*task)
	t.index = len(*q)
	*q = append(*q, t)
}
func (q *queue) Pop() any {
	old := *q
	t := old[len(old)-1]
	*q = old[:len(old)-1]
	return t
}

func priorities(n int) string {
	q := &queue{}
	x, sum := uint32(1), 0
	for i := range n {
		x = x*1664525 + 1013904223
		heap.Push(q, &task{priority: int(x >> 16)})
		if i%3 == 2 {
			t := heap.Pop(q).(*task)
			sum += t.priority
			(*q)[0].priority += 5
			heap.Fix(q, 0)
		}
	}
	return fmt.Sprint(sum, q.Len())
}

func builders(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteByte('a')
		b.WriteString("bc")
		b.WriteRune(rune('d' + i%20))
	}
	return strconv.Itoa(b.Len())
}

func printing(n int) string {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "%d %s %v\n", i, "word", 1.5)
	}
	return strconv.Itoa(b.Len())
}

func stringers(n int) string {
	p, k := resident{"Ann", 30}, 0
	for i := range n {
		p.age = i & 63
		k += len(fmt.Sprint(p))
	}
	return strconv.Itoa(k)
}

func scanning(n int) string {
	text := strings.Repeat("the quick brown fox jumps over the lazy dog\n", n/9+1)
	counts := map[string]int{}
	s := bufio.NewScanner(strings.NewReader(text))
	s.Split(bufio.ScanWords)
	for s.Scan() {
		counts[s.Text()]++
	}
	return fmt.Sprint(len(counts), counts["the"])
}

func wordsOf(n int) string {
	text := strings.Repeat("the quick brown fox jumps over the lazy dog\n", n/9+1)
	counts := map[string]int{}
	for _, w := range strings.Fields(text) {
		counts[strings.ToUpper(w)]++
	}
	return fmt.Sprint(len(counts), counts["THE"])
}

func letters(n int) string {
	text := strings.Repeat("the quick Brown fox", n/19+1)
	upper := strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, text)
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == 'o' })
	return fmt.Sprint(len(upper), len(parts), strings.IndexFunc(text, unicode.IsUpper))
}

type missing struct{ key int }

func (m *missing) Error() string { return "missing " + strconv.Itoa(m.key) }

type statusCode int

func (c statusCode) Error() string { return "code " + strconv.Itoa(int(c)) }

var errSentinel = errors.New("sentinel")

func erring(n int) string {
	sum := 0
	for i := range n {
		var err error = &missing{i}
		if i%2 == 1 {
			err = fmt.Errorf("one: %w", statusCode(i))
		}
		err = fmt.Errorf("loading: %w", err)
		var m *missing
		var c statusCode
		switch {
		case errors.As(err, &m):
			sum += m.key
		case errors.As(err, &c):
			sum -= int(c)
		}
		if errors.Is(err, errSentinel) || errors.Unwrap(err) == nil {
			return "?"
		}
		sum += len(err.Error())
	}
	return fmt.Sprint(sum)
}

// rot is a reader and a writer.
type rot struct {
	from  io.Reader
	count int
}

func (r *rot) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	for i := range p[:n] {
		p[i] ^= 1
	}
	r.count++
	return n, err
}

func (r *rot) Write(p []byte) (int, error) {
	r.count += len(p)
	return len(p), nil
}

func streams(n int) string {
	r := &rot{from: strings.NewReader(strings.Repeat("abcd\n", n))}
	w := &rot{}
	lines, one := 0, make([]byte, 64)
	for {
		k, err := io.ReadFull(r, one)
		lines += k
		if err != nil {
			break
		}
		fmt.Fprint(w, lines)
	}
	return fmt.Sprint(lines, w.count > 0)
}

func contexts(n int) string {
	type key struct{}
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key{}, 3))
	defer cancel()
	sum := 0
	for range n {
		if ctx.Err() != nil {
			return "?"
		}
		select {
		case <-ctx.Done():
		default:
		}
		sum += ctx.Value(key{}).(int)
	}
	return fmt.Sprint(sum)
}

func readers(n int) string {
	var r io.ByteReader = strings.NewReader(strings.Repeat("x", n))
	var s fmt.Stringer = &strings.Builder{}
	sum := 0
	for {
		b, err := r.ReadByte()
		if err != nil {
			break
		}
		sum += int(b) + len(s.String())
	}
	return fmt.Sprint(sum)
}

func sequences(n int) string {
	sum := 0
	for i, x := range slices.Backward(make([]int, n)) {
		sum += i + x
	}
	for part := range strings.SplitSeq(strings.Repeat("a,", n), ",") {
		sum += len(part)
	}
	m := map[int]bool{}
	for i := range n {
		m[i] = true
	}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		sum += k
	}
	return fmt.Sprint(sum)
}
