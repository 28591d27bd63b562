package session

import (
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// Event implements [worker.Handler]: it publishes what a cell shows, with the
// request that started the cell as parent, also long after the cell has ended.
// It blocks only while the outbox is full. After Run it does nothing.
func (s *Session) Event(e worker.Event) {
	from := s.origins.of(e.Cell)
	switch e.Kind {
	case worker.Stream:
		s.outbox.print(from, e.Name, e.Text)
	case worker.Display:
		s.outbox.publish(wire.DisplayData, from.parent, display(e))
	case worker.UpdateDisplay:
		if e.DisplayID == "" {
			s.log.Warn("an update of a display that has no id is dropped")
			return
		}
		s.outbox.publish(wire.UpdateDisplayData, from.parent, display(e))
	case worker.ClearOutput:
		s.outbox.publish(wire.ClearOutput, from.parent, wire.ClearOutputContent{Wait: e.Wait})
		s.outbox.cleared(from)
	case worker.TextLimit:
		s.textLimit.Store(e.Limit)
		s.outbox.limited(from, e.Limit)
	default:
		s.log.Error("an event of unknown kind is dropped", "kind", e.Kind)
	}
}

func display(e worker.Event) wire.DisplayDataContent {
	data, metadata := sendable(e.Bundle)
	return wire.DisplayDataContent{
		Data:      data,
		Metadata:  metadata,
		Transient: wire.Transient{DisplayID: e.DisplayID},
	}
}
