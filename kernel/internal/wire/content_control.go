package wire

import "encoding/json"

// This file holds the contents of the messages on control. kernel_info is with
// the shell messages, interrupt_request has no content and is answered by
// [StatusReplyContent].

// ShutdownRequestContent asks the kernel to end.
type ShutdownRequestContent struct {
	Restart bool `json:"restart"` // the front end will start it again
}

// ShutdownReplyContent answers shutdown_request; the same is published on iopub.
type ShutdownReplyContent struct {
	Status  ReplyStatus `json:"status"`
	Restart bool        `json:"restart"`
}

// DebugRequestContent is a request of the Debug Adapter Protocol.
type DebugRequestContent struct {
	Type      string          `json:"type"` // "request"
	Seq       int             `json:"seq"`
	Command   string          `json:"command"`
	Arguments json.RawMessage `json:"arguments,omitempty"`
}

// DebugReplyContent is a response of the Debug Adapter Protocol.
type DebugReplyContent struct {
	Type       string          `json:"type"` // "response"
	Seq        int             `json:"seq"`
	RequestSeq int             `json:"request_seq"`
	Success    bool            `json:"success"`
	Command    string          `json:"command"`
	Message    string          `json:"message,omitempty"` // why Success is false
	Body       json.RawMessage `json:"body,omitempty"`
}

// DebugEventContent is an event of the Debug Adapter Protocol, on iopub.
type DebugEventContent struct {
	Type  string          `json:"type"` // "event"
	Seq   int             `json:"seq"`
	Event string          `json:"event"`
	Body  json.RawMessage `json:"body,omitempty"`
}

// CreateSubshellReplyContent answers create_subshell_request.
type CreateSubshellReplyContent struct {
	Status     ReplyStatus `json:"status"`
	SubshellID string      `json:"subshell_id"`
}

// DeleteSubshellRequestContent names the subshell to end.
type DeleteSubshellRequestContent struct {
	SubshellID string `json:"subshell_id"`
}

// ListSubshellReplyContent answers list_subshell_request.
type ListSubshellReplyContent struct {
	Status     ReplyStatus  `json:"status"`
	SubshellID List[string] `json:"subshell_id"`
}

// UsageReplyContent answers usage_request: what the kernel costs. Figures that
// are not known are left out.
type UsageReplyContent struct {
	Hostname          string   `json:"hostname"`
	PID               int      `json:"pid"`
	KernelCPU         *float64 `json:"kernel_cpu,omitempty"`    // percent of one processor
	KernelMemory      *uint64  `json:"kernel_memory,omitempty"` // bytes
	HostCPUPercent    *float64 `json:"host_cpu_percent,omitempty"`
	CPUCount          int      `json:"cpu_count"`
	HostVirtualMemory Object   `json:"host_virtual_memory,omitempty"`
}
