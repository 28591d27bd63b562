package worker

// This file holds the commands that are not Go: %help and its kin, and ?name.

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"
	"unicode/utf8"
)

// A magic does what a command says; arg is the cell with the command blanked
// out, so that positions in it are right.
type magic func(c *cellRun, arg string) (*Bundle, *CellError)

// magics is a function, and not a variable, because %help lists it.
func magics() []struct {
	name, usage string
	do          magic
} {
	type row = struct {
		name, usage string
		do          magic
	}
	return []row{
		{"help", "%help          this list", (*cellRun).help},
		{"doc", "%doc NAME      explains a name; ?NAME and NAME? do the same", (*cellRun).doc},
		{"who", "%who           lists the variables", (*cellRun).who},
		{"whos", "%whos          lists the variables with their types and values", (*cellRun).whos},
		{"time", "%time CODE     runs the rest of the cell and tells how long it took", (*cellRun).time},
		{"test", "%test PATTERN  runs the functions TestXxx(t *testing.T) whose names match; all without a pattern", (*cellRun).test},
		{"engine", "%engine        tells which functions run where, and why; %engine yaegi and %engine vm choose it for later cells", (*cellRun).engine},
		{"vm", "%vm NAME       shows a function (fib, Stack.Push, cell 3) as Go, IR and bytecode, line by line", (*cellRun).code},
		{"desugar", "%desugar CODE  shows the rest of the cell with its range loops written out as calls and plain loops, and does not run it", (*cellRun).desugar},
		{"traceback", "%traceback     shows the last error again, %traceback full all of it: every call, those of libraries too", (*cellRun).traceback},
		{"goroutines", "%goroutines    lists the goroutines of all cells: what they wait for, where they are, where they were created", (*cellRun).goroutines},
		{"html", "%%html          shows the rest of the cell as HTML; so do %%markdown, %%latex and %%svg", display("text/html")},
		{"markdown", "", display("text/markdown")},
		{"latex", "", display("text/latex")},
		{"svg", "", display("image/svg+xml")},
		{"clear", "%clear         clears the output of the cell; %clear wait when the next output comes", (*cellRun).clear},
		{"memory", "%memory        tells how much memory the cells have taken; %memory 2GB sets how much they may take", (*cellRun).memory},
		{"output", "%output 10MB   shows that much text of this cell and later ones; %output none shows all", (*cellRun).output},
		{"reset", "%reset         forgets all variables, functions, types and imports", (*cellRun).reset},
	}
}

var questioned = regexp.MustCompile(`^\s*(?:\?{1,2}\s*([\pL_][\pL\pN_.]*)|([\pL_][\pL\pN_.]*)\s*\?{1,2})\s*$`)

// findMagic returns what to do if code is a command. No Go code begins with % or
// begins or ends with ?.
func findMagic(code string) (do magic, arg string, ok bool) {
	if m := questioned.FindStringSubmatch(code); m != nil {
		return (*cellRun).doc, m[1] + m[2], true
	}
	at := strings.IndexFunc(code, func(r rune) bool { return !unicode.IsSpace(r) })
	if at < 0 || code[at] != '%' {
		return nil, "", false
	}
	end := len(code)
	if i := strings.IndexFunc(code[at:], unicode.IsSpace); i >= 0 {
		end = at + i
	}
	name := strings.TrimLeft(code[at:end], "%")
	arg = code[:at] + strings.Repeat(" ", utf8.RuneCountInString(code[at:end])) + code[end:]
	for _, m := range magics() {
		if m.name == name {
			return m.do, arg, true
		}
	}
	return unknownMagic(name), arg, true
}

func unknownMagic(name string) magic {
	return func(*cellRun, string) (*Bundle, *CellError) {
		value := fmt.Sprintf("there is no command %%%s", name)
		return nil, hinted("unknown command", value, "%help lists the commands; everything else in a cell is Go")
	}
}

func hinted(name, value, hint string) *CellError {
	return &CellError{Name: name, Value: value, Traceback: []string{red(value), "hint: " + hint}}
}

func (c *cellRun) print(text string) {
	(&host{c.server}).Event(Event{Cell: c.req.Cell, Kind: Stream, Name: Stdout, Text: text})
}

func (c *cellRun) help(string) (*Bundle, *CellError) {
	var b strings.Builder
	b.WriteString("A cell is Go code, or one of these commands:\n")
	for _, m := range magics() {
		if m.usage != "" {
			b.WriteString("  " + m.usage + "\n")
		}
	}
	c.print(b.String())
	return nil, nil
}

func (c *cellRun) doc(name string) (*Bundle, *CellError) {
	name = strings.TrimSpace(name)
	i := c.lang.Inspect(c.ctx, name, len([]rune(name)), 1)
	if !i.Found {
		value := fmt.Sprintf("nothing is known about %q", name)
		return nil, hinted("not found", value, "write a name, as in %doc strings.Split")
	}
	c.payload = append(c.payload, map[string]any{"source": "page", "data": i.Data, "start": 0})
	return nil, nil
}

func (c *cellRun) who(string) (*Bundle, *CellError) {
	var names []string
	for _, v := range c.lang.Variables(c.ctx) {
		names = append(names, v.Name)
	}
	if names == nil {
		names = []string{"no variables"}
	}
	c.print(strings.Join(names, " ") + "\n")
	return nil, nil
}

// maxValue is how much of a value %whos shows.
const maxValue = 60

func (c *cellRun) whos(string) (*Bundle, *CellError) {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "Name\tType\tValue")
	for _, v := range c.lang.Variables(c.ctx) {
		value := []rune(strings.ReplaceAll(v.Value, "\n", " "))
		if len(value) > maxValue {
			value = append(value[:maxValue-1], '…')
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", v.Name, v.Type, string(value))
	}
	w.Flush()
	c.print(b.String())
	return nil, nil
}

func (c *cellRun) goroutines(string) (*Bundle, *CellError) {
	text := c.lang.Goroutines()
	if text == "" {
		text = "no goroutines\n"
	}
	c.print(text)
	return nil, nil
}

func (c *cellRun) time(code string) (*Bundle, *CellError) {
	start := time.Now()
	shown, failure := c.run(code)
	took := time.Since(start)
	if failure == nil {
		c.print(fmt.Sprintf("took %v\n", took.Round(took/1000+1)))
	}
	return shown, failure
}

func (c *cellRun) test(pattern string) (*Bundle, *CellError) {
	match, err := regexp.Compile(strings.TrimSpace(pattern))
	if err != nil {
		return nil, plain("test", err.Error())
	}
	source := c.lang.Tests(match)
	if source == "" {
		return nil, hinted("test", "no tests to run", "a test is a function such as func TestDouble(t *testing.T)")
	}
	shown, failure := c.run(source)
	if failure != nil && failure.Name == exited {
		failure = hinted("test", "a test has failed", "the lines above say which, and what it has found")
	}
	return shown, failure
}

// display returns the command that shows the rest of the cell as it stands.
func display(mime string) magic {
	return func(c *cellRun, text string) (*Bundle, *CellError) {
		text = strings.TrimSpace(text)
		b := Bundle{Data: map[string]any{mime: text, "text/plain": text}}
		(&host{c.server}).Event(Event{Cell: c.req.Cell, Kind: Display, Bundle: b})
		return nil, nil
	}
}

func (c *cellRun) clear(when string) (*Bundle, *CellError) {
	wait := strings.TrimSpace(when) == "wait"
	(&host{c.server}).Event(Event{Cell: c.req.Cell, Kind: ClearOutput, Wait: wait})
	return nil, nil
}

func (c *cellRun) reset(string) (*Bundle, *CellError) {
	if err := c.lang.Reset(); err != nil {
		return nil, plain("reset", err.Error())
	}
	c.print("forgot all variables, functions, types and imports\n")
	return nil, nil
}

// inspect explains the name at the cursor, also in ?name.
func (s *server) inspect(ctx context.Context, code string, cursor, detail int) Inspection {
	if m := questioned.FindStringSubmatch(code); m != nil {
		name := m[1] + m[2]
		return s.lang.Inspect(ctx, name, len([]rune(name)), detail)
	}
	return s.lang.Inspect(ctx, code, cursor, detail)
}

// isComplete knows that a command is complete as it stands.
func (s *server) isComplete(ctx context.Context, code string) Completeness {
	if _, _, ok := findMagic(code); ok {
		return Completeness{Status: Complete}
	}
	return s.lang.IsComplete(ctx, code)
}

// encodeAll encodes what is known to be encodable.
func encodeAll(values []any) []json.RawMessage {
	var all []json.RawMessage
	for _, v := range values {
		if b, err := json.Marshal(v); err == nil {
			all = append(all, b)
		}
	}
	return all
}
