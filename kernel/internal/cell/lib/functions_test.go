package lib_test

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	ourcmp "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/cmp"
	ourerrors "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/errors"
	ourmaps "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/maps"
	ourrand "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/math/rand/v2"
	ourreflect "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/reflect"
)

// take collects up to stop values, then breaks off.
func take[V any](seq iter.Seq[V], stop int) outcome {
	var o outcome
	for v := range seq {
		if o = append(o, v); len(o) == stop {
			break
		}
	}
	return o
}

func take2[K, V any](seq iter.Seq2[K, V], stop int) outcome {
	var o outcome
	for k, v := range seq {
		if o = append(o, k, v); len(o) >= stop {
			break
		}
	}
	return o
}

func TestCmp(t *testing.T) {
	numbers := []float64{math.Inf(-1), -1, math.Copysign(0, -1), 0, 2, math.Inf(1), math.NaN()}
	for _, x := range numbers {
		for _, y := range numbers {
			if got, want := ourcmp.Compare(x, y), cmp.Compare(x, y); got != want {
				t.Errorf("Compare(%v, %v) = %d, want %d", x, y, got, want)
			}
			if got, want := ourcmp.Less(x, y), cmp.Less(x, y); got != want {
				t.Errorf("Less(%v, %v) = %t, want %t", x, y, got, want)
			}
		}
	}
	if ourcmp.Or(0, 0, 3, 4) != 3 || ourcmp.Or("", "") != "" || ourcmp.Or[int]() != 0 {
		t.Error("Or")
	}
}

func TestMaps(t *testing.T) {
	inputs(func(r *rand.Rand, s []int) {
		m := maps.Collect(slices.All(s))
		other := maps.Clone(m)
		if len(s) > 3 && r.IntN(2) == 0 {
			other[r.IntN(len(s))] = r.IntN(12)
			delete(other, r.IntN(len(s)*2))
		}
		half := func(a, b int) bool { return a/2 == b/2 }
		drop := func(k, v int) bool { return (k+v)%2 == 0 }
		if !maps.Equal(ourmaps.Collect(slices.All(s)), m) {
			t.Errorf("Collect %v", s)
		}
		if ourmaps.Equal(m, other) != maps.Equal(m, other) || ourmaps.EqualFunc(m, other, half) != maps.EqualFunc(m, other, half) {
			t.Errorf("Equal, EqualFunc %v %v", m, other)
		}
		got, want := ourmaps.Clone(m), maps.Clone(m)
		ourmaps.DeleteFunc(got, drop)
		maps.DeleteFunc(want, drop)
		if !maps.Equal(got, want) {
			t.Errorf("Clone, DeleteFunc: %v, want %v", got, want)
		}
		ourmaps.Copy(got, other)
		maps.Copy(want, other)
		ourmaps.Insert(got, slices.Backward(s))
		maps.Insert(want, slices.Backward(s))
		if !maps.Equal(got, want) {
			t.Errorf("Copy, Insert: %v, want %v", got, want)
		}
		keys, values := slices.Sorted(ourmaps.Keys(m)), slices.Sorted(ourmaps.Values(m))
		if !slices.Equal(keys, slices.Sorted(maps.Keys(m))) || !slices.Equal(values, slices.Sorted(maps.Values(m))) ||
			!maps.Equal(maps.Collect(ourmaps.All(m)), m) {
			t.Errorf("Keys, Values, All %v", m)
		}
		stop := r.IntN(5) + 1
		if n, m := len(take(ourmaps.Keys(m), stop)), len(take2(ourmaps.All(m), 2*stop)); n != min(stop, len(s)) || m != 2*n {
			t.Errorf("stopped after %d and %d of %d values", n, m, stop)
		}
	})
	if ourmaps.Clone(map[int]int(nil)) != nil || ourmaps.Collect(maps.All(map[int]int(nil))) == nil {
		t.Error("Clone keeps nil, Collect makes a map")
	}
	if nan := map[float64]int{math.NaN(): 1, math.NaN(): 2}; len(ourmaps.Clone(nan)) != 2 {
		t.Error("Clone loses NaN keys")
	}
}

type coded struct{ code int }

func (c coded) Error() string { return fmt.Sprint("code ", c.code) }

// pointer offers itself as a *coded through As.
type chameleon struct{}

func (chameleon) Error() string { return "chameleon" }
func (chameleon) As(target any) bool {
	p, ok := target.(*coded)
	if ok {
		p.code = 99
	}
	return ok
}

func TestErrorsAsType(t *testing.T) {
	for _, err := range []error{
		nil,
		coded{1},
		&coded{2},
		fmt.Errorf("a: %w", coded{3}),
		errors.Join(errors.New("x"), fmt.Errorf("b: %w", coded{4}), coded{5}),
		errors.Join(nil, errors.Join(chameleon{}, coded{6})),
		fmt.Errorf("%w and %w", errors.New("y"), errors.New("z")),
	} {
		got, ok := ourerrors.AsType[coded](err)
		want, yes := errors.AsType[coded](err)
		if got != want || ok != yes {
			t.Errorf("AsType[coded](%v) = %v %t, want %v %t", err, got, ok, want, yes)
		}
		gotIface, ok := ourerrors.AsType[interface {
			error
			As(any) bool
		}](err)
		wantIface, yes := errors.AsType[interface {
			error
			As(any) bool
		}](err)
		if gotIface != wantIface || ok != yes {
			t.Errorf("AsType[interface](%v) = %v %t, want %v %t", err, gotIface, ok, wantIface, yes)
		}
	}
}

func TestRandN(t *testing.T) {
	seen := make(map[int8]bool)
	for range 1000 {
		seen[ourrand.N(int8(10))] = true
	}
	if len(seen) != 10 || !seen[0] || !seen[9] || seen[10] {
		t.Error(seen)
	}
	same(t, "N", 0, func() outcome { return outcome{ourrand.N(0)} }, func() outcome { return outcome{rand.N(0)} })
	same(t, "N", -1, func() outcome { return outcome{ourrand.N(-1)} }, func() outcome { return outcome{rand.N(-1)} })
}

func TestReflect(t *testing.T) {
	if ourreflect.TypeFor[error]() != reflect.TypeFor[error]() || ourreflect.TypeFor[[]int]() != reflect.TypeFor[[]int]() {
		t.Error("TypeFor")
	}
	v := reflect.ValueOf(coded{7})
	if c, ok := ourreflect.TypeAssert[coded](v); !ok || c.code != 7 {
		t.Error(c, ok)
	}
	if e, ok := ourreflect.TypeAssert[error](v); !ok || e.Error() != "code 7" {
		t.Error(e, ok)
	}
	if s, ok := ourreflect.TypeAssert[fmt.Stringer](v); s != nil || ok {
		t.Error(s, ok)
	}
}
