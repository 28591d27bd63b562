// Package wire turns Jupyter messages into frames and back.
//
// It is for the packages that talk to front ends: session, which answers them,
// transport, which carries the frames, and notebook, which is a front end itself.
// It knows the whole message table of version 5.5 of the specification
// (https://jupyter-client.readthedocs.io/en/stable/messaging.html) and nothing of
// sockets, cells or Go.
//
// A message travels as frames:
//
//	identities... <IDS|MSG> signature header parent_header metadata content buffers...
//
// [Signer] encodes and decodes them, [Factory] makes new messages, [Lookup] is the
// table of message types, and for each type there is a content struct, for example
// [ExecuteRequestContent].
//
// The invariant: what leaves this package is what the strictest client accepts.
// Lists and objects are never null, dates have six fractional digits, message ids
// never repeat, and a value that JSON cannot express costs that value and not the
// message. What enters is treated as hostile: nothing is indexed before its length
// is known, a bad signature or a replayed message is an error and not a message.
//
// To answer a request:
//
//	var in wire.IsCompleteRequestContent
//	if err := request.ReadContent(&in); err != nil {
//		return err
//	}
//	reply := factory.Reply(request, wire.IsCompleteReplyContent{Status: wire.CodeComplete})
package wire
