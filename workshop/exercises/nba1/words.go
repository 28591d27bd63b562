package nba1

import (
	"maps"
	"strconv"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type counter = func(text string) map[string]int

var words = check.Define(check.Exercise[counter]{
	ID: "A1.2", Title: "Translate a function",
	Task: "Translate this function to Go. It keeps the words of more than three **letters**, with their lengths.\n\n" +
		"```python\ndef word_lengths(text):\n    return {word: len(word) for word in text.split() if len(word) > 3}\n```",
	Imports: []string{"strings", "unicode/utf8"},
	Answer:  "wordLengths",
	Stub: `func wordLengths(text string) map[string]int {
	panic("not implemented")
}
`,
	Solution: `func wordLengths(text string) map[string]int {
	lengths := map[string]int{}
	for _, word := range strings.Fields(text) {
		if n := utf8.RuneCountInString(word); n > 3 {
			lengths[word] = n
		}
	}
	return lengths
}
`,
	Hints: []string{
		"`text.split()` is `strings.Fields(text)`: both take any amount of space between words.",
		"A comprehension becomes a map that is made before the loop, and a loop with an `if`.",
		"Python's `len` counts letters. In Go that is `utf8.RuneCountInString(word)`, or `len([]rune(word))`.",
	},
	Wrong: []check.Wrong{
		{Name: "counts bytes", Says: "counts bytes", Code: `func wordLengths(text string) map[string]int {
	lengths := map[string]int{}
	for _, word := range strings.Fields(text) {
		if len(word) > 3 {
			lengths[word] = len(word)
		}
	}
	return lengths
}
`},
		{Name: "no map", Says: "a map must be made", Code: `func wordLengths(text string) map[string]int {
	var lengths map[string]int
	for _, word := range strings.Fields(text) {
		if n := len([]rune(word)); n > 3 {
			lengths[word] = n
		}
	}
	return lengths
}
`},
		{Name: "all words", Says: "the if", Code: `func wordLengths(text string) map[string]int {
	lengths := map[string]int{}
	for _, word := range strings.Fields(text) {
		lengths[word] = utf8.RuneCountInString(word)
	}
	return lengths
}
`},
		{Name: "splits at each space", Says: "strings.Fields", Code: `func wordLengths(text string) map[string]int {
	lengths := map[string]int{}
	for _, word := range strings.Split(text, " ") {
		if n := utf8.RuneCountInString(word); n > 3 {
			lengths[word] = n
		}
	}
	return lengths
}
`},
		{Name: "three letters are enough", Says: "more than three", Code: `func wordLengths(text string) map[string]int {
	lengths := map[string]int{}
	for _, word := range strings.Fields(text) {
		if n := utf8.RuneCountInString(word); n >= 3 {
			lengths[word] = n
		}
	}
	return lengths
}
`},
	},
	Test: func(t *check.T, wordLengths counter) {
		equal(t, wordLengths, "so many words", map[string]int{"many": 4, "words": 5},
			check.Got(map[string]int{"so": 2, "many": 4, "words": 5}, "short words are there too: the if of the comprehension is missing"))
		equal(t, wordLengths, "the cat sleeps", map[string]int{"sleeps": 6},
			check.Got(map[string]int{"the": 3, "cat": 3, "sleeps": 6}, "words of more than three letters are wanted"))
		equal(t, wordLengths, "fünf Café été", map[string]int{"fünf": 4, "Café": 4},
			check.Got(map[string]int{"fünf": 5, "Café": 5, "été": 5}, "len counts bytes in Go, and ü and é have two each: count runes"))
		equal(t, wordLengths, "tabs\tand\nlines  here", map[string]int{"tabs": 4, "lines": 5, "here": 4},
			check.Else("split of Python, without an argument, splits at any white space: that is strings.Fields"))
		equal(t, wordLengths, "", map[string]int{})
	},
})

func equal(t *check.T, wordLengths counter, text string, want map[string]int, mistakes ...check.Mistake) {
	got := wordLengths(text)
	if len(got) == 0 && len(want) == 0 {
		return // nil is fine, too
	}
	check.Equal(t, "wordLengths("+strconv.Quote(text)+")", maps.Clone(got), want, mistakes...)
}
