package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// This file writes the functions that adapters call: one per number of
// parameters and results. For one of each:
//
//	func call11[R0, A0 any](b rt.Box, name string, a0 A0) R0 {
//		m := methodOf(b, name)
//		switch m.recv {
//		case pointerRecv:
//			return (*(*func(unsafe.Pointer, A0) R0)(m.code()))(m.pointer, a0)
//		case sliceRecv:
//			return (*(*func([]struct{}, A0) R0)(m.code()))(m.slice, a0)
//		}
//		r := m.call(in(a0))
//		return out[R0](r[0])
//	}

// A shape is a number of parameters and of results.
type shape struct{ params, results int }

func callName(s shape) string { return fmt.Sprintf("call%d%d", s.params, s.results) }

// shapesIn finds the shapes that the adapters of all groups use.
func shapesIn(parts []survey) []shape {
	used := make(map[shape]bool)
	for _, part := range parts {
		for _, e := range part {
			for s := range allShapes {
				if strings.Contains(e.text, callName(s)+"[") || strings.Contains(e.text, callName(s)+"(") {
					used[s] = true
				}
			}
		}
	}
	byName := func(a, b shape) int { return cmp.Compare(callName(a), callName(b)) }
	return slices.SortedFunc(maps.Keys(used), byName)
}

func allShapes(yield func(shape) bool) {
	for p := range 10 {
		for r := range 10 {
			if !yield(shape{p, r}) {
				return
			}
		}
	}
}

func calls(parts []survey) string {
	var b strings.Builder
	b.WriteString(notice + "package native\n\nimport (\n\t\"unsafe\"\n\n\t" + strconv.Quote(runtimePath) + "\n)\n")
	for _, s := range shapesIn(parts) {
		b.WriteString("\n" + s.source())
	}
	return b.String()
}

func (s shape) source() string {
	list := func(n int, format string) string {
		var items []string
		for i := range n {
			items = append(items, strings.ReplaceAll(format, "#", strconv.Itoa(i)))
		}
		return strings.Join(items, ", ")
	}
	typeParams := ""
	if s.params+s.results > 0 {
		typeParams = "[" + strings.TrimPrefix(list(s.results, "R#")+comma(list(s.params, "A#")), ", ") + " any]"
	}
	fill := strings.NewReplacer(
		"NAME", callName(s)+typeParams,
		"PARAMS", comma(list(s.params, "a# A#")),
		"RESULTS", s.tuple(list(s.results, "R#")),
		"TYPES", comma(list(s.params, "A#")),
		"ARGS", comma(list(s.params, "a#")),
		"IN", list(s.params, "in(a#)"),
		"OUT", list(s.results, "out[R#](r[#])"),
	)
	if s.results == 0 {
		return fill.Replace(callNothing)
	}
	return fill.Replace(callSomething)
}

func (s shape) tuple(list string) string {
	if s.results > 1 {
		return "(" + list + ")"
	}
	return list
}

func comma(list string) string {
	if list == "" {
		return ""
	}
	return ", " + list
}

const callSomething = `func NAME(b rt.Box, name stringPARAMS) RESULTS {
	m := methodOf(b, name)
	switch m.recv {
	case pointerRecv:
		return (*(*func(unsafe.PointerTYPES) RESULTS)(m.code()))(m.pointerARGS)
	case sliceRecv:
		return (*(*func([]struct{}TYPES) RESULTS)(m.code()))(m.sliceARGS)
	}
	r := m.call(IN)
	return OUT
}
`

const callNothing = `func NAME(b rt.Box, name stringPARAMS) {
	m := methodOf(b, name)
	switch m.recv {
	case pointerRecv:
		(*(*func(unsafe.PointerTYPES))(m.code()))(m.pointerARGS)
	case sliceRecv:
		(*(*func([]struct{}TYPES))(m.code()))(m.sliceARGS)
	default:
		m.call(IN)
	}
}
`
