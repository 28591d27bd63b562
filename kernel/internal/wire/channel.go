package wire

import "fmt"

// A Channel is one of the five sockets between a front end and a kernel.
type Channel uint8

const (
	// Shell carries requests that wait for their turn: execute, complete, inspect.
	Shell Channel = iota + 1
	// Control carries requests that must not wait behind a cell: interrupt, shutdown, debug.
	Control
	// Stdin carries questions of the kernel to the person at the front end.
	Stdin
	// IOPub carries output and state to every front end that listens.
	IOPub
	// Heartbeat carries bytes that are sent back as they are; it has no messages.
	Heartbeat
)

// String returns the channel's name as the specification writes it.
func (c Channel) String() string {
	switch c {
	case Shell:
		return "shell"
	case Control:
		return "control"
	case Stdin:
		return "stdin"
	case IOPub:
		return "iopub"
	case Heartbeat:
		return "heartbeat"
	}
	return fmt.Sprintf("channel %d", uint8(c))
}
