package programs

import "encoding/json"

// Encode writes n records as JSON.
func Encode(n int) func() int {
	all := make([]reading, n)
	for i := range all {
		all[i] = reading{ID: i, Place: "station", Values: []float64{float64(i) + 0.5, 0.25}, Valid: i%2 == 0}
	}
	return func() int {
		text, err := json.Marshal(all)
		if err != nil {
			panic(err)
		}
		return len(text)
	}
}

type reading struct {
	ID     int       `json:"id"`
	Place  string    `json:"place"`
	Values []float64 `json:"values"`
	Valid  bool      `json:"valid"`
}
