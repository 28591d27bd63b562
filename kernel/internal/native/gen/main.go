// Gen writes the symbol tables of package native from the source of the
// standard library that the installed Go tool-chain has. Run it with go generate
// in kernel/internal/native after moving to another release of Go.
//
// It type-checks the library once per platform, without function bodies, which
// takes a second each and needs no compiled packages. A symbol that all
// platforms have goes into the common file of its package; one that only some
// have goes into a file with a build constraint (see groups).
package main

import (
	"flag"
	"log"
)

func main() {
	dir := flag.String("o", ".", "`folder` that receives the tables")
	flag.Parse()
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	if err := generate(*dir); err != nil {
		log.Fatal(err)
	}
}

func generate(dir string) error {
	surveys := make(map[platform]survey)
	for _, p := range platforms {
		lib, err := load(p)
		if err != nil {
			return err
		}
		surveys[p] = surveyLibrary(lib)
	}
	return write(dir, split(surveys))
}
