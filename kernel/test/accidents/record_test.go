package accidents

import (
	"flag"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var record = flag.Bool("record", false, "write what is seen into the files, to be looked at")

// note replaces what a file says of a cell by what has been seen on an engine. What both engines
// show is there once.
func (a *accident) note(t *testing.T, n int, kind, engine, got string) {
	t.Helper()
	file := "testdata/" + a.name + ".txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := sectionName(kind, n)
	if engine != engines[0] {
		name += " " + engine
	}
	archive.Files = put(archive.Files, n, name, plain(got))
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

func sectionName(kind string, n int) string { return kind + " " + string(rune('0'+n)) }

// put sets a section, at the end of the others about cell n if it is new.
func put(files []txtar.File, n int, name, text string) []txtar.File {
	at := len(files)
	for i, f := range files {
		if f.Name == name {
			files[i].Data = []byte(text)
			return files
		}
		if words := strings.Fields(f.Name); words[1] == string(rune('0'+n)) {
			at = i + 1
		}
	}
	return append(files[:at:at], append([]txtar.File{{Name: name, Data: []byte(text)}}, files[at:]...)...)
}
