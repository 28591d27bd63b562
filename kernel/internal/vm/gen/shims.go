package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Shims are Go closures of one function type each. Types that are passed in the same
// registers share one: a letter stands for all of them.
var goTypes = map[rune]struct {
	name         string
	words        int
	store, fetch string
}{
	'I': {"int", 1, "*(*int)(p) = x", "*(*int)(p)"},
	'R': {"int32", 1, "*(*int64)(p) = int64(x)", "int32(*(*int64)(p))"},
	'U': {"uint32", 1, "*(*int64)(p) = int64(x)", "uint32(*(*int64)(p))"},
	'C': {"uint8", 1, "*(*int64)(p) = int64(x)", "uint8(*(*int64)(p))"},
	'B': {"bool", 1, "*(*int64)(p) = truth(x)", "*(*uint8)(p) != 0"},
	'F': {"float64", 1, "*(*float64)(p) = x", "*(*float64)(p)"},
	'G': {"float32", 1, "*(*int64)(p) = int64(math.Float32bits(x))", "*(*float32)(p)"},
	'P': {"ptr", 1, "*(*ptr)(p) = x", "*(*ptr)(p)"},
	'S': {"string", 2, "*(*string)(p) = x", "*(*string)(p)"},
	'E': {"any", 2, "*(*any)(p) = x", "*(*any)(p)"},
	'L': {"sliceHeader", 3, "*(*sliceHeader)(p) = x", "*(*sliceHeader)(p)"},
}

// signatures are those that have shims: parameters, a dot, results.
func signatures() []string {
	var all []string
	add := func(params, results string) {
		for _, p := range strings.Split(params, " ") {
			for _, r := range strings.Split(results, " ") {
				all = append(all, p+"."+r)
			}
		}
	}
	add(" I R C B F P S E L", " I R C B F P S E L II IB SB PB EB IE SE PE LE")
	add("FF LI PL LL RR CC", " I B F P S E")
	for _, a := range "IPSE" {
		for _, b := range "IPSE" {
			add(string(a)+string(b), " I B F P S E")
		}
	}
	add("III PII PPI PPP EEE", " I B P E")
	// Methods of interfaces of the library: the receiver is a pointer, whatever its type is.
	add("P PI PS PE PL PP PC PR PII PSS PSE PEE PLI PEP PER PPP", " I B F S E P L IE SE PE EE LE")
	all = append(all, strings.Fields("P.CE P.RIE LB.ILE SEE.E LII. LII.B LI.B IL.B EE.I SP. EP. SSS.S")...)
	slices.Sort(all)
	return slices.Compact(all)
}

func shims() []byte {
	var b bytes.Buffer
	b.WriteString(head + "// shimMaker returns what makes shims of the function types that are spelled so, or nil.\nfunc shimMaker(types string) func(*closure) ptr {\nswitch types {\n")
	for _, s := range signatures() {
		name := "shim" + strings.Replace(s, ".", "_", 1)
		fmt.Fprintf(&b, "case %q:\nreturn func(c *closure) ptr { f := %s(c); return *(*ptr)(ptr(&f)) }\n", s, name)
	}
	b.WriteString("}\nreturn nil\n}\n")
	for _, s := range signatures() {
		shim(&b, s)
	}
	return b.Bytes()
}

func shim(b *bytes.Buffer, s string) {
	params, results, _ := strings.Cut(s, ".")
	var in, out, names, store, fetch []string
	off := 0
	for i, c := range params {
		t := goTypes[c]
		in = append(in, fmt.Sprintf("x%d %s", i, t.name))
		store = append(store, fmt.Sprintf("{ p, x := at(f, headerSize+%d), x%d; %s }", off*8, i, t.store))
		off += t.words
	}
	for i, c := range results {
		t := goTypes[c]
		out = append(out, t.name)
		names = append(names, fmt.Sprintf("r%d", i))
		fetch = append(fetch, fmt.Sprintf("r%d := func(p ptr) %s { return %s }(at(f, headerSize+%d))", i, t.name, t.fetch, off*8))
		off += t.words
	}
	sig := fmt.Sprintf("func(%s) (%s)", strings.Join(in, ", "), strings.Join(out, ", "))
	fmt.Fprintf(b, "\n//go:noinline\nfunc shim%s_%s(c *closure) %s {\nreturn %s {\nt, f := enter(c)\n%s\nt.run(f)\n%s\nt.done(f)\nreturn %s\n}\n}\n",
		params, results, sig, sig, strings.Join(store, "\n"), strings.Join(fetch, "\n"), strings.Join(names, ", "))
}
