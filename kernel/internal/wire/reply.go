package wire

// A ReplyStatus says how a request went. The zero value is written as "ok".
type ReplyStatus string

const (
	StatusOK      ReplyStatus = "ok"
	StatusError   ReplyStatus = "error"
	StatusAborted ReplyStatus = "aborted"
)

// MarshalJSON writes the status; replies that do not set it went well.
func (s ReplyStatus) MarshalJSON() ([]byte, error) {
	if s == "" {
		s = StatusOK
	}
	return Marshal(string(s)), nil
}

// ErrorContent is the content of error on iopub, and part of every reply with
// status error.
type ErrorContent struct {
	EName     string       `json:"ename"`
	EValue    string       `json:"evalue"`
	Traceback List[string] `json:"traceback"` // lines, with ANSI colours
}

// ErrorReplyContent answers any request that failed and has nothing else to say.
type ErrorReplyContent struct {
	Status ReplyStatus `json:"status"`
	ErrorContent
}

// NewErrorReply returns the answer to a request that failed.
func NewErrorReply(name, value string, traceback ...string) ErrorReplyContent {
	return ErrorReplyContent{StatusError, ErrorContent{name, value, traceback}}
}

// StatusReplyContent is a reply that says only how the request went: the answer
// to interrupt_request, and with [StatusAborted] to a cancelled execute_request.
type StatusReplyContent struct {
	Status ReplyStatus `json:"status"`
}
