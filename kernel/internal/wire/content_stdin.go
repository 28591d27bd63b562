package wire

// This file holds the contents of the messages on stdin.

// InputRequestContent asks the person at the front end for a line of text.
type InputRequestContent struct {
	Prompt   string `json:"prompt"`
	Password bool   `json:"password"` // do not show what is typed
}

// InputReplyContent is the line, without a line feed.
type InputReplyContent struct {
	Value string `json:"value"`
}

// EndOfInput is the value of an input_reply when the person closed the input
// (Ctrl-D in a console).
const EndOfInput = "\x04"
