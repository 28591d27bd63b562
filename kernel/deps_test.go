package main

import (
	"bufio"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed states which of our packages each package may import, and who may
// import the two libraries that must stay replaceable. Arrows only go down. It is
// a statement of policy: a new arrow is a decision, and belongs into RATIONALE.md.
const allowed = `
kernel                          : kernel/internal/session kernel/internal/worker kernel/internal/wire kernel/internal/transport kernel/internal/notebook install
kernel/internal/session         : kernel/internal/worker kernel/internal/wire kernel/internal/transport
kernel/internal/worker          : kernel/internal/cell kernel/internal/engine kernel/internal/assist kernel/internal/render kernel/internal/rt kernel/internal/ir
kernel/internal/notebook        : kernel/internal/wire kernel/internal/transport
kernel/internal/assist          : kernel/internal/cell
kernel/internal/engine          : kernel/internal/vm kernel/internal/native kernel/internal/rt kernel/internal/ir
kernel/internal/vm              : kernel/internal/rt kernel/internal/ir
kernel/internal/native          : kernel/internal/rt kernel/internal/cell/lib/native
kernel/internal/render          : kernel/internal/rt
kernel/internal/rt              : kernel/internal/ir
kernel/internal/cell            : kernel/internal/cell/lower kernel/internal/cell/stdlib kernel/internal/cell/lib kernel/internal/ir workshop
kernel/internal/cell/lower      : kernel/internal/ir
kernel/internal/cell/lib/*      : kernel/internal/cell/lib/native
kernel/internal/transport       : kernel/internal/wire
kernel/internal/wire            :
kernel/internal/ir              :
kernel/internal/cell/stdlib     :
kernel/internal/cell/stdlib/gen : kernel/internal/cell/stdlib
kernel/internal/cell/lib        : kernel/internal/cell/lib/native
install                         :
workshop                        :
workshop/host                   :
workshop/display                : workshop/host
workshop/gen                    : workshop/host
workshop/seq                    : workshop/gen workshop/host
workshop/aio                    : workshop/gen workshop/host
workshop/viz                    : workshop/gen workshop/aio workshop/display workshop/host
workshop/lab                    : workshop/gen workshop/seq workshop/aio workshop/viz workshop/display workshop/host
workshop/check                  : workshop/gen workshop/seq workshop/aio workshop/viz workshop/lab workshop/display workshop/host
workshop/exercises/*            : workshop/check workshop/gen workshop/seq workshop/aio workshop/viz workshop/lab workshop/display
notebooks/exercises             : workshop/check workshop/exercises/*
notebooks/build                 : notebooks/exercises workshop/check
kernel/test/bench               : kernel/internal/cell kernel/internal/engine kernel/internal/ir kernel/test/bench/programs
kernel/test/bench/programs      :
`

// soleImporters of third-party modules.
var soleImporters = map[string]string{
	"github.com/traefik/yaegi":  "kernel/internal/engine",
	"github.com/go-zeromq/zmq4": "kernel/internal/transport",
}

const module = "github.com/gopherloop/gopherloop/"

func TestArrowsOnlyGoDown(t *testing.T) {
	policy := parsePolicy(t)
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	for dir, imports := range importsByPackage(t, root) {
		may, known := rule(policy, dir)
		for _, imp := range imports {
			if ours, ok := strings.CutPrefix(imp, module); ok && (!known || !permits(may, ours)) {
				t.Errorf("%s must not import %s", dir, ours)
			}
			for lib, owner := range soleImporters {
				if (imp == lib || strings.HasPrefix(imp, lib+"/")) && dir != owner {
					t.Errorf("%s must not import %s: only %s does", dir, imp, owner)
				}
			}
		}
	}
}

// The runtime's and reflect's own functions are linked to only in files that a build tag replaces: a
// later Go may close that door.
func TestLinknameHasAFallback(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		if strings.Contains(string(src), "\n//go:linkname ") && !strings.Contains(string(src), "//go:build !nolinkname\n") {
			t.Errorf("%s has linkname, but not the build tag !nolinkname", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// rule finds the line for a package; "x/*" stands for everything below x.
func rule(policy map[string][]string, dir string) ([]string, bool) {
	if may, ok := policy[dir]; ok {
		return may, true
	}
	for pattern, may := range policy {
		if prefix, ok := strings.CutSuffix(pattern, "*"); ok && strings.HasPrefix(dir, prefix) {
			return may, true
		}
	}
	return nil, false
}

// permits reports whether one of the names or patterns is that of a package.
func permits(may []string, pkg string) bool {
	return slices.ContainsFunc(may, func(m string) bool {
		prefix, pattern := strings.CutSuffix(m, "*")
		return m == pkg || pattern && strings.HasPrefix(pkg, prefix)
	})
}

func parsePolicy(t *testing.T) map[string][]string {
	policy := map[string][]string{}
	lines := bufio.NewScanner(strings.NewReader(strings.TrimSpace(allowed)))
	for lines.Scan() {
		from, to, ok := strings.Cut(lines.Text(), ":")
		if !ok {
			t.Fatalf("no colon in %q", lines.Text())
		}
		policy[strings.TrimSpace(from)] = strings.Fields(to)
	}
	return policy
}

// importsByPackage parses the import clauses of all Go files that are built into
// a package, tests and generators left out.
func importsByPackage(t *testing.T, root string) map[string][]string {
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && path != root) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || ignored(t, path) {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(rel)
		for _, spec := range file.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[dir] = append(found[dir], imp)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func ignored(t *testing.T, path string) bool {
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(src[:min(len(src), 400)]), "//go:build ignore")
}
