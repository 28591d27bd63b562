package wire

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"
)

type failing struct{}

func (failing) MarshalJSON() ([]byte, error) { return nil, errors.New("no") }

type base struct {
	Inner float64 `json:"inner"`
}

type record struct {
	base
	Name   string    `json:"name"`
	Empty  []int     `json:"empty,omitempty"`
	Skip   string    `json:"-"`
	When   time.Time `json:"when"`
	Plain  float64
	hidden float64
}

func TestMarshalKeepsWhatItCan(t *testing.T) {
	loop := map[string]any{"x": 1}
	loop["self"] = loop
	deep := any(math.NaN())
	for range 1000 {
		deep = []any{deep}
	}
	for _, test := range []struct {
		value any
		want  string
	}{
		{math.NaN(), "null"},
		{Object{"a": math.Inf(1), "b": 1.5}, `{"a":null,"b":1.5}`},
		{[]float64{1, math.NaN(), 3}, "[1,null,3]"},
		{map[int]any{7: math.NaN()}, `{"7":null}`},
		{map[time.Month]any{7: math.NaN()}, `{"July":null}`},
		{[]any{func() {}, make(chan int), complex(1, 2), "x", nil}, `[null,null,null,"x",null]`},
		{Object{"bad": failing{}, "good": true}, `{"bad":null,"good":true}`},
		{Object{"raw": json.RawMessage("{oops"), "good": []int{1}}, `{"good":[1],"raw":null}`},
		{&record{Plain: math.NaN(), Name: "<&>", Skip: "x", hidden: 1, base: base{math.Inf(-1)}},
			`{"Plain":null,"inner":null,"name":"<&>","when":"0001-01-01T00:00:00Z"}`},
		{"<b>&\xff", `"<b>&\ufffd"`},
		{Object{"text/html": "<b>"}, `{"text/html":"<b>"}`},
		{ExecuteResultContent{Data: Object{"application/json": []any{math.NaN()}}},
			`{"execution_count":0,"data":{"application/json":[null]},"metadata":{}}`},
		{List[float64]{math.NaN()}, "[null]"},
		{Dict[float64]{"x": math.NaN()}, `{"x":null}`},
	} {
		if got := string(Marshal(test.value)); got != test.want {
			t.Errorf("%#v\n got %s\nwant %s", test.value, got, test.want)
		}
	}
	for _, value := range []any{loop, deep} {
		if got := Marshal(value); !json.Valid(got) {
			t.Errorf("not JSON: %s", got)
		}
	}
}

// Front ends read the fields of a reply without asking whether they are there.
func TestZeroContents(t *testing.T) {
	indent := "\t"
	output := "2"
	for _, test := range []struct {
		content any
		want    string
	}{
		{ExecuteRequestContent{}, `{"code":"","silent":false,"store_history":false,"user_expressions":{},"allow_stdin":false,"stop_on_error":false}`},
		{ExecuteReplyContent{}, `{"status":"ok","execution_count":0,"user_expressions":{},"payload":[]}`},
		{ExecuteReplyContent{Status: StatusError, ErrorContent: &ErrorContent{}},
			`{"status":"error","execution_count":0,"user_expressions":{},"payload":[],"ename":"","evalue":"","traceback":[]}`},
		{UserExpression{}, `{"status":"ok","data":{},"metadata":{}}`},
		{UserExpression{ErrorContent: &ErrorContent{EName: "e"}}, `{"status":"error","ename":"e","evalue":"","traceback":[]}`},
		{StatusReplyContent{}, `{"status":"ok"}`},
		{StatusReplyContent{StatusAborted}, `{"status":"aborted"}`},
		{NewErrorReply("E", "v"), `{"status":"error","ename":"E","evalue":"v","traceback":[]}`},
		{InspectReplyContent{}, `{"status":"ok","found":false,"data":{},"metadata":{}}`},
		{CompleteReplyContent{}, `{"status":"ok","matches":[],"cursor_start":0,"cursor_end":0,"metadata":{}}`},
		{IsCompleteReplyContent{Status: CodeComplete}, `{"status":"complete"}`},
		{IsCompleteReplyContent{Status: CodeIncomplete, Indent: &indent}, `{"status":"incomplete","indent":"\t"}`},
		{HistoryReplyContent{}, `{"status":"ok","history":[]}`},
		{HistoryReplyContent{History: []HistoryRow{{1, 2, "x", false, nil}, {1, 3, "y", true, nil}, {1, 4, "1+1", true, &output}}},
			`{"status":"ok","history":[[1,2,"x"],[1,3,["y",null]],[1,4,["1+1","2"]]]}`},
		{ConnectReplyContent{}, `{"status":"ok","shell_port":0,"iopub_port":0,"stdin_port":0,"hb_port":0,"control_port":0}`},
		{KernelInfoReplyContent{}, `{"status":"ok","protocol_version":"","implementation":"","implementation_version":"",` +
			`"language_info":{"name":"","version":"","mimetype":"","file_extension":""},"banner":"","help_links":[],"supported_features":[]}`},
		{CommInfoReplyContent{}, `{"status":"ok","comms":{}}`},
		{CommOpenContent{}, `{"comm_id":"","target_name":"","data":{}}`},
		{CommContent{}, `{"comm_id":"","data":{}}`},
		{ShutdownReplyContent{}, `{"status":"ok","restart":false}`},
		{DebugReplyContent{Type: "response"}, `{"type":"response","seq":0,"request_seq":0,"success":false,"command":""}`},
		{DebugEventContent{Type: "event"}, `{"type":"event","seq":0,"event":""}`},
		{CreateSubshellReplyContent{}, `{"status":"ok","subshell_id":""}`},
		{ListSubshellReplyContent{}, `{"status":"ok","subshell_id":[]}`},
		{UsageReplyContent{}, `{"hostname":"","pid":0,"cpu_count":0}`},
		{StreamContent{}, `{"name":"","text":""}`},
		{DisplayDataContent{}, `{"data":{},"metadata":{},"transient":{}}`},
		{DisplayDataContent{Transient: Transient{"id"}}, `{"data":{},"metadata":{},"transient":{"display_id":"id"}}`},
		{ExecuteInputContent{}, `{"code":"","execution_count":0}`},
		{ExecuteResultContent{}, `{"execution_count":0,"data":{},"metadata":{}}`},
		{ErrorContent{}, `{"ename":"","evalue":"","traceback":[]}`},
		{StatusContent{StateBusy}, `{"execution_state":"busy"}`},
		{ClearOutputContent{}, `{"wait":false}`},
		{IOPubWelcomeContent{}, `{"subscription":""}`},
		{InputRequestContent{}, `{"prompt":"","password":false}`},
		{InputReplyContent{}, `{"value":""}`},
	} {
		if got := string(Marshal(test.content)); got != test.want {
			t.Errorf("%T\n got %s\nwant %s", test.content, got, test.want)
		}
	}
}

func TestRequestDefaults(t *testing.T) {
	read := func(content string, v any) {
		t.Helper()
		m := &Message{Header: Header{MsgType: "test"}, Content: json.RawMessage(content)}
		if err := m.ReadContent(v); err != nil {
			t.Errorf("%s: %v", content, err)
		}
	}
	for content, want := range map[string]ExecuteRequestContent{
		``:                {StoreHistory: true, StopOnError: true},
		`null`:            {StoreHistory: true, StopOnError: true},
		`{"silent":true}`: {Silent: true, StopOnError: true},
		`{"code":null,"silent":null,"store_history":null,"user_expressions":null,"allow_stdin":null,"stop_on_error":null,"more":1}`: {StoreHistory: true, StopOnError: true},
		`{"code":"x","silent":true,"store_history":true,"stop_on_error":false,"allow_stdin":true}`:                                  {Code: "x", Silent: true, StoreHistory: true, AllowStdin: true},
	} {
		var got ExecuteRequestContent
		read(content, &got)
		if string(Marshal(got)) != string(Marshal(want)) {
			t.Errorf("%s\n got %+v\nwant %+v", content, got, want)
		}
	}
	var inspect InspectRequestContent
	read(`{"code":"𐐀𐐀é"}`, &inspect)
	var complete CompleteRequestContent
	read(`{"code":"𐐀𐐀é","cursor_pos":null}`, &complete)
	if inspect.CursorPos != 3 || complete.CursorPos != 3 {
		t.Errorf("a missing cursor is at %d and %d, not at the end", inspect.CursorPos, complete.CursorPos)
	}
	read(`{"code":"abc","cursor_pos":0}`, &complete)
	if complete.CursorPos != 0 {
		t.Errorf("cursor 0 is at %d", complete.CursorPos)
	}
	var history HistoryRequestContent
	read(`{"hist_access_type":"tail","n":null,"stop":null}`, &history)
	if history.N != nil || history.Stop != nil {
		t.Errorf("no limit became %v, %v", history.N, history.Stop)
	}
}

func TestWrongContentIsAnError(t *testing.T) {
	for _, content := range []string{`{"code":1}`, `{"silent":"yes"}`, `[]`} {
		m := &Message{Header: Header{MsgType: ExecuteRequest}, Content: json.RawMessage(content)}
		var c ExecuteRequestContent
		if err := m.ReadContent(&c); err == nil {
			t.Errorf("%s became %+v", content, c)
		}
	}
}

func TestHistoryRowsAreRead(t *testing.T) {
	const text = `[[1,2,"x"],[1,3,["y",null]],[1,4,["1+1","2"]]]`
	var rows List[HistoryRow]
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		t.Fatal(err)
	}
	if got := string(Marshal(rows)); got != text {
		t.Errorf("got %s", got)
	}
	for _, bad := range []string{`[[]]`, `[[1,2]]`, `[[1,2,3]]`, `[[1,2,[]]]`, `[[1,2,[null,null]]]`, `[["a",2,"x"]]`, `["x"]`} {
		if err := json.Unmarshal([]byte(bad), &rows); err == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
}
