package session

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

const plain = "text/plain"

// sendable returns what of a bundle can be sent. A form that JSON cannot express,
// such as a NaN in application/json, is left out; if there is no text/plain then,
// the value itself, as Go prints it, takes its place, so that something is shown.
func sendable(b worker.Bundle) (data, metadata wire.Object) {
	data = make(wire.Object, len(b.Data))
	fallback := ""
	for _, mime := range slices.Sorted(maps.Keys(b.Data)) {
		value := b.Data[mime]
		if _, err := json.Marshal(value); err != nil {
			fallback = fmt.Sprint(value)
			continue
		}
		data[mime] = value
	}
	if _, ok := data[plain]; !ok {
		data[plain] = fallback
	}
	return data, b.Metadata
}

// plainText returns the text/plain form of what sendable returned.
func plainText(data wire.Object) string {
	switch text := data[plain].(type) {
	case string:
		return text
	case json.RawMessage: // a string that came through the worker's pipe
		var s string
		if json.Unmarshal(text, &s) == nil {
			return s
		}
	}
	return fmt.Sprint(data[plain])
}
