package engine

import (
	"encoding"
	"encoding/gob"
	"encoding/json"
	"flag"
	"fmt"
	html "html/template"
	"log/slog"
	"maps"
	"net/rpc"
	"reflect"
	"strings"
	"text/template"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has what looking.go's rule does not cover: arguments of other types than
// any, results that may be views, and package gob's registry.

func (e *Engine) see(x any) any    { return e.types.View(x) }
func (e *Engine) target(x any) any { return e.types.ViewTarget(x) }

// viewAs is the view of a value in an interface.
func viewAs[I any](e *Engine, x I) I {
	v, _ := e.target(any(x)).(I)
	return v
}

func (e *Engine) reflectOverrides() map[string]any {
	return map[string]any{
		"reflect.DeepEqual": deepEqual,
		"encoding/json.Unmarshal": func(data []byte, v any) error {
			return e.decode(v, func(v any) error { return json.Unmarshal(data, v) })
		},
		"encoding/gob.Register": func(v any) { registerGob(e.target(v)) },

		// Package flag makes zero values of the types of flags, to see what a default is.
		"flag.Var": func(v flag.Value, name, usage string) { flag.Var(viewAs(e, v), name, usage) },
		"flag.TextVar": func(p encoding.TextUnmarshaler, name string, v encoding.TextMarshaler, usage string) {
			flag.TextVar(viewAs(e, p), name, viewAs(e, v), usage)
		},
	}
}

func (e *Engine) reflectMethods() map[methodName]any {
	all := e.valueMethods()
	maps.Copy(all, e.typeMethods())
	set := reflect.TypeFor[*flag.FlagSet]()
	maps.Copy(all, map[methodName]any{
		{reflect.TypeFor[*json.Decoder](), "Decode"}: func(c *json.Decoder, v any) error { return e.decode(v, c.Decode) },

		{reflect.TypeFor[*template.Template](), "Funcs"}: func(t *template.Template, m template.FuncMap) *template.Template {
			return t.Funcs(e.funcs(m))
		},
		{reflect.TypeFor[*html.Template](), "Funcs"}: func(t *html.Template, m html.FuncMap) *html.Template {
			return t.Funcs(e.funcs(m))
		},

		{reflect.TypeFor[*rpc.Client](), "Call"}: func(c *rpc.Client, name string, args, reply any) error {
			return c.Call(name, e.see(args), e.target(reply))
		},
		{reflect.TypeFor[*rpc.Client](), "Go"}: func(c *rpc.Client, name string, args, reply any, done chan *rpc.Call) *rpc.Call {
			return c.Go(name, e.see(args), e.target(reply), done)
		},

		{reflect.TypeFor[slog.Value](), "Any"}: func(v slog.Value) any { return rt.FromNative(v.Any()) },

		{set, "Var"}: func(s *flag.FlagSet, v flag.Value, name, usage string) { s.Var(viewAs(e, v), name, usage) },
		{set, "TextVar"}: func(s *flag.FlagSet, p encoding.TextUnmarshaler, name string, v encoding.TextMarshaler, usage string) {
			s.TextVar(viewAs(e, p), name, viewAs(e, v), usage)
		},
	})
	return all
}

// funcs are the functions of a template.
func (e *Engine) funcs(m map[string]any) map[string]any {
	shown := map[string]any{}
	for name, f := range m {
		shown[name] = rt.Guarded(e.see(f))
	}
	return shown
}

// decode calls a decoder's function with a target for its last argument.
func (e *Engine) decode(x any, f func(any) error) error {
	target, done := e.types.ViewDecoding(x)
	defer done()
	return f(target)
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
