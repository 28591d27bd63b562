package aio

import "encoding/json"

// Perfetto returns the trace in Chrome's format, for ui.perfetto.dev: a track for each task, and arrows from who wakes to who
// is woken. Its times are those of the loop's clock.
func (t *Trace) Perfetto() ([]byte, error) {
	var all []chromeEvent
	for _, l := range t.Lanes() {
		all = append(all, chromeEvent{Name: "thread_name", Phase: "M", Process: 1, Thread: l.Task, Args: map[string]any{"name": l.Name}})
		for _, s := range l.Spans {
			all = append(all, chromeSpan(s))
		}
	}
	return json.MarshalIndent(map[string]any{
		"displayTimeUnit": "ms",
		"traceEvents":     append(all, t.chromeArrows()...),
	}, "", " ")
}

// A chromeEvent is described in the document "Trace Event Format".
type chromeEvent struct {
	Name     string         `json:"name"`
	Category string         `json:"cat,omitempty"`
	Phase    string         `json:"ph"`
	Time     float64        `json:"ts"` // microseconds
	Duration *float64       `json:"dur,omitempty"`
	Process  int            `json:"pid"`
	Thread   int            `json:"tid"`
	ID       int            `json:"id,omitempty"`
	Bind     string         `json:"bp,omitempty"`
	Scope    string         `json:"s,omitempty"`
	Args     map[string]any `json:"args,omitempty"`
}

func chromeSpan(s Span) chromeEvent {
	name := string(s.State)
	args := map[string]any{"took_us": micros(int64(s.Took))}
	if s.State == Waiting {
		name = "waits for " + waitText(s.Reason, s.Object)
		args["cause"] = s.Cause
	}
	if s.At != "" {
		args["at"] = s.At
	}
	duration := micros(int64(s.To - s.From))
	return chromeEvent{Name: name, Category: string(s.State), Phase: "X", Time: micros(int64(s.From)), Duration: &duration,
		Process: 1, Thread: s.Task, Args: args}
}

// chromeArrows are the wakes by tasks and the marks.
func (t *Trace) chromeArrows() []chromeEvent {
	var all []chromeEvent
	for i, e := range t.events {
		c := chromeEvent{Category: "wake", Time: micros(int64(e.Time)), Process: 1, Thread: e.Task, ID: i + 1}
		switch {
		case e.Kind == EventMark:
			c.Name, c.Phase, c.Scope, c.Category = e.Text, "i", "t", "mark"
			all = append(all, c)
		case e.Kind == EventWake && e.By != 0:
			from := c
			from.Name, from.Phase, from.Thread = e.Text, "s", e.By
			c.Name, c.Phase, c.Bind = e.Text, "f", "e"
			all = append(all, from, c)
		}
	}
	return all
}

func micros(nanoseconds int64) float64 { return float64(nanoseconds) / 1000 }
