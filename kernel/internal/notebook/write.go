package notebook

// This file writes JSON exactly as Python's json module does for Jupyter. The
// encoder of the standard library would escape <, > and U+2028, and cannot be
// asked for an indentation without line breaks in empty lists.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A place is the list of keys that lead to a value. It decides whether a text
// there is written as a list of lines.
type place []string

// lines tells whether Jupyter splits a text at this place.
func (p place) lines() bool {
	switch path := strings.Join(p[:max(len(p)-1, 0)], "/"); {
	case path == "cells":
		return p[1] == "source"
	case path == "cells/outputs":
		return p[2] == "text"
	case path == "cells/outputs/data", len(p) == 4 && p[0] == "cells" && p[1] == "attachments":
		return strings.HasPrefix(p[3], "text/") || p[3] == "application/javascript" || p[3] == "image/svg+xml"
	}
	return false
}

type writer struct{ bytes.Buffer }

func (w *writer) value(v any, depth int, p place) {
	switch v := v.(type) {
	case nil:
		w.WriteString("null")
	case bool:
		fmt.Fprint(w, v)
	case json.Number:
		w.WriteString(v.String())
	case string:
		w.text(v, depth, p)
	case []any:
		w.list(v, depth, p)
	case map[string]any:
		w.object(v, depth, p)
	default:
		panic(fmt.Sprintf("notebook: a %T in the tree", v))
	}
}

func (w *writer) text(s string, depth int, p place) {
	if !p.lines() {
		w.quote(s)
		return
	}
	list := []any{}
	for _, line := range splitLines(s) {
		list = append(list, line)
	}
	w.list(list, depth, nil)
}

func (w *writer) list(list []any, depth int, p place) {
	if len(list) == 0 {
		w.WriteString("[]")
		return
	}
	w.WriteByte('[')
	for i, item := range list {
		w.item(i, depth+1)
		w.value(item, depth+1, p)
	}
	w.line(depth)
	w.WriteByte(']')
}

func (w *writer) object(tree map[string]any, depth int, p place) {
	if len(tree) == 0 {
		w.WriteString("{}")
		return
	}
	w.WriteByte('{')
	for i, key := range slices.Sorted(maps.Keys(tree)) {
		w.item(i, depth+1)
		w.quote(key)
		w.WriteString(": ")
		w.value(tree[key], depth+1, append(p[:len(p):len(p)], key))
	}
	w.line(depth)
	w.WriteByte('}')
}

func (w *writer) item(i, depth int) {
	if i > 0 {
		w.WriteByte(',')
	}
	w.line(depth)
}

func (w *writer) line(depth int) {
	w.WriteByte('\n')
	for range depth {
		w.WriteByte(' ')
	}
}

var shortEscapes = map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\b': `\b`, '\f': `\f`}

func (w *writer) quote(s string) {
	w.WriteByte('"')
	for _, r := range s {
		if short, ok := shortEscapes[r]; ok {
			w.WriteString(short)
		} else if r < ' ' {
			fmt.Fprintf(w, `\u%04x`, r)
		} else {
			w.WriteRune(r)
		}
	}
	w.WriteByte('"')
}

// splitLines cuts s after each line end that Python's str.splitlines knows.
func splitLines(s string) []string {
	var lines []string
	start := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r == '\r' && strings.HasPrefix(s[i:], "\n") {
			i++
		}
		if strings.ContainsRune("\n\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029", r) {
			lines, start = append(lines, s[start:i]), i
		}
	}
	if start < len(s) {
		lines = append(lines, s[start:])
	}
	return lines
}
