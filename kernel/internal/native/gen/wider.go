package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// This file finds, for every adapter, the adapters with more methods. Compiled
// code asks some values for more than their static type tells: io.Copy asks an
// io.Reader for WriteTo, fs.WalkDir a fs.File for ReadDir, http.NewRequest its
// body for Close. So a value is given the widest adapter that its own methods
// allow, and never one that claims a method which it does not have.

// combined lists sets of interfaces that compiled code asks of one value and
// that the library has no common interface for.
var combined = [][]symbol{
	{iface("io", "Reader"), iface("io", "ByteReader")},
	{iface("io", "Reader"), iface("io", "RuneScanner")},
	{iface("io", "Reader"), iface("io", "WriterTo")},
	{iface("io", "Reader"), iface("io", "Seeker"), iface("io", "ReaderAt")},
	{iface("io", "Writer"), iface("io", "ReaderFrom")},
	{iface("io", "Writer"), iface("io", "StringWriter")},
	{iface("io", "ReadWriter"), iface("io", "StringWriter")},
	{iface("io", "WriteCloser"), iface("io", "StringWriter")},
	{iface("io/fs", "File"), iface("io", "Seeker")},
	{iface("io/fs", "ReadDirFile"), iface("io", "Seeker")},
	{iface("io/fs", "ReadDirFS"), iface("io/fs", "ReadFileFS")},
	{iface("io/fs", "ReadDirFS"), iface("io/fs", "StatFS")},
	{iface("io/fs", "ReadDirFS"), iface("io/fs", "ReadFileFS"), iface("io/fs", "StatFS")},
	{iface("net/http", "ResponseWriter"), iface("net/http", "Flusher")},
	{iface("net/http", "ResponseWriter"), iface("net/http", "Flusher"), iface("net/http", "Hijacker")},
}

func iface(pkg, name string) symbol { return symbol{pkg, adapters, name} }

// A candidate is an adapter as an alternative to a narrower one.
type candidate struct {
	name    string   // of the adapter type
	methods []string // with signatures, sorted
	ifaces  []symbol // that it implements
	imports string
}

// candidates lists the adapters of a survey, the widest first.
func candidates(s survey) []candidate {
	var all []candidate
	for sym, e := range s {
		if sym.kind == adapters {
			all = append(all, candidate{adapterName(sym.pkg, sym.name), lines(e.methods), []symbol{sym}, e.imports})
		}
	}
	for _, set := range combined {
		all = append(all, combine(s, set))
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(len(b.methods), len(a.methods)), cmp.Compare(a.name, b.name))
	})
	return all
}

func combine(s survey, set []symbol) candidate {
	var c candidate
	paths := make(map[string]bool)
	for _, sym := range set {
		e, ok := s[sym]
		if !ok {
			panic(fmt.Sprintf("no interface %s.%s to combine", sym.pkg, sym.name))
		}
		c.name += strings.ToUpper(sym.name[:1]) + sym.name[1:]
		c.methods = append(c.methods, lines(e.methods)...)
		for path := range strings.FieldsSeq(e.imports) {
			paths[path] = true
		}
	}
	slices.Sort(c.methods)
	c.methods = slices.Compact(c.methods)
	c.name = "combined" + c.name
	c.ifaces = set
	c.imports = strings.Join(sorted(paths), " ")
	return c
}

func lines(s string) []string { return slices.Sorted(strings.SplitSeq(s, "\n")) }

// more returns the name of a method that c has and an adapter with the given
// methods lacks, if it has all of those; else "".
func (c candidate) more(methods []string) string {
	if len(c.methods) <= len(methods) {
		return ""
	}
	for _, m := range methods {
		if !slices.Contains(c.methods, m) {
			return ""
		}
	}
	for _, m := range c.methods {
		if !slices.Contains(methods, m) {
			name, _, _ := strings.Cut(m, "func(")
			return name
		}
	}
	return ""
}

// addWider completes the survey's adapters by their lists of wider ones, as the
// last part of their table entry, and adds the combined adapter types.
func addWider(s survey) {
	all := candidates(s)
	for sym, e := range s {
		if sym.kind != adapters {
			continue
		}
		methods := lines(e.methods)
		paths := make(map[string]bool)
		for path := range strings.FieldsSeq(e.imports) {
			paths[path] = true
		}
		for _, c := range all {
			if name := c.more(methods); name != "" {
				e.wider += fmt.Sprintf("\n\t\t\t{%q, %s, func(b rt.Box) any { return %s{b} }},", name, c.types(paths), c.name)
			}
		}
		e.imports = strings.Join(sorted(paths), " ")
		s[sym] = e
	}
}

// types lists the interfaces of c as pointers, and adds what they need to the imports.
func (c candidate) types(paths map[string]bool) string {
	var list []string
	for _, sym := range c.ifaces {
		paths[sym.pkg] = true
		list = append(list, fmt.Sprintf("(*%s.%s)(nil)", importName(sym.pkg), sym.name))
	}
	return "[]any{" + strings.Join(list, ", ") + "}"
}

// combinedFile writes the adapter types of the combined sets.
func combinedFile(s survey) string {
	paths := make(map[string]bool)
	var types strings.Builder
	for _, set := range combined {
		c := combine(s, set)
		for path := range strings.FieldsSeq(c.imports) {
			paths[path] = true
		}
		fmt.Fprintf(&types, "\ntype %s struct{ rt.Box }\n", c.name)
		done := make(map[string]bool)
		for _, sym := range set {
			_, bodies, _ := strings.Cut(s[sym].text, "\n\n")
			for method := range strings.SplitSeq(bodies, "\n\n") {
				_, rest, _ := strings.Cut(method, ") ")
				if !done[rest] {
					done[rest] = true
					fmt.Fprintf(&types, "\nfunc (b %s) %s\n", c.name, strings.TrimSpace(rest))
				}
			}
		}
	}
	var b strings.Builder
	b.WriteString(notice + "package native\n\n")
	writeImports(&b, paths)
	b.WriteString(types.String())
	return b.String()
}
