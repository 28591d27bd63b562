package session

import (
	"context"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// A handler does what a request asks for and returns the content of the reply,
// nil if there is none. Status messages and the sending of the reply are not its
// business. On shell, ctx is cancelled by an interrupt; on control, a handler
// must not wait for a cell.
type handler func(s *Session, ctx context.Context, r *request) (reply any)

// handlers is the table of all messages that clients send on shell and control.
// Which channel a message belongs on stands in wire's table.
func handlers() map[string]handler {
	return map[string]handler{
		wire.ExecuteRequest:    (*Session).execute,
		wire.CompleteRequest:   (*Session).complete,
		wire.InspectRequest:    (*Session).inspect,
		wire.IsCompleteRequest: (*Session).isComplete,
		wire.HistoryRequest:    (*Session).history,
		wire.KernelInfoRequest: (*Session).kernelInfo,
		wire.ConnectRequest:    (*Session).connect,

		wire.CommInfoRequest: (*Session).commInfo,
		wire.CommOpen:        (*Session).commOpen,
		wire.CommMsg:         (*Session).commMsg,
		wire.CommClose:       (*Session).commClose,

		wire.InterruptRequest: (*Session).interrupt,
		wire.ShutdownRequest:  (*Session).shutdown,

		wire.DebugRequest:          (*Session).debug,
		wire.UsageRequest:          (*Session).unsupported,
		wire.CreateSubshellRequest: (*Session).unsupported,
		wire.DeleteSubshellRequest: (*Session).unsupported,
		wire.ListSubshellRequest:   (*Session).unsupported,
	}
}
