package wire_test

import (
	"fmt"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// A kernel and a client that share a key: one message there, one back.
func Example() {
	client, _ := wire.NewSigner("hmac-sha256", []byte("key"))
	kernel, _ := wire.NewSigner("hmac-sha256", []byte("key"))

	question := wire.NewFactory("ada", wire.Version).New(
		wire.IsCompleteRequest, nil, wire.IsCompleteRequestContent{Code: "x := 1"})
	frames, _ := client.Encode(question)

	request, err := kernel.Decode(frames)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := wire.NewFactory("kernel", wire.Version).Reply(
		request, wire.IsCompleteReplyContent{Status: wire.CodeComplete})
	fmt.Println(answer.Header.MsgType, string(answer.Content))
	_, err = kernel.Decode(frames)
	fmt.Println(err)
	// Output:
	// is_complete_reply {"status":"complete"}
	// the message was seen before
}
