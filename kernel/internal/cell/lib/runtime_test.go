package lib_test

import (
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/sha256"
	"hash/maphash"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"weak"

	ourhkdf "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/crypto/hkdf"
	ourpbkdf2 "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/crypto/pbkdf2"
	ourmaphash "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/hash/maphash"
	ouriter "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/iter"
	ourruntime "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/runtime"
	oursync "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/sync"
	ouratomic "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/sync/atomic"
	ourunique "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/unique"
	ourweak "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/weak"
)

type puller = func(iter.Seq2[int, string]) (func() (int, string, bool), func())

// TestPull tells the same stories with ours and the standard library's Pull2
// (and Pull, through pairs made of one value).
func TestPull(t *testing.T) {
	single := func(pull func(iter.Seq[int]) (func() (int, bool), func())) puller {
		return func(seq iter.Seq2[int, string]) (func() (int, string, bool), func()) {
			next, stop := pull(func(yield func(int) bool) { seq(func(k int, _ string) bool { return yield(k) }) })
			return func() (int, string, bool) { v, ok := next(); return v, "", ok }, stop
		}
	}
	for name, story := range map[string]func(puller) outcome{
		"to the end": endStory, "stopped": stopStory, "panic": panicStory, "stopped before": neverStory, "panic when stopped": deferStory,
	} {
		same(t, "Pull2 "+name, nil, func() outcome { return story(ouriter.Pull2) }, func() outcome { return story(iter.Pull2) })
		same(t, "Pull "+name, nil, func() outcome { return story(single(ouriter.Pull)) }, func() outcome { return story(single(iter.Pull)) })
	}
}

func letters(yield func(int, string) bool) {
	for i, s := range []string{"a", "b", "c"} {
		if !yield(i+1, s) {
			return
		}
	}
}

func endStory(pull puller) (o outcome) {
	next, stop := pull(letters)
	for range 5 {
		k, v, ok := next()
		o = append(o, k, v, ok)
	}
	stop()
	return o
}

func stopStory(pull puller) (o outcome) {
	ended := false
	next, stop := pull(func(yield func(int, string) bool) {
		defer func() { ended = true }()
		letters(yield)
	})
	k, v, ok := next()
	o = append(o, k, v, ok, ended)
	stop()
	o = append(o, ended)
	stop()
	k, v, ok = next()
	return append(o, k, v, ok)
}

func neverStory(pull puller) outcome {
	started := false
	next, stop := pull(func(yield func(int, string) bool) { started = true })
	stop()
	k, v, ok := next()
	return outcome{started, k, v, ok}
}

func panicStory(pull puller) (o outcome) {
	next, stop := pull(func(yield func(int, string) bool) {
		yield(1, "x")
		panic("oh")
	})
	k, v, ok := next()
	o = append(o, k, v, ok)
	o = append(o, observe(func() outcome { next(); return nil }))
	k, v, ok = next() // over after a panic
	o = append(o, k, v, ok)
	stop()
	return o
}

func deferStory(pull puller) outcome {
	next, stop := pull(func(yield func(int, string) bool) {
		defer panic("late")
		letters(yield)
	})
	next()
	return observe(func() outcome { stop(); return nil })
}

func TestOnce(t *testing.T) {
	calls := 0
	value := oursync.OnceValue(func() int { calls++; return 7 })
	values := oursync.OnceValues(func() (string, bool) { calls++; return "x", true })
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if s, ok := values(); value() != 7 || s != "x" || !ok {
				t.Error("wrong value")
			}
		})
	}
	wg.Wait()
	if calls != 2 {
		t.Errorf("%d calls, want one of each function", calls)
	}
	bad := oursync.OnceValue(func() int { calls++; panic("no") })
	for range 2 {
		if o := observe(func() outcome { return outcome{bad()} }); !slices.Equal(o, outcome{"panic: no"}) {
			t.Error(o)
		}
	}
	if calls != 3 {
		t.Error("called again after a panic")
	}
}

func TestAtomicPointer(t *testing.T) {
	var p atomic.Pointer[string]
	a, b := new(string), new(string)
	if ouratomic.Pointer_Load(&p) != nil {
		t.Error("zero value")
	}
	ouratomic.Pointer_Store(&p, a)
	if p.Load() != a || ouratomic.Pointer_Swap(&p, b) != a || p.Load() != b {
		t.Error("Store, Swap")
	}
	if ouratomic.Pointer_CompareAndSwap(&p, a, nil) || !ouratomic.Pointer_CompareAndSwap(&p, b, a) || ouratomic.Pointer_Load(&p) != a {
		t.Error("CompareAndSwap")
	}
}

func TestUnique(t *testing.T) {
	type point struct{ x, y int }
	a, b, c := ourunique.Make(point{1, 2}), ourunique.Make(point{1, 2}), ourunique.Make(point{2, 1})
	if a != b || a == c || ourunique.Handle_Value(a) != (point{1, 2}) {
		t.Error("handles of points")
	}
	text := ourunique.Make(strings.Repeat("ab", 2))
	runtime.GC()
	if text != ourunique.Make("abab") || ourunique.Handle_Value(text) != "abab" {
		t.Error("handles of strings")
	}
	if none := ourunique.Make[error](nil); none != ourunique.Make[error](nil) || ourunique.Handle_Value(none) != nil {
		t.Error("handles of nil")
	}
}

func TestWeakAndCleanup(t *testing.T) {
	type node [64]byte
	n := new(node)
	w := ourweak.Make(n)
	if w != ourweak.Make(n) || w == ourweak.Make(new(node)) || ourweak.Pointer_Value(w) != n || w.Value() != n {
		t.Error("a weak pointer differs from itself or equals another")
	}
	if zero := ourweak.Make[node](nil); zero != (weak.Pointer[node]{}) || ourweak.Pointer_Value(zero) != nil {
		t.Error("weak nil")
	}
	if o := observe(func() outcome { ourruntime.AddCleanup(n, func(*node) {}, n); return nil }); len(o) != 1 {
		t.Error("a cleanup that keeps its object alive")
	}
	done := make(chan string, 1)
	ourruntime.AddCleanup(n, func(s string) { done <- s }, "gone")
	runtime.KeepAlive(n)
	n = nil
	runtime.GC()
	if s := <-done; s != "gone" || ourweak.Pointer_Value(w) != nil {
		t.Error(s, "but still there")
	}
}

func TestMaphash(t *testing.T) {
	seed := maphash.MakeSeed()
	if ourmaphash.Comparable(seed, "ab") != ourmaphash.Comparable(seed, "a"+strings.ToLower("B")) ||
		ourmaphash.Comparable(seed, "ab") == ourmaphash.Comparable(seed, "ba") {
		t.Error("Comparable")
	}
	var a, b maphash.Hash
	b.SetSeed(a.Seed())
	ourmaphash.WriteComparable(&a, [2]int{1, 2})
	ourmaphash.WriteComparable(&b, [2]int{1, 2})
	if a.Sum64() != b.Sum64() {
		t.Error("WriteComparable")
	}
}

func TestKeyDerivation(t *testing.T) {
	secret, salt := []byte("secret"), []byte("0123456789abcdef")
	for name, run := range map[string][2]func() ([]byte, error){
		"pbkdf2":  {func() ([]byte, error) { return ourpbkdf2.Key(sha256.New, "secret", salt, 3, 20) }, func() ([]byte, error) { return pbkdf2.Key(sha256.New, "secret", salt, 3, 20) }},
		"extract": {func() ([]byte, error) { return ourhkdf.Extract(sha256.New, secret, salt) }, func() ([]byte, error) { return hkdf.Extract(sha256.New, secret, salt) }},
		"expand":  {func() ([]byte, error) { return ourhkdf.Expand(sha256.New, secret, "x", 20) }, func() ([]byte, error) { return hkdf.Expand(sha256.New, secret, "x", 20) }},
		"key":     {func() ([]byte, error) { return ourhkdf.Key(sha256.New, secret, salt, "x", 20) }, func() ([]byte, error) { return hkdf.Key(sha256.New, secret, salt, "x", 20) }},
		"tooLong": {func() ([]byte, error) { return ourhkdf.Key(sha256.New, secret, salt, "x", 1<<20) }, func() ([]byte, error) { return hkdf.Key(sha256.New, secret, salt, "x", 1<<20) }},
	} {
		key := func(f func() ([]byte, error)) func() outcome {
			return func() outcome { b, err := f(); return outcome{b, err != nil} }
		}
		same(t, name, nil, key(run[0]), key(run[1]))
	}
}
