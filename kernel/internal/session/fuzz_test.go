package session

import (
	"encoding/json"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// FuzzRequest sends arbitrary contents under every message type: the client that
// knows the key is answered from busy to idle, with a reply if the type has one.
func FuzzRequest(f *testing.F) {
	for i := range wire.Types() {
		f.Add(uint8(i), `{}`)
		f.Add(uint8(i), `{"code":"x","cursor_pos":-5,"n":-1,"hist_access_type":"tail"}`)
		f.Add(uint8(i), `{"code":null,"restart":null,"comm_id":"c","data":null}`)
		f.Add(uint8(i), `{"code":[],"n":"x","restart":1,"comm_id":{},"seq":""}`)
	}
	f.Fuzz(func(t *testing.T, kind uint8, content string) {
		var object map[string]any
		if json.Unmarshal([]byte(content), &object) != nil || object == nil {
			t.Skip("not a JSON object: the transport drops it")
		}
		rows := wire.Types()
		row := rows[int(kind)%len(rows)]
		synctest.Test(t, func(t *testing.T) { checkAnswer(t, row, content) })
	})
}

func checkAnswer(t *testing.T, row wire.Type, content string) {
	channels, client := transport.NewMemory()
	s := New(channels, idleWorker, Options{})
	ended := make(chan error, 1)
	go func() { ended <- s.Run(t.Context()) }()
	box := listen(client)
	synctest.Wait()
	box.take()

	ch := wire.Shell
	if len(row.On) > 0 && row.On[0] == wire.Control {
		ch = wire.Control
	}
	request := wire.NewFactory("fuzz", wire.Version).New(row.Name, nil, nil)
	request.Content = json.RawMessage(content)
	if err := client.Send(ch, request); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second) // of the bubble: longer than any wait of the session
	checkFrame(t, box.take(), row, ch)

	s.Shutdown(false)
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
	channels.Close()
	box.readers.Wait()
}

// checkFrame checks what stands around an answer, and that the reply is there.
func checkFrame(t *testing.T, heard []heardMessage, row wire.Type, ch wire.Channel) {
	var states, replies []string
	for _, h := range heard {
		switch {
		case h.message.Header.MsgType == wire.Status:
			states = append(states, string(h.message.Content))
		case h.channel == ch:
			replies = append(replies, h.message.Header.MsgType)
		}
	}
	if len(states) != 2 || states[0] != `{"execution_state":"busy"}` || states[1] != `{"execution_state":"idle"}` {
		t.Errorf("%s: the states are %v", row.Name, states)
	}
	var want []string
	if row.From == wire.FrontEnd && row.Reply != "" && !silentlyUnsupported(row.Name) {
		want = []string{row.Reply}
	}
	if !slices.Equal(replies, want) {
		t.Errorf("%s: the replies are %v, want %v", row.Name, replies, want)
	}
}

func silentlyUnsupported(msgType string) bool {
	switch msgType {
	case wire.UsageRequest, wire.CreateSubshellRequest, wire.DeleteSubshellRequest, wire.ListSubshellRequest:
		return true
	}
	return false
}
