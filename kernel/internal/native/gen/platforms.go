package main

// platforms are those that the tables must compile for.
var platforms = []platform{
	{"linux", "amd64"}, {"linux", "arm64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
	{"js", "wasm"},
}

// A group is a set of platforms with a file of its own for what its members
// have in common beyond what an earlier group has.
type group struct {
	suffix     string // of the file name and the variable
	constraint string
	has        func(platform) bool
}

// groups, the most general first. A symbol goes to the first group all of whose
// members have it; what only one system has (syscall has hundreds) is left out.
var groups = []group{
	{"", "", func(platform) bool { return true }},
	{"Desktop", "linux || darwin || windows", func(p platform) bool { return p.os != "js" }},
	{"Unix", "linux || darwin", func(p platform) bool { return p.os == "linux" || p.os == "darwin" }},
}

// refused are the packages that cells cannot import, and the reason in a
// learner's words.
var refused = map[string]string{
	"C":              "cells cannot use cgo",
	"embed":          "a notebook has no files to embed: read them with os.ReadFile",
	"net/http/pprof": "it would publish the kernel's own profile on every server that a cell starts: use runtime/pprof",
	"plugin":         "a notebook cannot load plugins",
	"runtime/cgo":    "cells cannot use cgo",
	"runtime/race":   "the race detector is a property of a compiled program",
	"syscall/js":     "it exists in a browser only",
}
