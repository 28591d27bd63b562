package render

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// maxPixels bounds what is turned into a picture. An image.Uniform, say, has
// four thousand million million.
const maxPixels = 64 << 20

// addImage adds the picture if v is an image.Image.
func (b *Bundle) addImage(v any) {
	m, ok := asImage(v)
	if !ok {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			b.problem("image", fmt.Errorf("panic: %s", rt.PanicText(rt.PanicValue(r))))
		}
	}()
	r := m.Bounds()
	if r.Empty() || r.Dx() > maxPixels/r.Dy() {
		b.problem("image", fmt.Errorf("a picture of %d x %d pixels is not shown", r.Dx(), r.Dy()))
		return
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, m); err != nil {
		b.problem("image", err)
		return
	}
	b.add("image/png", buf.Bytes())
	if !hasText(v) {
		b.Data[textPlain] = fmt.Sprintf("%s of %d x %d pixels", typeName(v), r.Dx(), r.Dy())
	}
}

func asImage(v any) (image.Image, bool) {
	if m, ok := v.(image.Image); ok {
		return m, !reflect.ValueOf(m).IsZero()
	}
	box, ok := v.(rt.Box)
	if !ok || !offers(v, "Bounds") || !offers(v, "ColorModel") {
		return nil, false
	}
	at := box.T.Method("At", "")
	if at == nil || at.Fn.Type() != reflect.FuncOf([]reflect.Type{box.T.R, intType, intType}, []reflect.Type{colorType}, false) {
		return nil, false
	}
	return boxedImage{box}, true
}

var (
	intType   = reflect.TypeFor[int]()
	colorType = reflect.TypeFor[color.Color]()
)

// A boxedImage is a value whose cell has declared the methods of image.Image.
type boxedImage struct{ rt.Box }

func (m boxedImage) ColorModel() color.Model {
	return m.Call("ColorModel")[0].Interface().(color.Model)
}

func (m boxedImage) Bounds() image.Rectangle {
	return m.Call("Bounds")[0].Interface().(image.Rectangle)
}

func (m boxedImage) At(x, y int) color.Color {
	return m.Call("At", reflect.ValueOf(x), reflect.ValueOf(y))[0].Interface().(color.Color)
}

// hasText reports whether v says itself how it is printed. Pictures rarely do,
// and their pixels in numbers are no help to anybody.
func hasText(v any) bool { return offers(v, "String") }

func typeName(v any) string {
	if box, ok := v.(rt.Box); ok {
		return box.T.String()
	}
	return reflect.TypeOf(v).String()
}
