//go:build nolinkname

package vm

import "reflect"

const assignsInPlace = false

func (s *mapShape) value(m ptr) reflect.Value { return reflect.NewAt(s.t, ptr(&m)).Elem() }

func (s *mapShape) key(p ptr) reflect.Value { return reflect.NewAt(s.t.Key(), p).Elem() }

func (s *mapShape) get(m, key ptr) ptr {
	v := s.value(m).MapIndex(s.key(key))
	if !v.IsValid() {
		return nil
	}
	p := reflect.New(s.t.Elem())
	p.Elem().Set(v)
	return p.UnsafePointer()
}

func (s *mapShape) entry(m, key ptr) ptr { panic("vm: no place of a map's entry") }

func (s *mapShape) set(m, key, value ptr) {
	s.value(m).SetMapIndex(s.key(key), reflect.NewAt(s.t.Elem(), value).Elem())
}

func (s *mapShape) remove(m, key ptr) { s.value(m).SetMapIndex(s.key(key), reflect.Value{}) }
