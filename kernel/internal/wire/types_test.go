package wire

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// The constants and the table are two lists of the same things.
func TestTableHasEveryType(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "types.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if lit, ok := spec.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			name, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		return true
	})
	if len(names) != len(Types()) {
		t.Errorf("%d constants, %d rows", len(names), len(Types()))
	}
	for _, name := range names {
		if _, ok := Lookup(name); !ok {
			t.Errorf("%s is not in the table", name)
		}
	}
}

func TestTableIsConsistent(t *testing.T) {
	seen := make(map[string]bool)
	for _, row := range Types() {
		if seen[row.Name] {
			t.Errorf("%s is there twice", row.Name)
		}
		seen[row.Name] = true
		if len(row.On) == 0 || row.From == 0 {
			t.Errorf("%s travels nowhere or comes from nobody", row.Name)
		}
		if row.Reply == "" {
			continue
		}
		reply, ok := Lookup(row.Reply)
		if !ok || reply.From == row.From {
			t.Errorf("%s is answered by %q, which is no answer", row.Name, row.Reply)
		}
		for _, ch := range row.On {
			if !slices.Contains(reply.On, ch) {
				t.Errorf("%s travels on %v, its answer does not", row.Name, ch)
			}
		}
	}
}

func TestTableIsNotShared(t *testing.T) {
	Types()[0].On[0] = IOPub
	row, _ := Lookup(ExecuteRequest)
	row.On[0] = Heartbeat
	if again, _ := Lookup(ExecuteRequest); again.On[0] != Shell {
		t.Error("the table can be changed from outside")
	}
	if _, ok := Lookup("no_such_request"); ok {
		t.Error("an unknown type is in the table")
	}
}

func TestChannelNames(t *testing.T) {
	for ch, want := range map[Channel]string{
		Shell: "shell", Control: "control", Stdin: "stdin", IOPub: "iopub", Heartbeat: "heartbeat", 77: "channel 77",
	} {
		if got := ch.String(); got != want {
			t.Errorf("%d is %q, not %q", ch, got, want)
		}
	}
}

func TestFactory(t *testing.T) {
	f := NewFactory("ada", Version)
	request := &Message{
		Identities: [][]byte{[]byte("client")},
		Header:     Header{MsgType: KernelInfoRequest},
		RawHeader:  []byte(`{"msg_type":"kernel_info_request","future":1}`),
	}
	reply := f.Reply(request, KernelInfoReplyContent{})
	if reply.Header.MsgType != KernelInfoReply || string(reply.Identities[0]) != "client" ||
		string(reply.Parent) != string(request.RawHeader) {
		t.Errorf("reply %+v", reply)
	}
	h := reply.Header
	if h.Session != f.Session() || h.Username != "ada" || h.Version != "5.5" || h.MsgID == "" {
		t.Errorf("header %+v", h)
	}
	if !regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z$`).MatchString(h.Date) {
		t.Errorf("date %q", h.Date)
	}
	if got := f.Reply(&Message{Header: Header{MsgType: "strange_request"}}, nil).Header.MsgType; got != "strange_reply" {
		t.Errorf("the reply to an unknown request is %q", got)
	}
	event := f.New(Status, nil, StatusContent{StateIdle})
	if string(event.Parent) != "{}" || string(event.Metadata) != "{}" || event.Identities != nil {
		t.Errorf("event %+v", event)
	}
	if again := f.New(Status, request, nil); again.Header.MsgID == event.Header.MsgID || string(again.Content) != "{}" {
		t.Errorf("event %+v", again)
	}
	// A request that never travelled has a header all the same.
	if got := f.New(Status, event, nil).ParentHeader(); got != event.Header {
		t.Errorf("parent %+v", got)
	}
	if other := NewFactory("ada", Version); other.Session() == f.Session() {
		t.Error("two processes have the same session")
	}
}
