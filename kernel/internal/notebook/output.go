package notebook

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// Types of outputs.
const (
	streamOutput  = "stream"
	displayOutput = "display_data"
	resultOutput  = "execute_result"
	errorOutput   = "error"
)

func newStream(name, text string) Output {
	return Output{map[string]any{"output_type": streamOutput, "name": name, "text": text}}
}

func newDisplay(data, metadata map[string]any) Output {
	return Output{map[string]any{"output_type": displayOutput, "data": data, "metadata": metadata}}
}

func newResult(count int, data, metadata map[string]any) Output {
	o := newDisplay(data, metadata)
	o.tree["output_type"] = resultOutput
	o.tree["execution_count"] = countValue(count)
	return o
}

func newError(name, value string, traceback []string) Output {
	lines := make([]any, len(traceback))
	for i, line := range traceback {
		lines[i] = line
	}
	return Output{map[string]any{"output_type": errorOutput, "ename": name, "evalue": value, "traceback": lines}}
}

// Type returns stream, display_data, execute_result or error.
func (o Output) Type() string { return text(o.tree["output_type"]) }

// Stream returns the name and the text of a stream.
func (o Output) Stream() (name, content string) { return text(o.tree["name"]), text(o.tree["text"]) }

// Data returns the MIME bundle of a result or a display.
func (o Output) Data() map[string]any {
	data, _ := o.tree["data"].(map[string]any)
	return data
}

// Footer reports whether it is something that the kernel says below the output of a cell.
func (o Output) Footer() bool {
	metadata, _ := o.tree["metadata"].(map[string]any)
	own, _ := metadata["gopherloop"].(map[string]any)
	return own["footer"] == true
}

// Error returns the parts of an error.
func (o Output) Error() (name, value string, traceback []string) {
	list, _ := o.tree["traceback"].([]any)
	for _, line := range list {
		traceback = append(traceback, text(line))
	}
	return text(o.tree["ename"]), text(o.tree["evalue"]), traceback
}

// Plain returns what a terminal can show of the output, escape sequences
// included. Whatever has no text is named in angle brackets: <image/png>.
func (o Output) Plain() string {
	switch o.Type() {
	case streamOutput:
		return text(o.tree["text"])
	case errorOutput:
		name, value, traceback := o.Error()
		if len(traceback) == 0 {
			return name + ": " + value + "\n"
		}
		return line(strings.Join(traceback, "\n"))
	}
	data := o.Data()
	for _, mime := range []string{"text/plain", "text/markdown"} {
		if s, ok := data[mime].(string); ok {
			return line(s)
		}
	}
	if len(data) == 0 {
		return ""
	}
	return "<" + strings.Join(slices.Sorted(maps.Keys(data)), ", ") + ">\n"
}

// line ends s with a newline if it does not end with one.
func line(s string) string {
	if strings.HasSuffix(s, "\n") {
		return s
	}
	return s + "\n"
}

// joinLines reads a text that a notebook may hold as a list of lines.
func joinLines(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case []any:
		var b strings.Builder
		for _, item := range v {
			s, ok := item.(string)
			if !ok {
				return "", errors.New("neither text nor a list of lines")
			}
			b.WriteString(s)
		}
		return b.String(), nil
	}
	return "", errors.New("neither text nor a list of lines")
}

// joinBundle joins the texts of a MIME bundle in place. JSON data stays as it is,
// as do values of a form that nobody expects.
func joinBundle(v any) {
	bundle, _ := v.(map[string]any)
	for mime, value := range bundle {
		if isJSON(mime) {
			continue
		}
		if s, err := joinLines(value); err == nil {
			bundle[mime] = s
		}
	}
}

func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasPrefix(mime, "application/") && strings.HasSuffix(mime, "+json")
}
