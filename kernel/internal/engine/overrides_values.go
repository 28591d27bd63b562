package engine

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has the methods of reflect.Value and reflect.Type where an interface is
// entered or left, or where the view of an interface type lacks its methods.

func (e *Engine) valueMethods() map[methodName]any {
	value := reflect.TypeFor[reflect.Value]()
	return map[methodName]any{
		{value, "Interface"}:   func(v reflect.Value) any { return e.types.FromReflect(v.Interface()) },
		{value, "Call"}:        e.types.CallValue,
		{value, "Elem"}:        e.types.ViewDynamic,
		{value, "MapIndex"}:    func(m, k reflect.Value) reflect.Value { return m.MapIndex(keyOf(m, k)) },
		{value, "SetMapIndex"}: func(m, k, v reflect.Value) { m.SetMapIndex(keyOf(m, k), v) },

		{value, "Pointer"}: func(v reflect.Value) uintptr {
			if info := e.infoOf(v); info != nil {
				return e.threads.EntryPC(info)
			}
			return v.Pointer()
		},

		{value, "NumMethod"}: func(v reflect.Value) int {
			if v.Kind() == reflect.Interface {
				return e.numMethod(v.Type())
			}
			return v.NumMethod()
		},
		{value, "Method"}: func(v reflect.Value, i int) reflect.Value {
			if ms, ok := e.ifaceMethods(v); ok {
				return e.types.ViewDynamic(v).MethodByName(ms[i].Name)
			}
			return v.Method(i)
		},
		{value, "MethodByName"}: func(v reflect.Value, name string) reflect.Value {
			if _, ok := e.ifaceMethods(v); ok {
				return e.types.ViewDynamic(v).MethodByName(name)
			}
			return v.MethodByName(name)
		},
	}
}

// infoOf returns what the func in v stands for if it is a function of the second tier, else nil.
func (e *Engine) infoOf(v reflect.Value) *rt.FuncInfo {
	if e.tier.machine == nil || v.Kind() != reflect.Func || v.IsNil() || !v.CanInterface() {
		return nil
	}
	f := reflect.ValueOf(rt.Raw(e.types.FromReflect(v.Interface())))
	if f.Kind() != reflect.Func {
		return nil
	}
	return e.tier.machine.FuncInfo(f)
}

// ifaceMethods returns the methods of a value whose static type is an interface declared in a cell.
func (e *Engine) ifaceMethods(v reflect.Value) ([]reflect.Method, bool) {
	if v.Kind() != reflect.Interface || v.IsNil() {
		return nil, false
	}
	return e.types.MethodsOf(v.Type())
}

// keyOf returns k as m has it: a key in an interface is a box.
func keyOf(m, k reflect.Value) reflect.Value {
	if m.Kind() != reflect.Map || m.Type().Key().Kind() != reflect.Interface || !k.IsValid() || !k.CanInterface() {
		return k
	}
	x := rt.FromNative(k.Interface())
	return reflect.ValueOf(&x).Elem().Convert(m.Type().Key())
}

func (e *Engine) typeMethods() map[methodName]any {
	typ := reflect.TypeFor[reflect.Type]()
	return map[methodName]any{
		{typ, "Implements"}:   e.types.Implements,
		{typ, "AssignableTo"}: e.types.Assignable,
		{typ, "NumMethod"}:    e.numMethod,
		{typ, "Method"}: func(t reflect.Type, i int) reflect.Method {
			if ms, ok := e.types.MethodsOf(t); ok {
				return ms[i]
			}
			return t.Method(i)
		},
		{typ, "MethodByName"}: func(t reflect.Type, name string) (reflect.Method, bool) {
			ms, ok := e.types.MethodsOf(t)
			if !ok {
				return t.MethodByName(name)
			}
			for _, m := range ms {
				if m.Name == name {
					return m, true
				}
			}
			return reflect.Method{}, false
		},
	}
}

func (e *Engine) numMethod(t reflect.Type) int {
	if ms, ok := e.types.MethodsOf(t); ok {
		return len(ms)
	}
	return t.NumMethod()
}
