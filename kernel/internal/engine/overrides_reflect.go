package engine

import (
	"context"
	"encoding"
	bin "encoding/binary"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"maps"
	"net/rpc"
	"reflect"
	"strings"
	text "text/template"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has the functions and methods of compiled packages that look at their
// arguments by reflection: they are given views. What they read goes through see, what
// they write to through target.

func (e *Engine) see(x any) any    { return e.types.View(x) }
func (e *Engine) target(x any) any { return e.types.ViewTarget(x) }

func (e *Engine) seeAll(xs []any) []any {
	shown := make([]any, len(xs))
	for i, x := range xs {
		shown[i] = e.see(x)
	}
	return shown
}

// decode calls a decoder's function with a target for its last argument.
func (e *Engine) decode(x any, f func(any) error) error {
	p, ok := x.(*any)
	if !ok || p == nil {
		return f(e.target(x))
	}
	*p = e.target(*p) // a decoder follows a pointer in it
	err := f(p)
	*p = rt.FromNative(*p)
	return err
}

func (e *Engine) reflectOverrides() map[string]any {
	all := map[string]any{}
	maps.Copy(all, e.encodingOverrides())
	maps.Copy(all, e.slogOverrides())
	maps.Copy(all, e.flagOverrides())
	maps.Copy(all, map[string]any{
		"reflect.TypeOf":    func(x any) reflect.Type { return reflect.TypeOf(e.target(x)) },
		"reflect.ValueOf":   func(x any) reflect.Value { return reflect.ValueOf(e.target(x)) },
		"reflect.Swapper":   func(x any) func(i, j int) { return reflect.Swapper(e.target(x)) },
		"reflect.DeepEqual": deepEqual,

		"net/rpc.Register":     func(x any) error { return rpc.Register(e.target(x)) },
		"net/rpc.RegisterName": func(name string, x any) error { return rpc.RegisterName(name, e.target(x)) },
	})
	return all
}

func (e *Engine) encodingOverrides() map[string]any {
	return map[string]any{
		"encoding/json.Marshal": func(v any) ([]byte, error) { return json.Marshal(e.see(v)) },
		"encoding/json.MarshalIndent": func(v any, prefix, indent string) ([]byte, error) {
			return json.MarshalIndent(e.see(v), prefix, indent)
		},
		"encoding/json.Unmarshal": func(data []byte, v any) error {
			return e.decode(v, func(v any) error { return json.Unmarshal(data, v) })
		},

		"encoding/xml.Marshal": func(v any) ([]byte, error) { return xml.Marshal(e.see(v)) },
		"encoding/xml.MarshalIndent": func(v any, prefix, indent string) ([]byte, error) {
			return xml.MarshalIndent(e.see(v), prefix, indent)
		},
		"encoding/xml.Unmarshal": func(data []byte, v any) error { return xml.Unmarshal(data, e.target(v)) },

		"encoding/gob.Register":     func(v any) { registerGob(e.target(v)) },
		"encoding/gob.RegisterName": func(name string, v any) { gob.RegisterName(name, e.target(v)) },

		"encoding/binary.Read": func(r io.Reader, o bin.ByteOrder, v any) error { return bin.Read(r, o, e.target(v)) },
		"encoding/binary.Write": func(w io.Writer, o bin.ByteOrder, v any) error {
			return bin.Write(w, o, e.target(v))
		},
		"encoding/binary.Size": func(v any) int { return bin.Size(e.target(v)) },
		"encoding/binary.Append": func(b []byte, o bin.ByteOrder, v any) ([]byte, error) {
			return bin.Append(b, o, e.target(v))
		},
		"encoding/binary.Encode": func(b []byte, o bin.ByteOrder, v any) (int, error) {
			return bin.Encode(b, o, e.target(v))
		},
		"encoding/binary.Decode": func(b []byte, o bin.ByteOrder, v any) (int, error) {
			return bin.Decode(b, o, e.target(v))
		},
	}
}

// viewAs is the view of a value in an interface.
func viewAs[I any](e *Engine, x I) I {
	v, _ := e.target(any(x)).(I)
	return v
}

// Package flag makes zero values of the types of flags, to see what a default is.
func (e *Engine) flagOverrides() map[string]any {
	return map[string]any{
		"flag.Var": func(v flag.Value, name, usage string) { flag.Var(viewAs(e, v), name, usage) },
		"flag.TextVar": func(p encoding.TextUnmarshaler, name string, v encoding.TextMarshaler, usage string) {
			flag.TextVar(viewAs(e, p), name, viewAs(e, v), usage)
		},
	}
}

func (e *Engine) flagMethods() map[methodName]any {
	set := reflect.TypeFor[*flag.FlagSet]()
	return map[methodName]any{
		{set, "Var"}: func(s *flag.FlagSet, v flag.Value, name, usage string) { s.Var(viewAs(e, v), name, usage) },
		{set, "TextVar"}: func(s *flag.FlagSet, p encoding.TextUnmarshaler, name string, v encoding.TextMarshaler, usage string) {
			s.TextVar(viewAs(e, p), name, viewAs(e, v), usage)
		},
	}
}

// registerGob is gob.Register. Package gob takes one type of a name for the life of the
// process, while a cell's type may be declared again; the later ones get a number.
func registerGob(v any) {
	done := freeForGob(func() { gob.Register(v) })
	for n := 2; !done; n++ {
		done = freeForGob(func() { gob.RegisterName(fmt.Sprintf("%T#%d", v, n), v) })
	}
}

// freeForGob reports whether the name that register asks for was free.
func freeForGob(register func()) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if !strings.HasPrefix(fmt.Sprint(r), "gob: registering duplicate types") {
				panic(r)
			}
			ok = false
		}
	}()
	register()
	return true
}

func (e *Engine) slogOverrides() map[string]any {
	return map[string]any{
		"log/slog.Any":      func(key string, v any) slog.Attr { return slog.Any(key, e.see(v)) },
		"log/slog.AnyValue": func(v any) slog.Value { return slog.AnyValue(e.see(v)) },
		"log/slog.Group":    func(key string, args ...any) slog.Attr { return slog.Group(key, e.seeAll(args)...) },
		"log/slog.With":     func(args ...any) *slog.Logger { return slog.With(e.seeAll(args)...) },

		"log/slog.Debug": func(msg string, args ...any) { slog.Debug(msg, e.seeAll(args)...) },
		"log/slog.Info":  func(msg string, args ...any) { slog.Info(msg, e.seeAll(args)...) },
		"log/slog.Warn":  func(msg string, args ...any) { slog.Warn(msg, e.seeAll(args)...) },
		"log/slog.Error": func(msg string, args ...any) { slog.Error(msg, e.seeAll(args)...) },
		"log/slog.Log": func(ctx context.Context, l slog.Level, msg string, args ...any) {
			slog.Log(ctx, l, msg, e.seeAll(args)...)
		},
		"log/slog.DebugContext": func(ctx context.Context, msg string, args ...any) { slog.DebugContext(ctx, msg, e.seeAll(args)...) },
		"log/slog.InfoContext":  func(ctx context.Context, msg string, args ...any) { slog.InfoContext(ctx, msg, e.seeAll(args)...) },
		"log/slog.WarnContext":  func(ctx context.Context, msg string, args ...any) { slog.WarnContext(ctx, msg, e.seeAll(args)...) },
		"log/slog.ErrorContext": func(ctx context.Context, msg string, args ...any) { slog.ErrorContext(ctx, msg, e.seeAll(args)...) },
	}
}

func (e *Engine) reflectMethods() map[methodName]any {
	all := map[methodName]any{}
	maps.Copy(all, e.codecMethods())
	maps.Copy(all, e.templateMethods())
	maps.Copy(all, e.slogMethods())
	maps.Copy(all, e.flagMethods())
	maps.Copy(all, e.valueMethods())
	return all
}

func (e *Engine) codecMethods() map[methodName]any {
	return map[methodName]any{
		{reflect.TypeFor[*json.Encoder](), "Encode"}: func(c *json.Encoder, v any) error { return c.Encode(e.see(v)) },
		{reflect.TypeFor[*json.Decoder](), "Decode"}: func(c *json.Decoder, v any) error { return e.decode(v, c.Decode) },

		{reflect.TypeFor[*xml.Encoder](), "Encode"}: func(c *xml.Encoder, v any) error { return c.Encode(e.see(v)) },
		{reflect.TypeFor[*xml.Decoder](), "Decode"}: func(c *xml.Decoder, v any) error { return c.Decode(e.target(v)) },
		{reflect.TypeFor[*xml.Encoder](), "EncodeElement"}: func(c *xml.Encoder, v any, s xml.StartElement) error {
			return c.EncodeElement(e.see(v), s)
		},
		{reflect.TypeFor[*xml.Decoder](), "DecodeElement"}: func(c *xml.Decoder, v any, s *xml.StartElement) error {
			return c.DecodeElement(e.target(v), s)
		},

		{reflect.TypeFor[*gob.Encoder](), "Encode"}: func(c *gob.Encoder, v any) error { return c.Encode(e.see(v)) },
		{reflect.TypeFor[*gob.Decoder](), "Decode"}: func(c *gob.Decoder, v any) error { return c.Decode(e.target(v)) },

		{reflect.TypeFor[*rpc.Server](), "Register"}: func(s *rpc.Server, v any) error { return s.Register(e.target(v)) },
		{reflect.TypeFor[*rpc.Server](), "RegisterName"}: func(s *rpc.Server, name string, v any) error {
			return s.RegisterName(name, e.target(v))
		},
		{reflect.TypeFor[*rpc.Client](), "Call"}: func(c *rpc.Client, name string, args, reply any) error {
			return c.Call(name, e.see(args), e.target(reply))
		},
	}
}

func (e *Engine) templateMethods() map[methodName]any {
	plain, html := reflect.TypeFor[*text.Template](), reflect.TypeFor[*template.Template]()
	return map[methodName]any{
		{plain, "Execute"}: func(t *text.Template, w io.Writer, v any) error { return t.Execute(w, e.see(v)) },
		{plain, "ExecuteTemplate"}: func(t *text.Template, w io.Writer, name string, v any) error {
			return t.ExecuteTemplate(w, name, e.see(v))
		},
		{plain, "Funcs"}: func(t *text.Template, m text.FuncMap) *text.Template { return t.Funcs(e.see(m).(text.FuncMap)) },

		{html, "Execute"}: func(t *template.Template, w io.Writer, v any) error { return t.Execute(w, e.see(v)) },
		{html, "ExecuteTemplate"}: func(t *template.Template, w io.Writer, name string, v any) error {
			return t.ExecuteTemplate(w, name, e.see(v))
		},
		{html, "Funcs"}: func(t *template.Template, m template.FuncMap) *template.Template {
			return t.Funcs(e.see(m).(template.FuncMap))
		},
	}
}

func (e *Engine) slogMethods() map[methodName]any {
	logger := reflect.TypeFor[*slog.Logger]()
	return map[methodName]any{
		{logger, "With"}:  func(l *slog.Logger, args ...any) *slog.Logger { return l.With(e.seeAll(args)...) },
		{logger, "Debug"}: func(l *slog.Logger, msg string, args ...any) { l.Debug(msg, e.seeAll(args)...) },
		{logger, "Info"}:  func(l *slog.Logger, msg string, args ...any) { l.Info(msg, e.seeAll(args)...) },
		{logger, "Warn"}:  func(l *slog.Logger, msg string, args ...any) { l.Warn(msg, e.seeAll(args)...) },
		{logger, "Error"}: func(l *slog.Logger, msg string, args ...any) { l.Error(msg, e.seeAll(args)...) },
		{logger, "Log"}: func(l *slog.Logger, ctx context.Context, level slog.Level, msg string, args ...any) {
			l.Log(ctx, level, msg, e.seeAll(args)...)
		},
		{logger, "DebugContext"}: func(l *slog.Logger, ctx context.Context, msg string, args ...any) {
			l.DebugContext(ctx, msg, e.seeAll(args)...)
		},
		{logger, "InfoContext"}: func(l *slog.Logger, ctx context.Context, msg string, args ...any) {
			l.InfoContext(ctx, msg, e.seeAll(args)...)
		},
		{logger, "WarnContext"}: func(l *slog.Logger, ctx context.Context, msg string, args ...any) {
			l.WarnContext(ctx, msg, e.seeAll(args)...)
		},
		{logger, "ErrorContext"}: func(l *slog.Logger, ctx context.Context, msg string, args ...any) {
			l.ErrorContext(ctx, msg, e.seeAll(args)...)
		},
		{reflect.TypeFor[*slog.Record](), "Add"}: func(r *slog.Record, args ...any) { r.Add(e.seeAll(args)...) },
		{reflect.TypeFor[slog.Value](), "Any"}:   func(v slog.Value) any { return rt.FromNative(v.Any()) },
	}
}

// valueMethods are the methods of reflect.Value where an interface is entered or left.
func (e *Engine) valueMethods() map[methodName]any {
	value := reflect.TypeFor[reflect.Value]()
	return map[methodName]any{
		{value, "Interface"}: func(v reflect.Value) any { return rt.FromNative(v.Interface()) },
		{value, "Elem"}:      e.types.ViewDynamic,
		{value, "MapIndex"}:  func(m, k reflect.Value) reflect.Value { return m.MapIndex(keyOf(m, k)) },
		{value, "SetMapIndex"}: func(m, k, v reflect.Value) {
			m.SetMapIndex(keyOf(m, k), v)
		},
	}
}

// keyOf returns k as m has it: a key in an interface is a box.
func keyOf(m, k reflect.Value) reflect.Value {
	if m.Kind() != reflect.Map || m.Type().Key().Kind() != reflect.Interface || !k.IsValid() || !k.CanInterface() {
		return k
	}
	x := rt.FromNative(k.Interface())
	return reflect.ValueOf(&x).Elem().Convert(m.Type().Key())
}
