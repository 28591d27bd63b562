package display

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A Chart is a picture that the notebook draws from a description, see [VegaLite].
type Chart struct {
	spec  any
	words string
}

// VegaLite is a chart described in the language Vega-Lite (https://vega.github.io/vega-lite),
// version 5: a map, a struct or the JSON text itself. words say what is to be seen.
//
//	display.VegaLite(map[string]any{
//		"data":     map[string]any{"values": rows},
//		"mark":     "bar",
//		"encoding": map[string]any{"x": map[string]any{"field": "n"}, "y": map[string]any{"field": "ms"}},
//	}, "time grows with n")
//
// Outside of a notebook it is the words, and the data as a table.
func VegaLite(spec any, words string) Chart { return Chart{spec, words} }

const vegaLite = "application/vnd.vegalite.v5+json"

// MIMEBundle returns the description.
func (c Chart) MIMEBundle() map[string]any {
	spec, err := c.parsed()
	if err != nil {
		return map[string]any{"text/plain": c.String()}
	}
	if spec["$schema"] == nil {
		spec["$schema"] = "https://vega.github.io/schema/vega-lite/v5.json"
	}
	if spec["description"] == nil && c.words != "" {
		spec["description"] = c.words // what screen readers say
	}
	return map[string]any{vegaLite: spec, "text/plain": c.String()}
}

// parsed returns the description as a map of our own, which may be changed.
func (c Chart) parsed() (map[string]any, error) {
	var text []byte
	switch spec := c.spec.(type) {
	case string:
		text = []byte(spec)
	case []byte:
		text = spec
	default:
		var err error
		if text, err = json.Marshal(spec); err != nil {
			return nil, err
		}
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, err
	}
	if m == nil {
		m = map[string]any{}
	}
	return m, nil
}

// String returns the words, and the data if it is part of the description.
func (c Chart) String() string {
	spec, err := c.parsed()
	if err != nil {
		return fmt.Sprintf("chart: %s (no picture: %v)", c.words, err)
	}
	lines := []string{strings.TrimRight("chart: "+c.words, ": ")}
	if data, ok := spec["data"].(map[string]any); ok {
		if values, ok := data["values"].([]any); ok {
			lines = append(lines, Table(values).String())
		}
	}
	return strings.Join(lines, "\n")
}
