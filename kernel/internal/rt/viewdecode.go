package rt

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file is about decoders that follow pointers in interfaces: where a target has
// a pointer in an interface already, encoding/json stores through it instead of replacing it.

// ViewDecoding is ViewTarget for such a decoder. Until done is called, boxes of pointers in
// the target are views.
func (ts *Types) ViewDecoding(x any) (target any, done func()) {
	d := &decoding{ts: ts, seen: map[place]bool{}}
	target = ts.ViewTarget(x)
	if target != nil {
		d.open(reflect.ValueOf(target))
	}
	return target, d.close
}

type decoding struct {
	ts     *Types
	seen   map[place]bool
	opened []openedBox
}

// An openedBox is an interface whose box has been replaced by a view.
type openedBox struct {
	at   reflect.Value
	box  reflect.Value
	view any
}

func (d *decoding) open(v reflect.Value) {
	if !d.ts.views.mayHold(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		d.openIface(v)
	case reflect.Pointer:
		at := place{v.UnsafePointer(), v.Type(), 0}
		if !v.IsNil() && !d.seen[at] {
			d.seen[at] = true
			d.open(v.Elem())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			d.open(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range visibleFields(v.Type()) {
			d.open(v.Field(i))
		}
	}
}

func (d *decoding) openIface(v reflect.Value) {
	if v.IsNil() || !v.CanSet() {
		return
	}
	was := reflect.ValueOf(v.Elem().Interface())
	b, ok := BoxIn(was.Interface())
	if !ok || b.T.IR.Kind != ir.Pointer {
		return
	}
	view := d.ts.ViewTarget(b)
	if !reflect.TypeOf(view).AssignableTo(v.Type()) {
		return
	}
	d.opened = append(d.opened, openedBox{v, was, view})
	v.Set(reflect.ValueOf(view))
	d.open(reflect.ValueOf(view))
}

// close puts the boxes back where the decoder has left their pointers.
func (d *decoding) close() {
	for _, o := range d.opened {
		if !o.at.IsNil() && o.at.Elem().Type() == reflect.TypeOf(o.view) && o.at.Elem().Pointer() == reflect.ValueOf(o.view).Pointer() {
			o.at.Set(o.box)
		}
	}
}
