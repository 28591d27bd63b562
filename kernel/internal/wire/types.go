package wire

import "slices"

// This file is the one place where the names of message types are written down.

// The message types of version 5.5 of the specification, and usage_request, which
// is an extension that jupyter-resource-usage relies on.
const (
	ExecuteRequest    = "execute_request"
	ExecuteReply      = "execute_reply"
	InspectRequest    = "inspect_request"
	InspectReply      = "inspect_reply"
	CompleteRequest   = "complete_request"
	CompleteReply     = "complete_reply"
	HistoryRequest    = "history_request"
	HistoryReply      = "history_reply"
	IsCompleteRequest = "is_complete_request"
	IsCompleteReply   = "is_complete_reply"
	ConnectRequest    = "connect_request" // deprecated since 5.1
	ConnectReply      = "connect_reply"
	CommInfoRequest   = "comm_info_request"
	CommInfoReply     = "comm_info_reply"
	KernelInfoRequest = "kernel_info_request"
	KernelInfoReply   = "kernel_info_reply"
	ShutdownRequest   = "shutdown_request"
	ShutdownReply     = "shutdown_reply"
	InterruptRequest  = "interrupt_request"
	InterruptReply    = "interrupt_reply"
	DebugRequest      = "debug_request"
	DebugReply        = "debug_reply"
	DebugEvent        = "debug_event"
	UsageRequest      = "usage_request"
	UsageReply        = "usage_reply"

	CreateSubshellRequest = "create_subshell_request"
	CreateSubshellReply   = "create_subshell_reply"
	DeleteSubshellRequest = "delete_subshell_request"
	DeleteSubshellReply   = "delete_subshell_reply"
	ListSubshellRequest   = "list_subshell_request"
	ListSubshellReply     = "list_subshell_reply"

	CommOpen  = "comm_open"
	CommMsg   = "comm_msg"
	CommClose = "comm_close"

	Stream            = "stream"
	DisplayData       = "display_data"
	UpdateDisplayData = "update_display_data"
	ExecuteInput      = "execute_input"
	ExecuteResult     = "execute_result"
	Error             = "error"
	Status            = "status"
	ClearOutput       = "clear_output"
	IOPubWelcome      = "iopub_welcome"

	InputRequest = "input_request"
	InputReply   = "input_reply"
)

// A Sender says which side of the conversation starts a message type.
type Sender uint8

const (
	// FrontEnd messages are written by the client: requests and answers to input.
	FrontEnd Sender = iota + 1
	// Kernel messages are written by the kernel: replies, output and questions.
	Kernel
	// Either side may write the message: comms.
	Either
)

// A Type is one row of the table of message types.
type Type struct {
	Name  string
	From  Sender
	Reply string    // type of the answer; "" when none is expected
	On    []Channel // where it travels; both shell and iopub for comms
}

// The channels of a row, named so that the table below can be read as one.
// They are never changed.
var (
	onShell   = []Channel{Shell}
	onControl = []Channel{Control}
	onBoth    = []Channel{Shell, Control} // JEP 80: control answers while a cell runs
	onStdin   = []Channel{Stdin}
	onIOPub   = []Channel{IOPub}
	onComm    = []Channel{Shell, IOPub}
	onGoodbye = []Channel{Control, Shell, IOPub} // shutdown_reply is also published
)

// types is never changed; [Types] and [Lookup] hand out copies of its rows.
var types = [...]Type{
	{ExecuteRequest, FrontEnd, ExecuteReply, onShell},
	{InspectRequest, FrontEnd, InspectReply, onShell},
	{CompleteRequest, FrontEnd, CompleteReply, onShell},
	{HistoryRequest, FrontEnd, HistoryReply, onShell},
	{IsCompleteRequest, FrontEnd, IsCompleteReply, onShell},
	{ConnectRequest, FrontEnd, ConnectReply, onShell},
	{CommInfoRequest, FrontEnd, CommInfoReply, onShell},
	{KernelInfoRequest, FrontEnd, KernelInfoReply, onBoth},
	{ShutdownRequest, FrontEnd, ShutdownReply, onBoth}, // on shell deprecated since 5.4
	{InterruptRequest, FrontEnd, InterruptReply, onControl},
	{DebugRequest, FrontEnd, DebugReply, onControl},
	{UsageRequest, FrontEnd, UsageReply, onControl},
	{CreateSubshellRequest, FrontEnd, CreateSubshellReply, onControl},
	{DeleteSubshellRequest, FrontEnd, DeleteSubshellReply, onControl},
	{ListSubshellRequest, FrontEnd, ListSubshellReply, onControl},

	{ExecuteReply, Kernel, "", onShell},
	{InspectReply, Kernel, "", onShell},
	{CompleteReply, Kernel, "", onShell},
	{HistoryReply, Kernel, "", onShell},
	{IsCompleteReply, Kernel, "", onShell},
	{ConnectReply, Kernel, "", onShell},
	{CommInfoReply, Kernel, "", onShell},
	{KernelInfoReply, Kernel, "", onBoth},
	{ShutdownReply, Kernel, "", onGoodbye},
	{InterruptReply, Kernel, "", onControl},
	{DebugReply, Kernel, "", onControl},
	{UsageReply, Kernel, "", onControl},
	{CreateSubshellReply, Kernel, "", onControl},
	{DeleteSubshellReply, Kernel, "", onControl},
	{ListSubshellReply, Kernel, "", onControl},

	{CommOpen, Either, "", onComm},
	{CommMsg, Either, "", onComm},
	{CommClose, Either, "", onComm},

	{Stream, Kernel, "", onIOPub},
	{DisplayData, Kernel, "", onIOPub},
	{UpdateDisplayData, Kernel, "", onIOPub},
	{ExecuteInput, Kernel, "", onIOPub},
	{ExecuteResult, Kernel, "", onIOPub},
	{Error, Kernel, "", onIOPub},
	{Status, Kernel, "", onIOPub},
	{ClearOutput, Kernel, "", onIOPub},
	{DebugEvent, Kernel, "", onIOPub},
	{IOPubWelcome, Kernel, "", onIOPub},

	{InputRequest, Kernel, InputReply, onStdin},
	{InputReply, FrontEnd, "", onStdin},
}

// Types returns the table of all message types. The caller owns the result.
func Types() []Type {
	rows := slices.Clone(types[:])
	for i := range rows {
		rows[i].On = slices.Clone(rows[i].On)
	}
	return rows
}

// Lookup returns the row of a message type, and false for an unknown one.
func Lookup(name string) (Type, bool) {
	for _, row := range types {
		if row.Name == name {
			row.On = slices.Clone(row.On)
			return row, true
		}
	}
	return Type{}, false
}
