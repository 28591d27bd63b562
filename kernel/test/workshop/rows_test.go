package workshop

import (
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	source "github.com/gopherloop/gopherloop/workshop"
)

//go:embed testdata/rows.txt
var rows string

// TestRows finds rows of the course's plan that a package is to have an example of, and has none.
func TestRows(t *testing.T) {
	for line := range strings.Lines(rows) {
		line, _, _ = strings.Cut(line, "#")
		name, list, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		want, shown := numbers(list), map[int]bool{}
		for _, e := range readProgram(t, source.Path+"/"+name).examples {
			for n := range numbers(rowsOf(e.Doc)) {
				shown[n] = true
			}
		}
		for _, n := range slices.Sorted(maps.Keys(want)) {
			if !shown[n] {
				t.Errorf("package %s has no example of row %d", name, n)
			}
		}
	}
}

// rowsOf is the part of an example's comment that says which rows it is for.
func rowsOf(comment string) string {
	found := regexp.MustCompile(`^Rows? ([0-9, andto]+):`).FindStringSubmatch(strings.Join(strings.Fields(comment), " "))
	if found == nil {
		return ""
	}
	return found[1]
}

// numbers reads "3, 5 to 7 and 9", and the same with "5-7".
func numbers(list string) map[int]bool {
	set := map[int]bool{}
	for field := range strings.SplitSeq(strings.NewReplacer(" to ", "-", " and ", ",", " ", "").Replace(list), ",") {
		first, last, isRange := strings.Cut(field, "-")
		if !isRange {
			last = first
		}
		from, err := strconv.Atoi(strings.TrimSpace(first))
		to, err2 := strconv.Atoi(strings.TrimSpace(last))
		if err != nil || err2 != nil {
			continue
		}
		for n := from; n <= to; n++ {
			set[n] = true
		}
	}
	return set
}

func TestNumbers(t *testing.T) {
	for list, want := range map[string][]int{
		"3":               {3},
		"Rows 80 and 81:": nil,
		"3, 5 to 7 and 9": {3, 5, 6, 7, 9},
		"36, 37 and 41":   {36, 37, 41},
		" 79-81, 84\n":    {79, 80, 81, 84},
	} {
		if got := slices.Sorted(maps.Keys(numbers(list))); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: %v", list, got)
		}
	}
}
