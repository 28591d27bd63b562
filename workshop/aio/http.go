package aio

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// A Session makes HTTP requests, and keeps connections for the next ones: aiohttp.ClientSession in Python.
type Session struct {
	client *http.Client
	end    func()
	closed bool
}

// HTTP makes a Session for the loop of ctx. Its idle connections are closed when Run ends, at the latest.
func HTTP(ctx context.Context) *Session {
	l := mustScope(ctx, "HTTP").task.loop
	s := &Session{client: &http.Client{Transport: &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		MaxIdleConnsPerHost: 100,
		ForceAttemptHTTP2:   true,
	}}}
	s.end = l.keep(s)
	return s
}

// A Response is the answer to a request. All of it has been read.
type Response struct {
	Status int // 200, 404, …
	Header http.Header
	Body   []byte
}

// Text returns the body.
func (r *Response) Text() string { return string(r.Body) }

// JSON decodes the body into what v points to.
func (r *Response) JSON(v any) error { return json.Unmarshal(r.Body, v) }

// String is the status, as "404 Not Found".
func (r *Response) String() string { return fmt.Sprintf("%d %s", r.Status, http.StatusText(r.Status)) }

// Get fetches a page. A status like 404 is no error.
func (s *Session) Get(ctx context.Context, url string) (*Response, error) {
	return s.send(ctx, http.MethodGet, url, "", nil)
}

// Post sends body, which is of type contentType.
func (s *Session) Post(ctx context.Context, url, contentType string, body []byte) (*Response, error) {
	return s.send(ctx, http.MethodPost, url, contentType, body)
}

func (s *Session) send(ctx context.Context, method, url, contentType string, body []byte) (*Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	return s.Do(ctx, req)
}

// Do sends any request, with ctx instead of the request's own.
func (s *Session) Do(ctx context.Context, req *http.Request) (*Response, error) {
	t, sc, err := enter(ctx, "Do")
	if err != nil {
		return nil, err
	}
	if s.closed {
		return nil, t.missed(ErrClosed)
	}
	var resp *Response
	var failed error
	o := t.io(text(req.Method + " " + req.URL.String()))
	o.abort = func() {} // the request hears of the end of ctx by itself
	err = o.run(sc, func() { resp, failed = s.fetch(req.WithContext(ctx)) })
	if err != nil {
		return nil, err
	}
	return resp, failed
}

// fetch is the part that runs on a goroutine.
func (s *Session) fetch(req *http.Request) (*Response, error) {
	r, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", req.URL, err)
	}
	return &Response{Status: r.StatusCode, Header: r.Header, Body: body}, nil
}

// Close closes the idle connections.
func (s *Session) Close() error {
	s.closed = true
	s.end()
	return nil
}

func (s *Session) shut() { s.client.CloseIdleConnections() }
