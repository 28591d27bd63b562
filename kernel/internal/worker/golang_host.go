package worker

import (
	"io"

	"github.com/gopherloop/gopherloop/kernel/internal/render"
)

// This file is the kernel's side of package workshop/host: what cells show by calling functions.

const hostPath = "github.com/gopherloop/gopherloop/workshop/host"

// host has the functions of a notebook.
func (s *goStreams) host() map[string]any {
	return map[string]any{
		hostPath + ".Notebook": func() bool { return true },
		hostPath + ".Show":     s.show,
		hostPath + ".Clear":    func(wait bool) { s.g.handler.Event(Event{Cell: s.request(), Kind: ClearOutput, Wait: wait}) },
	}
}

func (s *goStreams) show(v any, id string, update bool) {
	request := s.request()
	b := s.g.bundle(request, render.Value(v))
	kind := Display
	if update {
		kind = UpdateDisplay
	}
	s.g.handler.Event(Event{Cell: request, Kind: kind, Bundle: *b, DisplayID: id})
}

// request is the request that the calling goroutine's cell came with.
func (s *goStreams) request() string {
	name := s.threads.Current().Cell().ID
	s.g.mu.Lock()
	defer s.g.mu.Unlock()
	return s.g.requests[name]
}

// textHost has the functions of a Go program that is run in a terminal.
func textHost(out io.Writer) map[string]any {
	return map[string]any{
		hostPath + ".Notebook": func() bool { return false },
		hostPath + ".Show":     func(v any, _ string, _ bool) { io.WriteString(out, render.Text(v)+"\n") },
		hostPath + ".Clear":    func(bool) {},
	}
}
