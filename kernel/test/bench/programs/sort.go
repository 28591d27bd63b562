package programs

import (
	"cmp"
	"slices"
)

// Sort sorts structs with a comparison function; in Python that is cmp_to_key.
func Sort(n int) func() int {
	people := make([]person, n)
	x := 12345
	for i := range people {
		x = (x*1103515245 + 12345) & 0x7fffffff
		people[i] = person{i, (x >> 8) % 1000}
	}
	return func() int { return middle(people) }
}

type person struct{ id, age int }

func byAge(a, b person) int {
	if c := cmp.Compare(a.age, b.age); c != 0 {
		return c
	}
	return cmp.Compare(a.id, b.id)
}

func middle(people []person) int {
	sorted := slices.Clone(people)
	slices.SortFunc(sorted, byAge)
	return sorted[len(sorted)/2].id
}
