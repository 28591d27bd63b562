// Interfaces, embedding, type switches, method values and expressions, Stringers.
package main

import (
	"fmt"
	"math"
)

type Shape interface {
	Area() float64
	Perimeter() float64
}

type Named interface {
	Shape
	fmt.Stringer
}

type Rect struct{ W, H float64 }

func (r Rect) Area() float64      { return r.W * r.H }
func (r Rect) Perimeter() float64 { return 2 * (r.W + r.H) }
func (r Rect) String() string     { return fmt.Sprintf("Rect(%g×%g)", r.W, r.H) }

type Circle struct{ R float64 }

func (c *Circle) Area() float64      { return math.Pi * c.R * c.R }
func (c *Circle) Perimeter() float64 { return 2 * math.Pi * c.R }
func (c *Circle) Grow(k float64)     { c.R *= k }

type Labelled struct {
	Shape
	Label string
}

func (l Labelled) String() string { return l.Label + ":" + fmt.Sprint(l.Shape) }

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue"}[d] }

func describe(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", v)
	case Named:
		return "named " + v.String()
	case Shape:
		return fmt.Sprintf("shape %.2f", v.Area())
	case fmt.Stringer:
		return "stringer " + v.String()
	case error:
		return "error " + v.Error()
	case []int:
		return fmt.Sprint("slice of ", len(v))
	case func(int) int:
		return fmt.Sprint("func giving ", v(20))
	}
	return fmt.Sprintf("%T", x)
}

func main() {
	c := &Circle{2}
	shapes := []Shape{Rect{2, 3}, c, Labelled{c, "wheel"}}
	grow := c.Grow
	grow(0.5)
	for i, s := range shapes {
		fmt.Printf("%d %T %.3f %.3f\n", i, s, s.Area(), s.Perimeter())
	}
	area := Rect.Area
	per := (*Circle).Perimeter
	fmt.Println(area(Rect{4, 5}), math.Round(per(c)*100)/100)
	for _, x := range []any{nil, 7, int64(8), Rect{1, 1}, c, Labelled{Rect{1, 2}, "box"}, Celsius(36.6), Monday,
		fmt.Errorf("bad %d", 1), []int{1, 2}, func(i int) int { return i + 1 }, map[string]Celsius{"a": 1}, struct{ X, Y int }{1, 2}} {
		fmt.Println(describe(x))
	}
	fmt.Println(Celsius(20), []Celsius{1, 2.55}, map[Weekday]Celsius{Tuesday: 3, Sunday: -1})
	fmt.Printf("%v %d %s %+v %#v %T\n", Monday, Monday, Tuesday, Rect{1, 2}, Rect{1, 2}, Monday)
	var s Shape
	fmt.Println(s == nil, shapes[0] == Rect{2, 3}, shapes[1] == Shape(c))
	type pair struct {
		a, b any
	}
	fmt.Println(pair{1, "x"} == pair{1, "x"}, pair{1, "x"} == pair{1, 'x'})
}
