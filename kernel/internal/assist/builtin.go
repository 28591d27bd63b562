package assist

// builtin explains a predeclared function, which go/types knows no declaration of.
func builtin(name string) explanation {
	e := map[string]explanation{
		"append":  {decl: "func append(s []T, x ...T) []T", doc: "Returns s with the values x behind its elements. The result may share memory with s: always assign it, s = append(s, x)."},
		"cap":     {decl: "func cap(v T) int", doc: "How many elements fit into a slice before append moves it, or into a channel's buffer before a send waits."},
		"clear":   {decl: "func clear(v T)", doc: "Removes all entries of a map, or sets all elements of a slice to zero."},
		"close":   {decl: "func close(c chan<- T)", doc: "Says that nothing more will be sent. Receivers get what is left and then zero values; sending panics."},
		"complex": {decl: "func complex(re, im float64) complex128", doc: "Makes a complex number of its two parts."},
		"copy":    {decl: "func copy(dst, src []T) int", doc: "Copies as many elements as fit into dst and returns how many that were."},
		"delete":  {decl: "func delete(m map[K]V, key K)", doc: "Removes the entry with this key; does nothing if there is none."},
		"imag":    {decl: "func imag(c complex128) float64", doc: "The imaginary part."},
		"len":     {decl: "func len(v T) int", doc: "The number of elements of an array, slice, map or channel, or of bytes of a string."},
		"make":    {decl: "func make(T, size ...int) T", doc: "Makes a slice of a length (and capacity), a map, or a channel (with a buffer)."},
		"max":     {decl: "func max(x T, y ...T) T", doc: "The largest of its arguments."},
		"min":     {decl: "func min(x T, y ...T) T", doc: "The smallest of its arguments."},
		"new":     {decl: "func new(T) *T", doc: "Makes a variable and returns a pointer to it: of type T and zero for a type, with a copy of the value for an expression."},
		"panic":   {decl: "func panic(v any)", doc: "Ends the function, runs its deferred calls, and goes on like that in its callers until one recovers."},
		"print":   {decl: "func print(args ...T)", doc: "Prints to standard error; for debugging. Programs use fmt.Print."},
		"println": {decl: "func println(args ...T)", doc: "Prints a line to standard error; for debugging. Programs use fmt.Println."},
		"real":    {decl: "func real(c complex128) float64", doc: "The real part."},
		"recover": {decl: "func recover() any", doc: "In a deferred function: ends a panic and returns its value, or nil if there is none."},
	}[name]
	if e.decl != "" {
		e.where = "https://pkg.go.dev/builtin#" + name
	}
	return e
}
