package main

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
)

// canvas is the side of the square on which the picture is described.
const canvas = 64

// A shape can say whether a point lies on it and can describe itself as SVG.
type shape interface {
	covers(x, y float64) bool
	svg() string
	fill() color.NRGBA
}

var (
	_ shape = ellipse{}
	_ shape = arc{}
	_ shape = triangle{}
)

// picture lists the shapes from back to front.
func picture() []shape {
	teal := color.NRGBA{0x0b, 0x8a, 0x8f, 0xff}
	mint := color.NRGBA{0xbd, 0xee, 0xe2, 0xff}
	white := color.NRGBA{0xff, 0xff, 0xff, 0xff}
	ink := color.NRGBA{0x17, 0x2b, 0x3a, 0xff}
	return []shape{
		ellipse{31, 34, 21, 21, mint},
		arc{31, 34, 22.5, 7.5, -10, 288, teal},
		triangle{[3][2]float64{{37.5, 3}, {37.5, 21.5}, {52.5, 12}}, teal},
		ellipse{23.5, 33, 7, 8, white},
		ellipse{40, 33, 7, 8, white},
		ellipse{25.5, 34.5, 3.8, 4.6, ink},
		ellipse{42, 34.5, 3.8, 4.6, ink},
		ellipse{26.9, 32.6, 1.3, 1.5, white},
		ellipse{43.4, 32.6, 1.3, 1.5, white},
	}
}

// ellipse is a filled ellipse with its axes along x and y.
type ellipse struct {
	cx, cy, rx, ry float64
	color          color.NRGBA
}

func (e ellipse) fill() color.NRGBA { return e.color }

func (e ellipse) covers(x, y float64) bool {
	dx, dy := (x-e.cx)/e.rx, (y-e.cy)/e.ry
	return dx*dx+dy*dy <= 1
}

func (e ellipse) svg() string {
	return fmt.Sprintf(`<ellipse cx="%g" cy="%g" rx="%g" ry="%g" fill="%s"/>`, e.cx, e.cy, e.rx, e.ry, hex(e.color))
}

// arc is a stroke along a circle with round ends. Angles are in degrees,
// clockwise from the positive x axis; the stroke runs from angle from to to.
type arc struct {
	cx, cy, r, width, from, to float64
	color                      color.NRGBA
}

func (a arc) fill() color.NRGBA { return a.color }

func (a arc) covers(x, y float64) bool {
	angle := math.Atan2(y-a.cy, x-a.cx) * 180 / math.Pi
	for angle < a.from {
		angle += 360
	}
	if angle <= a.to {
		return math.Abs(math.Hypot(x-a.cx, y-a.cy)-a.r) <= a.width/2
	}
	x1, y1 := a.point(a.from)
	x2, y2 := a.point(a.to)
	return math.Hypot(x-x1, y-y1) <= a.width/2 || math.Hypot(x-x2, y-y2) <= a.width/2
}

func (a arc) point(degrees float64) (x, y float64) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return a.cx + a.r*cos, a.cy + a.r*sin
}

func (a arc) svg() string {
	x1, y1 := a.point(a.from)
	x2, y2 := a.point(a.to)
	long := 0
	if a.to-a.from > 180 {
		long = 1
	}
	return fmt.Sprintf(`<path d="M%.2f %.2fA%g %g 0 %d 1 %.2f %.2f" fill="none" stroke="%s" stroke-width="%g" stroke-linecap="round"/>`,
		x1, y1, a.r, a.r, long, x2, y2, hex(a.color), a.width)
}

// triangle is a filled triangle.
type triangle struct {
	corners [3][2]float64
	color   color.NRGBA
}

func (t triangle) fill() color.NRGBA { return t.color }

func (t triangle) covers(x, y float64) bool {
	var left, right bool
	for i, a := range t.corners {
		b := t.corners[(i+1)%3]
		side := (b[0]-a[0])*(y-a[1]) - (b[1]-a[1])*(x-a[0])
		left, right = left || side > 0, right || side < 0
	}
	return !(left && right)
}

func (t triangle) svg() string {
	var points []string
	for _, c := range t.corners {
		points = append(points, fmt.Sprintf("%g,%g", c[0], c[1]))
	}
	return fmt.Sprintf(`<polygon points="%s" fill="%s"/>`, strings.Join(points, " "), hex(t.color))
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// vector returns the picture as an SVG document.
func vector(shapes []shape) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n", canvas, canvas)
	for _, s := range shapes {
		fmt.Fprintf(&b, "  %s\n", s.svg())
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// raster returns the picture at size by size pixels. Each pixel is the mean of
// 8 by 8 samples, which is what makes the edges smooth.
func raster(shapes []shape, size int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			img.SetNRGBA(x, y, pixel(shapes, x, y, float64(canvas)/float64(size)))
		}
	}
	return img
}

func pixel(shapes []shape, px, py int, unit float64) color.NRGBA {
	const n = 8
	var r, g, b, hits int
	for i := range n * n {
		x := (float64(px) + (float64(i%n)+0.5)/n) * unit
		y := (float64(py) + (float64(i/n)+0.5)/n) * unit
		c, ok := top(shapes, x, y)
		if !ok {
			continue
		}
		r, g, b, hits = r+int(c.R), g+int(c.G), b+int(c.B), hits+1
	}
	if hits == 0 {
		return color.NRGBA{}
	}
	return color.NRGBA{uint8(r / hits), uint8(g / hits), uint8(b / hits), uint8(hits * 255 / (n * n))}
}

// top returns the colour of the frontmost shape at a point.
func top(shapes []shape, x, y float64) (color.NRGBA, bool) {
	for i := len(shapes) - 1; i >= 0; i-- {
		if shapes[i].covers(x, y) {
			return shapes[i].fill(), true
		}
	}
	return color.NRGBA{}, false
}
