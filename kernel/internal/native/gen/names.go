package main

import (
	"path"
	"slices"
	"strings"
)

const runtimePath = "github.com/gopherloop/gopherloop/kernel/internal/rt"

// ambiguous are the package names that more than one package has.
var ambiguous = []string{"pprof", "rand", "scanner", "template", "trace"}

// importName is the name under which every generated file imports a package:
// its own, or one made of its whole path where the own name is ambiguous.
func importName(pkg string) string {
	name := path.Base(pkg)
	if name == "v2" {
		name = path.Base(path.Dir(pkg))
	}
	if !slices.Contains(ambiguous, name) {
		return name
	}
	whole := camel(pkg)
	return strings.ToLower(whole[:1]) + whole[1:]
}

// camel turns an import path into a part of an identifier: EncodingJson.
func camel(pkg string) string {
	var b strings.Builder
	for elem := range strings.SplitSeq(pkg, "/") {
		b.WriteString(strings.ToUpper(elem[:1]) + elem[1:])
	}
	return b.String()
}

// adapterName is the name of the adapter type for an interface: ioReader.
func adapterName(pkg, iface string) string {
	whole := camel(pkg) + iface
	return strings.ToLower(whole[:1]) + whole[1:]
}

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for s := range set {
		list = append(list, s)
	}
	slices.Sort(list)
	return list
}
