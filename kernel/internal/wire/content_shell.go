package wire

import (
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// This file holds the contents of the messages on shell, except comms. Fields
// of a request that are missing or null have the default of the specification.

// ExecuteRequestContent asks to run a cell.
type ExecuteRequestContent struct {
	Code            string       `json:"code"`
	Silent          bool         `json:"silent"`
	StoreHistory    bool         `json:"store_history"` // default: not silent
	UserExpressions Dict[string] `json:"user_expressions"`
	AllowStdin      bool         `json:"allow_stdin"`
	StopOnError     bool         `json:"stop_on_error"` // default: true
}

// UnmarshalJSON fills in the defaults that are not Go's zero values.
func (c *ExecuteRequestContent) UnmarshalJSON(data []byte) error {
	var in struct {
		Code            string       `json:"code"`
		Silent          bool         `json:"silent"`
		StoreHistory    *bool        `json:"store_history"`
		UserExpressions Dict[string] `json:"user_expressions"`
		AllowStdin      bool         `json:"allow_stdin"`
		StopOnError     *bool        `json:"stop_on_error"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*c = ExecuteRequestContent{
		Code: in.Code, Silent: in.Silent, UserExpressions: in.UserExpressions, AllowStdin: in.AllowStdin,
		StoreHistory: valueOr(in.StoreHistory, !in.Silent),
		StopOnError:  valueOr(in.StopOnError, true),
	}
	return nil
}

func valueOr[T any](p *T, other T) T {
	if p == nil {
		return other
	}
	return *p
}

// ExecuteReplyContent answers execute_request when the cell ran, well or not. A
// request that was cancelled before it ran is answered by [StatusReplyContent].
type ExecuteReplyContent struct {
	Status          ReplyStatus           `json:"status"`
	ExecutionCount  int                   `json:"execution_count"`
	UserExpressions Dict[UserExpression]  `json:"user_expressions"`
	Payload         List[json.RawMessage] `json:"payload"` // deprecated, but the pager and set_next_input need it
	*ErrorContent                         // set exactly when Status is error
}

// A UserExpression is the value of one expression, or why it has none.
type UserExpression struct {
	Status   ReplyStatus
	Data     Object
	Metadata Object
	*ErrorContent
}

// MarshalJSON writes either the value or the error, as clients expect.
func (u UserExpression) MarshalJSON() ([]byte, error) {
	if u.ErrorContent != nil {
		return Marshal(ErrorReplyContent{StatusError, *u.ErrorContent}), nil
	}
	return Marshal(struct {
		Status   ReplyStatus `json:"status"`
		Data     Object      `json:"data"`
		Metadata Object      `json:"metadata"`
	}{u.Status, u.Data, u.Metadata}), nil
}

// PagePayload shows text in the front end's pager.
type PagePayload struct {
	Source string `json:"source"` // always "page"
	Data   Object `json:"data"`
	Start  int    `json:"start"`
}

// SetNextInputPayload puts text into the next cell, or into this one.
type SetNextInputPayload struct {
	Source  string `json:"source"` // always "set_next_input"
	Text    string `json:"text"`
	Replace bool   `json:"replace"`
}

// InspectRequestContent asks about the name under the cursor. Positions are
// counted in Unicode code points everywhere in the protocol.
type InspectRequestContent struct {
	Code        string `json:"code"`
	CursorPos   int    `json:"cursor_pos"` // default: the end of Code
	DetailLevel int    `json:"detail_level"`
}

// UnmarshalJSON puts a missing cursor at the end of the code.
func (c *InspectRequestContent) UnmarshalJSON(data []byte) error {
	var in struct {
		Code        string `json:"code"`
		CursorPos   *int   `json:"cursor_pos"`
		DetailLevel int    `json:"detail_level"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*c = InspectRequestContent{in.Code, valueOr(in.CursorPos, utf8.RuneCountInString(in.Code)), in.DetailLevel}
	return nil
}

// InspectReplyContent answers inspect_request; nothing found is not an error.
type InspectReplyContent struct {
	Status   ReplyStatus `json:"status"`
	Found    bool        `json:"found"`
	Data     Object      `json:"data"`
	Metadata Object      `json:"metadata"`
}

// CompleteRequestContent asks how the name before the cursor could go on.
type CompleteRequestContent struct {
	Code      string `json:"code"`
	CursorPos int    `json:"cursor_pos"` // default: the end of Code
}

// UnmarshalJSON puts a missing cursor at the end of the code.
func (c *CompleteRequestContent) UnmarshalJSON(data []byte) error {
	var in struct {
		Code      string `json:"code"`
		CursorPos *int   `json:"cursor_pos"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*c = CompleteRequestContent{in.Code, valueOr(in.CursorPos, utf8.RuneCountInString(in.Code))}
	return nil
}

// CompletionTypesKey is the key in the metadata of complete_reply under which
// JupyterLab looks for a List of [CompletionType], parallel to the matches.
const CompletionTypesKey = "_jupyter_types_experimental"

// A CompletionType says what one match is.
type CompletionType struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
	Type      string `json:"type"`
	Signature string `json:"signature,omitempty"`
}

// CompleteReplyContent answers complete_request.
type CompleteReplyContent struct {
	Status      ReplyStatus  `json:"status"`
	Matches     List[string] `json:"matches"`
	CursorStart int          `json:"cursor_start"`
	CursorEnd   int          `json:"cursor_end"`
	Metadata    Object       `json:"metadata"`
}

// IsCompleteRequestContent asks whether Enter should run the code or start a line.
type IsCompleteRequestContent struct {
	Code string `json:"code"`
}

// The answers to is_complete_request.
const (
	CodeComplete   = "complete"
	CodeIncomplete = "incomplete"
	CodeInvalid    = "invalid"
	CodeUnknown    = "unknown"
)

// IsCompleteReplyContent answers is_complete_request. Its status is not one of [ReplyStatus].
type IsCompleteReplyContent struct {
	Status string  `json:"status"`
	Indent *string `json:"indent,omitempty"` // only with CodeIncomplete
}

// HistoryRequestContent asks for earlier inputs.
type HistoryRequestContent struct {
	Output         bool   `json:"output"`
	Raw            bool   `json:"raw"`
	HistAccessType string `json:"hist_access_type"` // tail, range or search
	Session        int    `json:"session"`          // range: 0 is the current session, -1 the one before
	Start          int    `json:"start"`
	Stop           *int   `json:"stop"` // exclusive; nil is no limit
	N              *int   `json:"n"`    // nil is no limit
	Pattern        string `json:"pattern"`
	Unique         bool   `json:"unique"`
}

// HistoryReplyContent answers history_request, oldest input first.
type HistoryReplyContent struct {
	Status  ReplyStatus      `json:"status"`
	History List[HistoryRow] `json:"history"`
}

// A HistoryRow is one earlier input: [session, line, input], or
// [session, line, [input, output]] if the request asked for outputs.
type HistoryRow struct {
	Session    int
	Line       int
	Input      string
	WithOutput bool
	Output     *string // nil is null: the cell had no result
}

// MarshalJSON writes the row as the array that the specification asks for.
func (r HistoryRow) MarshalJSON() ([]byte, error) {
	if !r.WithOutput {
		return Marshal([]any{r.Session, r.Line, r.Input}), nil
	}
	return Marshal([]any{r.Session, r.Line, []any{r.Input, r.Output}}), nil
}

// UnmarshalJSON reads either form of a row.
func (r *HistoryRow) UnmarshalJSON(data []byte) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	if len(parts) != 3 {
		return errors.New("a history row has three elements")
	}
	var row HistoryRow
	err := errors.Join(json.Unmarshal(parts[0], &row.Session), json.Unmarshal(parts[1], &row.Line))
	if json.Unmarshal(parts[2], &row.Input) != nil {
		var pair []*string
		if err := json.Unmarshal(parts[2], &pair); err != nil {
			return err
		}
		if len(pair) != 2 || pair[0] == nil {
			return errors.New("a history row with output has an input and an output")
		}
		row.Input, row.Output, row.WithOutput = *pair[0], pair[1], true
	}
	*r = row
	return err
}

// ConnectReplyContent answers connect_request with the kernel's ports.
type ConnectReplyContent struct {
	Status  ReplyStatus `json:"status"`
	Shell   int         `json:"shell_port"`
	IOPub   int         `json:"iopub_port"`
	Stdin   int         `json:"stdin_port"`
	HB      int         `json:"hb_port"`
	Control int         `json:"control_port"`
}

// KernelInfoReplyContent introduces the kernel.
type KernelInfoReplyContent struct {
	Status                ReplyStatus    `json:"status"`
	ProtocolVersion       string         `json:"protocol_version"`
	Implementation        string         `json:"implementation"`
	ImplementationVersion string         `json:"implementation_version"`
	LanguageInfo          LanguageInfo   `json:"language_info"`
	Banner                string         `json:"banner"`
	HelpLinks             List[HelpLink] `json:"help_links"`
	SupportedFeatures     List[string]   `json:"supported_features"`
}

// LanguageInfo tells front ends how to colour and save the language.
type LanguageInfo struct {
	Name              string `json:"name"`
	Version           string `json:"version"`
	Mimetype          string `json:"mimetype"`
	FileExtension     string `json:"file_extension"`
	PygmentsLexer     string `json:"pygments_lexer,omitempty"`
	CodemirrorMode    any    `json:"codemirror_mode,omitempty"` // a name, or an object
	NBConvertExporter string `json:"nbconvert_exporter,omitempty"`
}

// A HelpLink is an entry of the front end's help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}
