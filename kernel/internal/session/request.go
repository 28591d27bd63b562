package session

import "github.com/gopherloop/gopherloop/kernel/internal/wire"

// A request is a received message on its way through the session.
type request struct {
	*wire.Message
	channel wire.Channel
	seq     uint64 // when it came, relative to the others of its channel

	// after is called when the answer is complete; what ends cells happens there,
	// so that their last messages come later than the answer.
	after func()
}

// size is roughly the memory that the request takes.
func (r *request) size() int {
	n := len(r.RawHeader) + len(r.Parent) + len(r.Metadata) + len(r.Content)
	for _, b := range r.Buffers {
		n += len(b)
	}
	return n
}

// content decodes the content of a request. Clients leave out fields that they
// do not care about: T has the defaults of the specification.
func content[T any](r *request) (T, error) {
	var c T
	err := r.ReadContent(&c)
	return c, err
}

// badRequest answers a request whose content is not what its type says.
func badRequest(err error) wire.ErrorReplyContent {
	return wire.NewErrorReply("BadRequest", err.Error())
}
