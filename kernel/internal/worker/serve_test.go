package worker

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
)

// A wire is a front and a child in one process, joined by in-memory pipes.
type wire struct {
	conn  *conn
	text  [textPipes]*io.PipeWriter
	ended chan error // what Serve returns
}

func newWire(t *testing.T, h Handler) *wire {
	t.Helper()
	reqR, reqW := io.Pipe()
	frameR, frameW := io.Pipe()
	w := &wire{ended: make(chan error, 1)}
	p := pipes{requests: reqW, frames: frameR}
	var theirs [textPipes]io.Writer
	for i := range theirs {
		p.text[i], w.text[i] = io.Pipe()
		theirs[i] = w.text[i]
	}
	go func() {
		err := Serve(context.Background(), reqR, frameW, ServeOptions{Text: theirs, Language: func(h Handler) (Language, error) {
			return &script{h: h, out: theirs[stdout], err: theirs[stderr]}, nil
		}})
		frameW.Close()
		for _, t := range w.text {
			t.Close()
		}
		w.ended <- err
	}()
	c, err := connect(p, h, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	w.conn = c
	return w
}

func (w *wire) execute(t *testing.T, req Request) Result {
	t.Helper()
	_, result, err := w.conn.execute(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return *(<-result).Result
}

func (w *wire) close(t *testing.T) {
	w.conn.pipes.requests.Close()
	if err := <-w.ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
	w.conn.wait()
	w.conn.out.finish()
}

func TestServeNeedsNoProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecorder()
		w := newWire(t, r)
		want(t, short(w.execute(t, Request{Cell: "c", Code: "print a\nshow b\nprint c\nvalue v"})), "ok v")
		same(t, r.take(), []string{"c stdout a\n", "c display b", "c stdout c\n"})
		w.close(t)
	})
}

func TestUserExpressions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, newRecorder())
		exprs := map[string]string{"good": "get x", "bad": "get y", "void": "print z"}
		got := w.execute(t, Request{Cell: "c", Code: "set x 1", UserExpressions: exprs}).UserExpressions
		if len(got) != 3 || got["good"].Bundle.Data["text/plain"] != "1" || got["bad"].Error.Value != "undefined: y" || got["void"].Bundle == nil {
			t.Errorf("got %+v", got)
		}
		if got := w.execute(t, Request{Cell: "c", Code: "fail x", UserExpressions: exprs}); len(got.UserExpressions) != 0 {
			t.Errorf("after an error: %+v", got)
		}
		w.close(t)
	})
}

func TestAResultThatCannotBeEncodedIsAnError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, newRecorder())
		got := short(w.execute(t, Request{Cell: "c", Code: "nan"}))
		if !strings.HasPrefix(got, "cannot show: encoding a frame: ") {
			t.Errorf("got %q", got)
		}
		want(t, short(w.execute(t, Request{Cell: "c", Code: "value x"})), "ok x")
		w.close(t)
	})
}

func TestAClosedTextPipeDoesNotStopTheProtocol(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecorder()
		w := newWire(t, r)
		w.text[stdout].Close()
		want(t, short(w.execute(t, Request{Cell: "c", Code: "eprint a\nshow b\neprint c\nvalue v"})), "ok v")
		same(t, r.take(), []string{"c stderr a\n", "c display b", "c stderr c\n"})
		w.close(t)
	})
}

func TestServeStopsTheCellWhenTheFrontGoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecorder()
		w := newWire(t, r)
		_, _, err := w.conn.execute(t.Context(), Request{Cell: "c", Code: "print on\nwait"})
		if err != nil {
			t.Fatal(err)
		}
		r.waitFor(t, "on")
		w.close(t)
	})
}

func TestServeWantsAGreeting(t *testing.T) {
	opts := ServeOptions{Language: func(Handler) (Language, error) { return nil, errors.New("not reached") }}
	for _, in := range []string{"", "\x00\x00\x00\x0d{\"ready\":true}", "\x00\x00\x00\x14{\"hello\":{\"seed\":\"\"}}"} {
		if err := Serve(t.Context(), strings.NewReader(in), io.Discard, opts); !errors.Is(err, errGreeting) {
			t.Errorf("%q: %v", in, err)
		}
	}
}
