package wire

// This file holds the contents of the messages on iopub; error is [ErrorContent].

// The names of the two output streams.
const (
	Stdout = "stdout"
	Stderr = "stderr"
)

// StreamContent is text that a cell wrote.
type StreamContent struct {
	Name string `json:"name"` // Stdout or Stderr
	Text string `json:"text"`
}

// DisplayDataContent is rich output; also the content of update_display_data,
// which needs a display id. Values are strings, except those of JSON mime types,
// which are unpacked JSON.
type DisplayDataContent struct {
	Data      Object    `json:"data"`
	Metadata  Object    `json:"metadata"`
	Transient Transient `json:"transient"`
}

// Transient is what front ends use but never save.
type Transient struct {
	DisplayID string `json:"display_id,omitempty"`
}

// ExecuteInputContent tells all front ends what is being run.
type ExecuteInputContent struct {
	Code           string `json:"code"`
	ExecutionCount int    `json:"execution_count"`
}

// ExecuteResultContent is the value of a cell's last expression. Data always has
// text/plain.
type ExecuteResultContent struct {
	ExecutionCount int        `json:"execution_count"`
	Data           Object     `json:"data"`
	Metadata       Object     `json:"metadata"`
	Transient      *Transient `json:"transient,omitempty"`
}

// The states of a kernel.
const (
	StateStarting = "starting"
	StateBusy     = "busy"
	StateIdle     = "idle"
)

// StatusContent is the state of the kernel.
type StatusContent struct {
	ExecutionState string `json:"execution_state"`
}

// ClearOutputContent removes a cell's output.
type ClearOutputContent struct {
	Wait bool `json:"wait"` // only when new output arrives
}

// IOPubWelcomeContent is the first message that a subscriber gets: from here on it
// misses nothing.
type IOPubWelcomeContent struct {
	Subscription string `json:"subscription"`
}
