package worker

// This file holds the commands %engine and %vm.

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"
)

// longName is how people know what runs cells.
func longName(engine string) string {
	switch engine {
	case BothTiers:
		return "the bytecode machine"
	case OnlyYaegi:
		return "Yaegi"
	}
	return engine
}

// engine shows what runs where, or changes what runs later cells.
func (c *cellRun) engine(name string) (*Bundle, *CellError) {
	if name = strings.TrimSpace(name); name == "" {
		t := engineTable(c.lang.Engine())
		b := Bundle{Data: map[string]any{"text/plain": t.text(), "text/html": t.html()}}
		(&host{c.server}).Event(Event{Cell: c.req.Cell, Kind: Display, Bundle: b})
		return nil, nil
	}
	if err := c.lang.SetEngine(name); err != nil {
		return nil, hinted("engine", err.Error(), "%engine vm or %engine yaegi; %engine alone shows what runs where")
	}
	c.print(fmt.Sprintf("functions of later cells run on %s; those that there are stay where they are\n", longName(name)))
	return nil, nil
}

// code shows how a function looks to the engine.
func (c *cellRun) code(name string) (*Bundle, *CellError) {
	if name = strings.TrimSpace(name); name == "" {
		return nil, hinted("vm", "the name of a function is missing", "write %vm NAME, as in %vm fib, %vm Stack.Push or %vm cell 3")
	}
	text := c.lang.Listing(name)
	if text == "" {
		return nil, hinted("vm", fmt.Sprintf("there is no function %s", name), "%engine lists the functions; a generic one is there when a cell has called it")
	}
	c.print(strings.TrimRight(text, "\n") + "\n")
	return nil, nil
}

// A table is what %engine shows.
type table struct {
	head []string // sentences above it
	rows [][]string
}

func engineTable(e Engine) table {
	onMachine := 0
	t := table{}
	for _, f := range e.Functions {
		if f.Engine == BothTiers {
			onMachine++
		}
		line := ""
		if f.Line > 0 {
			line = strconv.Itoa(f.Line)
		}
		t.rows = append(t.rows, []string{f.Cell, line, f.Name, f.Engine, f.Why})
	}
	t.head = append(t.head, countOf(onMachine, len(e.Functions)))
	if e.Problem != "" {
		t.head = append(t.head, capital(e.Problem)+".")
	} else {
		t.head = append(t.head, fmt.Sprintf("Functions of later cells run on %s.", longName(e.Name)))
	}
	return t
}

// countOf words how many of all functions run on the machine; top-level code counts as one.
func countOf(n, all int) string {
	switch all {
	case 0:
		return "There are no functions yet."
	case 1:
		return fmt.Sprintf("%d of 1 function runs on the bytecode machine.", n)
	}
	return fmt.Sprintf("%d of %d functions run on the bytecode machine.", n, all)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (t *table) columns() []string { return []string{"Cell", "Line", "Function", "Engine", "Why"} }

var trailing = regexp.MustCompile(`(?m) +$`)

func (t *table) text() string {
	var b strings.Builder
	b.WriteString(strings.Join(t.head, "\n") + "\n")
	if len(t.rows) == 0 {
		return b.String()
	}
	b.WriteString("\n")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, row := range append([][]string{t.columns()}, t.rows...) {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
	return trailing.ReplaceAllString(b.String(), "")
}

func (t *table) html() string {
	var b strings.Builder
	for _, s := range t.head {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(s))
	}
	if len(t.rows) == 0 {
		return b.String()
	}
	b.WriteString("<table>\n")
	writeRow(&b, "th", t.columns())
	for _, row := range t.rows {
		writeRow(&b, "td", row)
	}
	b.WriteString("</table>\n")
	return b.String()
}

func writeRow(b *strings.Builder, tag string, row []string) {
	b.WriteString("<tr>")
	for _, cell := range row {
		fmt.Fprintf(b, `<%s style="text-align:left">%s</%s>`, tag, html.EscapeString(cell), tag)
	}
	b.WriteString("</tr>\n")
}
