package rt

import (
	"fmt"
	"strconv"
	"strings"
)

// An Overflow is the reason of a cell that recursed without end.
type Overflow struct {
	Func    string   // that called itself, without its package
	Through []string // other functions on the way, if there are
	Depth   int      // how many calls there were at least
	Trace   []Frame
}

func (o *Overflow) Error() string {
	if o.Func == "" {
		return "stack overflow: recursion without end"
	}
	who := o.Func + " called itself"
	if len(o.Through) > 0 {
		who += " through " + strings.Join(o.Through, ", ")
	}
	return fmt.Sprintf("stack overflow: %s more than %s deep", who, Grouped(o.Depth))
}

// newOverflow words a traceback that is too long.
func newOverflow(trace []Frame) *Overflow {
	o := &Overflow{Trace: trace}
	if len(trace) == 0 {
		return o
	}
	for _, f := range trace {
		o.Depth += 1 + f.Elided
	}
	o.Depth = rounded(o.Depth)
	if r := RepeatAt(trace, 0); r.Frames > 0 {
		o.name(trace[:r.Period])
	} else {
		o.Func = mostFrequent(trace)
	}
	return o
}

// name says who calls whom in one round; the innermost call comes first in it.
func (o *Overflow) name(round []Frame) {
	o.Func = ShortName(round[0].Name)
	for i := len(round) - 1; i > 0; i-- {
		if name := ShortName(round[i].Name); name != o.Func {
			o.Through = append(o.Through, name)
		}
	}
}

func mostFrequent(trace []Frame) string {
	counts := map[string]int{}
	most := ""
	for _, f := range trace {
		if counts[f.Name]++; counts[f.Name] > counts[most] {
			most = f.Name
		}
	}
	return ShortName(most)
}

// ShortName is what a learner calls a function of a cell.
func ShortName(name string) string { return strings.TrimPrefix(name, "main.") }

// rounded is a number without what makes it hard to read: 37,000 for 37,456.
func rounded(n int) int {
	scale := 1
	for n/scale >= 100 {
		scale *= 10
	}
	return n / scale * scale
}

// Grouped writes a number as people do: 1,234,567.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
