package engine

import (
	"go/token"
	"reflect"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// newLibrary returns the functions that emitted code calls by name.
func (e *Engine) newLibrary() map[string]any {
	return map[string]any{
		"Enter":          (*rt.Thread).EnterAt,
		"Relocate":       (*rt.Thread).Relocate,
		"EnterHere":      e.enterHere,
		"Leave":          (*rt.Thread).Leave,
		"NewDefers":      (*rt.Thread).NewDefers,
		"RunDefers":      (*rt.DeferList).Run,
		"Defer":          (*rt.DeferList).Push,
		"Recover":        (*rt.Thread).Recover,
		"Panic":          (*rt.Thread).Panic,
		"LongString":     func(added int) { e.threads.Current().Take(2 * int64(added)) },
		"Go":             (*rt.Thread).Go,
		"Select":         choose,
		"TrySelect":      tryChoose,
		"RangeCheck":     rt.RangeCheck,
		"Register":       e.register,
		"SetFunc":        func(p, fn any) { reflect.ValueOf(p).Elem().Set(reflect.ValueOf(fn)) },
		"Show":           e.show,
		"MapKey":         rt.MapKey,
		"Runes":          runes,
		"IndexPanic":     func(i, n int) { e.threads.Current().Panic(rt.IndexError(int64(i), n)) },
		"IndexPanicUint": func(i, n int) { e.threads.Current().Panic(rt.IndexErrorUint(uint64(i), n)) },
		"NegativeShift":  func() { panic(rt.NegativeShift()) },
	}
}

// enterHere is Enter for functions that are not told their thread.
func (e *Engine) enterHere(fn *rt.FuncInfo, at *token.Pos) (*rt.Thread, int) {
	t := e.threads.Current()
	return t, t.EnterAt(fn, at)
}

// choose is a select without a default case.
func choose(t *rt.Thread, cases ...reflect.SelectCase) (int, any, bool) {
	i, v, ok := t.Select(cases)
	return i, anyOf(v), ok
}

// tryChoose is a select with one, for which the index is -1.
func tryChoose(_ *rt.Thread, cases ...reflect.SelectCase) (int, any, bool) {
	i, v, ok := rt.TrySelect(cases)
	return i, anyOf(v), ok
}

func anyOf(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}

// runes decodes a string for a range loop: where each character starts, and which it is.
func runes(s string) ([]int, []rune) {
	at := make([]int, 0, len(s))
	rs := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		at, rs = append(at, i), append(rs, r)
		i += n
	}
	return at, rs
}

// show takes pairs of a static type and an interface value.
func (e *Engine) show(pairs ...any) {
	r := e.running.Load()
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := 0; i < len(pairs); i += 2 {
		r.shown = append(r.shown, Shown{pairs[i].(*rt.Type), pairs[i+1]})
	}
}
