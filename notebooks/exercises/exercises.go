// Package exercises lists the exercises of all notebooks, for what makes and tests notebooks; cells import the
// packages below workshop/exercises themselves.
package exercises

import (
	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb00"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb01"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb02"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb03"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb04"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb05"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb06"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb07"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb08"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb09"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb10"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb11"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb12"
	"github.com/gopherloop/gopherloop/workshop/exercises/nb13"
	"github.com/gopherloop/gopherloop/workshop/exercises/nba1"
	"github.com/gopherloop/gopherloop/workshop/exercises/nba2"
)

// ByNotebook returns the exercises of each notebook, by its number: "03", "A1".
func ByNotebook() map[string][]*check.Question {
	return map[string][]*check.Question{
		"00": nb00.Exercises,
		"01": nb01.Exercises,
		"02": nb02.Exercises,
		"03": nb03.Exercises,
		"04": nb04.Exercises,
		"05": nb05.Exercises,
		"06": nb06.Exercises,
		"07": nb07.Exercises,
		"08": nb08.Exercises,
		"09": nb09.Exercises,
		"10": nb10.Exercises,
		"11": nb11.Exercises,
		"12": nb12.Exercises,
		"13": nb13.Exercises,
		"A1": nba1.Exercises,
		"A2": nba2.Exercises,
	}
}
