package programs

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Decode reads n records of JSON.
func Decode(n int) func() int {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, `,{"id":%d,"place":"station","values":[%d.5,0.25],"valid":true}`, i, i)
	}
	data := []byte("[" + text.String()[1:] + "]")
	return func() int { return decode(data) }
}

type measurement struct {
	ID     int       `json:"id"`
	Place  string    `json:"place"`
	Values []float64 `json:"values"`
	Valid  bool      `json:"valid"`
}

func decode(data []byte) int {
	var all []measurement
	if err := json.Unmarshal(data, &all); err != nil {
		panic(err)
	}
	sum := 0
	for _, m := range all {
		sum += m.ID + len(m.Place) + int(m.Values[0])
	}
	return sum
}
