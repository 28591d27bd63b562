package seq

import (
	"errors"
	"io"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func none[T any](func(T) bool) {}

func TestStagesOfNothing(t *testing.T) {
	for name, s := range map[string]iter.Seq[string]{
		"Map":        asText(Map(none[int], odd)),
		"Filter":     asText(Filter(none[int], odd)),
		"FlatMap":    asText(FlatMap(none[int], Range)),
		"Accumulate": asText(Accumulate(none[int], add)),
		"Chunk":      asText(Chunk(none[int], 2)),
		"Cycle":      asText(Cycle(none[int])),
		"Take":       asText(Take(none[int], 2)),
		"Drop":       asText(Drop(none[int], 2)),
		"TakeWhile":  asText(TakeWhile(none[int], odd)),
		"DropWhile":  asText(DropWhile(none[int], odd)),
		"Chain":      asText(Chain[int]()),
		"Flatten":    asText(Flatten(none[iter.Seq[int]])),
		"Zip":        pairsAsText(Zip(none[int], Count(0))),
		"Zip second": pairsAsText(Zip(Range(1), none[int])),
		"Enumerate":  pairsAsText(Enumerate(none[int])),
		"Pairwise":   pairsAsText(Pairwise(Range(1))),
		"Product":    pairsAsText(Product(none[int], Range(2))),
		"ChainAny":   asText(ChainAny()),
		"FlattenAny": asText(FlattenAny([]any{[]int{}, []any{}})),
		"Nested":     asText(Branch[int]().All()),
		"Lines":      Lines(strings.NewReader("")),
		"SortedKeys": SortedKeys(map[string]int(nil)),
		"Range":      asText(Range(-1)),
		"RangeStep":  asText(RangeStep(0, 5, -1)),
	} {
		if got := List(s); len(got) != 0 || got == nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestEndsOfNothing(t *testing.T) {
	if _, ok := First(none[int]); ok {
		t.Error("First")
	}
	if _, ok := Last(none[int]); ok {
		t.Error("Last")
	}
	if _, ok := Max(none[int]); ok {
		t.Error("Max")
	}
	if Sum(none[float64]) != 0 || Len(none[int]) != 0 || Join(none[string], ",") != "" {
		t.Error("Sum, Len or Join")
	}
	if Any(none[int], odd) || !All(none[int], odd) || Contains(none[int], 0) {
		t.Error("Any, All or Contains")
	}
	if !Equal(none[int], none[int]) || Equal(none[int], Range(1)) || Equal(Range(1), none[int]) {
		t.Error("Equal")
	}
	if Reduce(none[int], 7, add) != 7 {
		t.Error("Reduce")
	}
}

func TestMinAndMaxOfFloats(t *testing.T) {
	s := slices.Values([]float64{2, math.NaN(), 1})
	if v, _ := Max(s); v != 2 {
		t.Error(v)
	}
	if v, _ := Min(s); !math.IsNaN(v) { // as cmp.Compare has it
		t.Error(v)
	}
}

func TestMisusePanics(t *testing.T) {
	for name, f := range map[string]func(){
		"Chunk":     func() { Chunk(Range(1), 0) },
		"RangeStep": func() { RangeStep(0, 1, 0) },
		"Slice":     func() { Slice(Range(1), -1, 1, 1) },
		"Slice in":  func() { Slice(Range(1), 0, 1, 0) },
		"reading":   func() { Len(Lines(iotest.ErrReader(errors.New("broken")))) },
	} {
		func() {
			defer func() {
				if p, _ := recover().(string); !strings.HasPrefix(p, "seq: "+strings.Fields(name)[0]) {
					t.Errorf("%s: panic %q", name, p)
				}
			}()
			f()
		}()
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for text, want := range map[string][]string{
		"a\nb\n":       {"a", "b"},
		"a\nb":         {"a", "b"},
		"a\r\nb\r\n":   {"a", "b"},
		"\n\n":         {"", ""},
		long + "\nend": {long, "end"},
	} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			if got := List(Lines(r)); !slices.Equal(got, want) {
				t.Errorf("%.10q: %.40q", text, got)
			}
		}
	}
}

func TestLinesUntilReadingFails(t *testing.T) {
	broken := errors.New("broken")
	var err error
	r := io.MultiReader(strings.NewReader("good\nhal"), iotest.ErrReader(broken))
	if got := List(Lines(r, &err)); !slices.Equal(got, []string{"good", "hal"}) || err != broken {
		t.Errorf("%q, %v", got, err)
	}
	err = nil
	r = io.MultiReader(strings.NewReader("good\n"), iotest.ErrReader(broken))
	if got, _ := First(Lines(r, &err)); got != "good" || err != nil {
		t.Errorf("%q, %v, although nobody has read so far", got, err)
	}
}

func TestChunksAreSeparate(t *testing.T) {
	chunks := List(Chunk(Range(4), 2))
	chunks[0] = append(chunks[0], 99)
	if !slices.Equal(chunks[1], []int{2, 3}) {
		t.Error(chunks)
	}
}

func TestNested(t *testing.T) {
	n := Branch(Leaf(1), Branch(Branch(Leaf(2)), Leaf(3)), Branch[int](), Leaf(4))
	if got := List(n.All()); !slices.Equal(got, []int{1, 2, 3, 4}) {
		t.Error(got)
	}
	if got := List(Take(n.All(), 2)); !slices.Equal(got, []int{1, 2}) {
		t.Error(got)
	}
	if got := List(Take(FlattenAny([]any{1, []any{[]int{2, 3}}, 4}), 2)); !slices.Equal(got, []any{1, 2}) {
		t.Error(got)
	}
}

// A consumer that panics ends the sources, too.
func TestPanicOfTheConsumer(t *testing.T) {
	a, b := &source{n: 3}, &source{n: 3}
	func() {
		defer func() { recover() }()
		for range Zip(a.all, Map(b.all, odd)) {
			panic("enough")
		}
	}()
	if a.ends != 1 || b.ends != 1 {
		t.Error(a, b)
	}
}
