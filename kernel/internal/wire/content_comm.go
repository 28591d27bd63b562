package wire

// This file holds the contents of comm messages, which both sides write.

// CommOpenContent opens a comm. An unknown target is answered by comm_close.
type CommOpenContent struct {
	CommID       string `json:"comm_id"`
	TargetName   string `json:"target_name"`
	TargetModule string `json:"target_module,omitempty"`
	Data         Object `json:"data"`
}

// CommContent is the content of comm_msg and comm_close.
type CommContent struct {
	CommID string `json:"comm_id"`
	Data   Object `json:"data"`
}

// CommInfoRequestContent asks for the open comms, of one target if it is not "".
type CommInfoRequestContent struct {
	TargetName string `json:"target_name"`
}

// CommInfoReplyContent answers comm_info_request: comms by id.
type CommInfoReplyContent struct {
	Status ReplyStatus    `json:"status"`
	Comms  Dict[CommInfo] `json:"comms"`
}

// CommInfo describes one open comm.
type CommInfo struct {
	TargetName string `json:"target_name"`
}
