// Command gen writes the archive that package stdlib embeds: the export data of
// all public packages of the standard library.
//
//	go run ./gen std.bin
//
// It asks "go list -export" for the compiler's export data, which describes
// function bodies for inlining too, and writes it again with declarations only
// and without positions. That makes it a fifth of the size.
package main

import (
	"bytes"
	"fmt"
	"go/token"
	"go/types"
	"log"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"golang.org/x/tools/go/gcexportdata"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/stdlib"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: gen FILE")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(out string) error {
	exports, err := list()
	if err != nil {
		return err
	}
	var files []stdlib.File
	for path, export := range exports {
		f, err := rewrite(path, export)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		files = append(files, f)
	}
	data, err := stdlib.Pack(runtime.Version(), files)
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}

// list returns the export data file of each public package by import path.
func list() (map[string]string, error) {
	cmd := exec.Command("go", "list", "-export", "-f", "{{.ImportPath}} {{.Export}}", "std")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the standard library: %w", err)
	}
	exports := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		if file != "" && public(path) {
			exports[path] = file
		}
	}
	return exports, nil
}

func public(path string) bool {
	for elem := range strings.SplitSeq(path, "/") {
		if elem == "internal" || elem == "vendor" {
			return false
		}
	}
	return true
}

func rewrite(path, export string) (stdlib.File, error) {
	r, err := os.Open(export)
	if err != nil {
		return stdlib.File{}, err
	}
	defer r.Close()
	//lint:ignore SA1019 Go 1.26 puts export data into an archive, which Read does not open; with Go 1.29 this line goes
	//lint:ignore SA1019 Go 1.26 still writes archives; from 1.29 on the files can be read directly
	data, err := gcexportdata.NewReader(r)
	if err != nil {
		return stdlib.File{}, err
	}
	pkg, err := gcexportdata.Read(data, token.NewFileSet(), make(map[string]*types.Package), path)
	if err != nil {
		return stdlib.File{}, err
	}
	var out bytes.Buffer
	// An empty file set resolves no position, so none is written.
	if err := gcexportdata.Write(&out, token.NewFileSet(), pkg); err != nil {
		return stdlib.File{}, err
	}
	return stdlib.File{Path: path, Name: pkg.Name(), Data: out.Bytes()}, nil
}
