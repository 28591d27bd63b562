package session

import (
	"context"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// history answers from the inputs of this session. Access by tail, range and
// search is as in the specification; raw makes no difference here, because an
// input is kept as it was typed.
func (s *Session) history(_ context.Context, r *request) any {
	c, err := content[wire.HistoryRequestContent](r)
	if err != nil {
		return badRequest(err)
	}
	var rows []wire.HistoryRow
	for _, rec := range s.lookup(c) {
		rows = append(rows, rec.row(c.Output))
	}
	return wire.HistoryReplyContent{History: rows}
}

func (s *Session) lookup(c wire.HistoryRequestContent) []record {
	switch c.HistAccessType {
	case "tail":
		return s.records.tail(c.N)
	case "search":
		return s.records.search(c.Pattern, c.N, c.Unique)
	case "range":
		if c.Session == 0 || c.Session == currentSession {
			return s.records.between(c.Start, c.Stop)
		}
	}
	return nil
}

// row is one entry of a history_reply.
func (r record) row(withOutput bool) wire.HistoryRow {
	return wire.HistoryRow{
		Session: currentSession, Line: r.line, Input: r.input, WithOutput: withOutput, Output: r.output,
	}
}
