package display_test

import (
	"fmt"
	"html"
	"image"
	"slices"
	"time"

	"github.com/gopherloop/gopherloop/workshop/display"
)

type city struct {
	Name   string
	People int     `display:"inhabitants"`
	Height float64 `display:"height in m"`
	note   string
}

var cities = []city{
	{"Bern", 134_794, 542, "capital"},
	{"Lugano", 62_315, 273.25, "lake"},
}

// As the last expression of a cell, the value shows itself; Show does the same in the middle of a cell.
// Here, in a program, everything is text.
func Example() {
	display.Show(display.HTML("<b>bold</b> &amp; <i>slanted</i>"))
	display.Show(display.Markdown("# Title"), display.LaTeX(`e^{i\pi} = -1`))
	// Output:
	// bold & slanted
	// # Title
	// e^{i\pi} = -1
}

// Card is a type that says itself how it looks in a notebook.
type Card struct{ Title string }

func (c Card) HTML() string   { return "<b>" + html.EscapeString(c.Title) + "</b>" }
func (c Card) String() string { return "*" + c.Title + "*" }

func ExampleHTMLer() {
	var _ display.HTMLer = Card{} // checked by the compiler
	display.Show(Card{"<ace>"})
	// Output: *<ace>*
}

func ExampleTable() {
	fmt.Println(display.Table(cities).Caption("Towns"))
	// Output:
	// Towns
	// Name    inhabitants  height in m
	// ------  -----------  -----------
	// Bern         134794          542
	// Lugano        62315       273.25
}

func ExampleTable_map() {
	fmt.Println(display.Table(map[string]time.Duration{"walk": 90 * time.Minute, "bus": 12 * time.Minute}))
	// Output:
	// key     value
	// ----  -------
	// bus     12m0s
	// walk  1h30m0s
}

func ExampleGrid_Columns() {
	rows := []map[string]any{{"n": 1, "squared": 1}, {"n": 2, "squared": 4, "even": true}}
	fmt.Println(display.Table(rows).Columns("even", "n"))
	// Output:
	// even  n
	// ----  -
	//       1
	// true  2
}

func ExampleGrid_Limit() {
	squares := slices.Collect(func(yield func(int) bool) {
		for i := range 1000 {
			if !yield(i * i) {
				return
			}
		}
	})
	fmt.Println(display.Table(squares).Limit(3))
	// Output:
	// index  value
	// -----  -----
	//     0      0
	//     1      1
	//     2      4
	// (997 more rows)
}

func ExampleImage() {
	board := image.NewGray(image.Rect(0, 0, 8, 8))
	for i := range board.Pix {
		board.Pix[i] = uint8((i%8 + i/8) % 2 * 255)
	}
	display.Show(display.Image(board, "a chess board").Width(160))
	// Output: picture of 8 x 8 pixels: a chess board
}

func ExampleJSON() {
	display.Show(display.JSON(map[string]any{"loop": "fair", "tasks": []int{1, 2}}))
	// Output:
	// {
	//   "loop": "fair",
	//   "tasks": [
	//     1,
	//     2
	//   ]
	// }
}

func ExampleVegaLite() {
	display.Show(display.VegaLite(map[string]any{
		"data": map[string]any{"values": []any{
			map[string]any{"n": 1000, "ms": 0.5},
			map[string]any{"n": 1000000, "ms": 480},
		}},
		"mark":     "line",
		"encoding": map[string]any{"x": map[string]any{"field": "n"}, "y": map[string]any{"field": "ms"}},
	}, "time grows with n"))
	// Output:
	// chart: time grows with n
	//  ms        n
	// ---  -------
	// 0.5     1000
	// 480  1000000
}

// In a notebook the second value takes the place of the first; a program prints both.
func ExampleLive() {
	h := display.Live("thinking ...")
	h.Update("42")
	// Output:
	// thinking ...
	// 42
}

func ExampleProgress() {
	sum := 0
	for i := range display.Progress(1000, "adding") {
		sum += i
	}
	fmt.Println(sum)
	// Output: 499500
}

func ExampleProgressOf() {
	longest := ""
	for word := range display.ProgressOf(slices.Values([]string{"go", "gopher", "loop"}), 3, "reading") {
		if len(word) > len(longest) {
			longest = word
		}
	}
	fmt.Println(longest)
	// Output: gopher
}

func ExampleMeter() {
	fmt.Println(display.Meter{Label: "tank", Done: 3, Total: 4})
	// Output: tank: [###############-----] 75 % (3 of 4)
}
