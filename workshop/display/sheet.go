package display

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// This file finds the rows and columns in any value.

// A sheet is a table that has been read. Every row has an entry for each column; numbers says
// which columns hold nothing else, and more how many rows were left out.
type sheet struct {
	columns []string
	rows    [][]entry
	numbers []bool
	more    int
}

// An entry is one field of a table. An empty one is neither a number nor something else.
type entry struct {
	text   string
	number bool
}

// A named value is one that belongs to a column.
type named struct {
	column string
	value  reflect.Value
}

func (g Grid) sheet() *sheet {
	rows, more := readRows(reflect.ValueOf(g.rows), g.limit)
	s := &sheet{columns: g.columns, more: more}
	if s.columns == nil {
		s.columns = columnsOf(rows)
	}
	s.numbers = make([]bool, len(s.columns))
	for _, row := range rows {
		s.add(row)
	}
	for i := range s.columns {
		s.numbers[i] = s.isNumeric(i)
	}
	return s
}

func (s *sheet) add(row []named) {
	entries := make([]entry, len(s.columns))
	for _, n := range row {
		if i := slices.Index(s.columns, n.column); i >= 0 {
			entries[i] = entryOf(n.value)
		}
	}
	s.rows = append(s.rows, entries)
}

func (s *sheet) isNumeric(column int) bool {
	any := false
	for _, row := range s.rows {
		e := row[column]
		if e.text != "" && !e.number {
			return false
		}
		any = any || e.number
	}
	return any
}

func columnsOf(rows [][]named) []string {
	var columns []string
	seen := map[string]bool{}
	for _, row := range rows {
		for _, n := range row {
			if !seen[n.column] {
				seen[n.column] = true
				columns = append(columns, n.column)
			}
		}
	}
	return columns
}

// readRows returns at most limit rows, and how many more there are.
func readRows(v reflect.Value, limit int) (rows [][]named, more int) {
	v = resolve(v)
	switch {
	case !v.IsValid():
		return nil, 0
	case isScalar(v):
		return [][]named{pairs(v)}, 0
	case v.Kind() == reflect.Slice || v.Kind() == reflect.Array:
		n := bound(v.Len(), limit)
		for i := range n {
			rows = append(rows, pairs(v.Index(i)))
		}
		return numbered(rows), v.Len() - n
	case v.Kind() == reflect.Map:
		n := bound(v.Len(), limit)
		for _, k := range sortedKeys(v)[:n] {
			rows = append(rows, append([]named{{"key", k}}, pairs(v.MapIndex(k))...))
		}
		return rows, v.Len() - n
	}
	return [][]named{pairs(v)}, 0
}

func bound(n, limit int) int {
	if limit >= 0 {
		return min(n, limit)
	}
	return n
}

// numbered puts their place before rows that have one value only, and with them before empty ones.
func numbered(rows [][]named) [][]named {
	single := func(row []named) bool { return len(row) == 1 && row[0].column == "value" }
	if !slices.ContainsFunc(rows, single) {
		return rows
	}
	for i, row := range rows {
		if len(row) == 0 || single(row) {
			rows[i] = append([]named{{"index", reflect.ValueOf(i)}}, row...)
		}
	}
	return rows
}

// pairs returns the parts of one value with the columns they belong to.
func pairs(v reflect.Value) []named {
	v = resolve(v)
	switch {
	case !v.IsValid():
		return nil
	case isScalar(v):
	case v.Kind() == reflect.Struct:
		return fields(v)
	case v.Kind() == reflect.Map:
		var row []named
		for _, k := range sortedKeys(v) {
			row = append(row, named{fmt.Sprint(k.Interface()), v.MapIndex(k)})
		}
		return row
	case v.Kind() == reflect.Slice || v.Kind() == reflect.Array:
		var row []named
		for i := range v.Len() {
			row = append(row, named{strconv.Itoa(i), v.Index(i)})
		}
		return row
	}
	return []named{{"value", v}}
}

func fields(v reflect.Value) []named {
	var row []named
	t := v.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		name, tagged := f.Tag.Lookup("display")
		if !tagged {
			name = f.Name
		}
		switch {
		case name == "-":
		case f.Anonymous && !tagged && isRecord(v.Field(i)):
			row = append(row, fields(resolve(v.Field(i)))...)
		case f.IsExported():
			row = append(row, named{name, v.Field(i)})
		}
	}
	return row
}

// isRecord reports whether v has fields that can be columns.
func isRecord(v reflect.Value) bool {
	v = resolve(v)
	return v.IsValid() && v.Kind() == reflect.Struct && !isScalar(v)
}

// resolve follows interfaces and pointers; nil gives an invalid value. A pointer that writes
// itself is left as it is.
func resolve(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return reflect.Value{}
		}
		if v.Kind() == reflect.Pointer && writesItself(v) {
			return v
		}
		v = v.Elem()
	}
	return v
}

// isScalar reports whether v is one entry of a table, and not a row.
func isScalar(v reflect.Value) bool {
	if writesItself(v) {
		return true
	}
	switch v.Kind() {
	case reflect.Struct:
		return len(fields(v)) == 0
	case reflect.Slice, reflect.Array:
		return v.Type().Elem().Kind() == reflect.Uint8
	case reflect.Map:
		return false
	}
	return true
}

func writesItself(v reflect.Value) bool {
	if !v.CanInterface() {
		return false
	}
	switch v.Interface().(type) {
	case fmt.Stringer, error:
		return true
	}
	return false
}

func entryOf(v reflect.Value) entry {
	v = resolve(v)
	if !v.IsValid() {
		return entry{}
	}
	number := v.CanInt() || v.CanUint() || v.CanFloat()
	if v.CanFloat() && !writesItself(v) {
		return entry{float(v.Float()), true}
	}
	return entry{fmt.Sprint(v.Interface()), number}
}

// float writes a number with at most six digits that count, but with all digits before the point.
func float(x float64) string {
	size := math.Abs(x)
	if size != 0 && (size < 1e-4 || size >= 1e15) || math.IsNaN(x) || math.IsInf(x, 0) {
		return strconv.FormatFloat(x, 'g', 6, 64)
	}
	decimals := 5
	if size >= 1 {
		decimals = max(0, 5-int(math.Log10(size)))
	} else if size > 0 {
		decimals = 5 - int(math.Floor(math.Log10(size)))
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// sortedKeys returns the keys of a map: numbers by size, all others as they are written.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortStableFunc(keys, func(a, b reflect.Value) int {
		a, b = resolve(a), resolve(b)
		switch {
		case !a.IsValid() || !b.IsValid():
			return cmp.Compare(entryOf(a).text, entryOf(b).text)
		case a.CanInt() && b.CanInt():
			return cmp.Compare(a.Int(), b.Int())
		case a.CanUint() && b.CanUint():
			return cmp.Compare(a.Uint(), b.Uint())
		case a.CanFloat() && b.CanFloat():
			return cmp.Compare(a.Float(), b.Float())
		}
		return cmp.Compare(entryOf(a).text, entryOf(b).text)
	})
	return keys
}
