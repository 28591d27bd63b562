// Package cell is the first half of the kernel: it turns the text of a cell into
// a program that the engine can run, or into errors that a learner understands.
//
// A [Session] keeps what the cells of a notebook have declared. [Session.Compile]
// takes a cell through these steps, one file each:
//
//	source.go     the text gets its place in the session's file set
//	split.go      tokens are cut into imports, declarations and statements
//	syntax.go     each part is parsed by go/parser, at its original positions
//	promote.go    variables that functions of the cell use go to package level
//	check.go      go/types checks the cell in the scope of the earlier cells
//	imports.go    imports live on; a missing one that leaves no doubt is added
//	redeclare.go  types that are declared again: the same, or a new one
//	methods.go    methods whose type an earlier cell declared
//	literal.go    literals without keys of an earlier cell's struct
//	show.go       the last expression: is it shown?
//	build.go      the checked cell becomes a lower.Unit: what to do, in order
//
// desugar.go is apart: it writes a cell's loops without range, for people.
//
// Package lower then makes the program. Errors go through errors.go, which keeps
// Go's own words, and the catalogue (hint.go, catalogue_*.go), which adds advice.
//
// The one invariant: a cell that does not compile changes nothing. All names of a
// cell become known together, after the last step has succeeded.
//
//	s, err := cell.NewSession()
//	prog, err := s.Compile("cell 1", `x := 40`)
//	prog, err = s.Compile("cell 2", `x + 2`)            // shows 42
//	prog, err = s.Compile("cell 3", `fmt.Printn(x)`)    // *cell.Errors
//
// The package starts nothing, and reads no files.
package cell
