package wire

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// This file keeps Go's JSON habits from breaking clients: nil slices and maps are
// written as [] and {} (JupyterLab dereferences them), and a value that JSON has
// no words for, such as NaN, becomes null instead of losing the whole message.

// A List is a slice that is never written as null.
type List[T any] []T

// MarshalJSON writes the elements; a nil list is [].
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return Marshal([]T(l)), nil
}

// A Dict is a map that is never written as null.
type Dict[T any] map[string]T

// MarshalJSON writes the entries; a nil dict is {}.
func (d Dict[T]) MarshalJSON() ([]byte, error) {
	if d == nil {
		return []byte("{}"), nil
	}
	return Marshal(map[string]T(d)), nil
}

// An Object is a free-form JSON object: mime bundles, metadata, comm data.
type Object = Dict[any]

// Marshal returns v as JSON. It always succeeds: every part that JSON cannot
// express (NaN, infinities, channels, functions, cycles, a failing MarshalJSON)
// becomes null and the rest is kept. Characters like < are not escaped.
func Marshal(v any) json.RawMessage {
	if data, err := encodeJSON(v); err == nil {
		return data
	}
	data, err := encodeJSON(expressible(reflect.ValueOf(v), 0))
	if err != nil {
		return json.RawMessage("null") // not reached: expressible leaves nothing that fails
	}
	return data
}

func encodeJSON(v any) (json.RawMessage, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// maxDepth bounds expressible, which may meet a cycle.
const maxDepth = 50

// expressible copies v without the parts that encoding/json rejects. It descends
// only into containers that fail as a whole.
func expressible(v reflect.Value, depth int) any {
	if !v.IsValid() || depth > maxDepth {
		return nil
	}
	if v.CanInterface() {
		if data, err := encodeJSON(v.Interface()); err == nil {
			return data
		}
		if _, own := v.Interface().(json.Marshaler); own {
			return nil
		}
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		return expressible(v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = expressible(v.Index(i), depth+1)
		}
		return list
	case reflect.Map:
		object := make(map[string]any, v.Len())
		for it := v.MapRange(); it.Next(); {
			object[keyText(it.Key())] = expressible(it.Value(), depth+1)
		}
		return object
	case reflect.Struct:
		object := make(map[string]any)
		addFields(object, v, depth)
		return object
	}
	return nil
}

func keyText(key reflect.Value) string {
	if t, ok := key.Interface().(encoding.TextMarshaler); ok && key.Kind() != reflect.String {
		if text, err := t.MarshalText(); err == nil {
			return string(text)
		}
	}
	return fmt.Sprint(key.Interface())
}

// addFields puts the exported fields of the struct v into object, under the names
// and with the omissions that their json tags ask for.
func addFields(object map[string]any, v reflect.Value, depth int) {
	for field, value := range v.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" {
			if inner := reflect.Indirect(value); inner.Kind() == reflect.Struct && depth < maxDepth {
				addFields(object, inner, depth+1)
			}
			continue
		}
		if !field.IsExported() || name == "-" || strings.Contains(options, "omit") && value.IsZero() {
			continue
		}
		if name == "" {
			name = field.Name
		}
		object[name] = expressible(value, depth+1)
	}
}

// isNull reports whether data says nothing: no bytes, white space or null.
func isNull(data []byte) bool {
	data = bytes.TrimSpace(data)
	return len(data) == 0 || string(data) == "null"
}

// isObject reports whether data is one valid JSON object.
func isObject(data []byte) bool {
	return looksLikeObject(data) && json.Valid(data)
}

// looksLikeObject is the part of isObject that does not take longer for more data.
func looksLikeObject(data []byte) bool {
	data = bytes.TrimSpace(data)
	return len(data) >= 2 && data[0] == '{' && data[len(data)-1] == '}'
}
