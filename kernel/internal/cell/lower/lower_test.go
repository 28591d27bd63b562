package lower_test

import (
	"flag"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lower"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

var update = flag.Bool("update", false, "rewrite the expected IR in testdata")

// TestLower lowers the Go files of testdata/*.txtar and compares the IR with
// the text that stands beside them.
func TestLower(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { lowerArchive(t, file) })
	}
}

// lowerArchive checks one archive: pairs of NAME.go and NAME.ir.
func lowerArchive(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(ar.Files); i += 2 {
		got := lowerText(t, string(ar.Files[i].Data))
		if *update {
			ar.Files[i+1].Data = []byte(got)
			continue
		}
		if want := string(ar.Files[i+1].Data); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", ar.Files[i].Name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// lowerText lowers a file whose function main stands for the cell's statements.
func lowerText(t *testing.T, src string) string {
	t.Helper()
	prog, err := lower.NewSession(nil).Lower(check(t, src))
	if err != nil {
		t.Fatalf("lowering: %v", err)
	}
	var b strings.Builder
	ir.Print(&b, prog)
	return b.String()
}

func check(t *testing.T, src string) *lower.Unit {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "cell 1", "package main\n"+src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Implicits: map[ast.Node]types.Object{},
		Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	pkg, err := conf.Check("main", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	u := &lower.Unit{Name: "cell 1", Fset: fset, Pkg: pkg, Info: info, Files: []*ast.File{file}}
	for _, init := range info.InitOrder {
		u.Steps = append(u.Steps, lower.Step{Init: init})
	}
	if m, ok := pkg.Scope().Lookup("main").(*types.Func); ok {
		u.Steps = append(u.Steps, lower.Step{Call: m})
	}
	return u
}
