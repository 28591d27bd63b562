package cell

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// In testdata/desugar/loops.txtar each file "NAME" is a cell, and "NAME/plain" what its loops are written out.
func TestDesugar(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "desugar", "loops.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSession()
	if err != nil {
		t.Fatal(err)
	}
	files := txtar.Parse(data).Files
	for i := 0; i+1 < len(files); i += 2 {
		cell, want := files[i], files[i+1]
		t.Run(cell.Name, func(t *testing.T) {
			got, err := s.Desugar("cell 1", string(cell.Data))
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.TrimSpace(string(want.Data)) {
				t.Errorf("got\n%s\nwant\n%s", got, want.Data)
			}
			if strings.Contains(got, "a note for") {
				return
			}
			if _, err := s.Desugar("cell 2", got); err != nil {
				t.Errorf("what is written out does not compile: %v", err)
			}
		})
	}
}

func TestDesugarChecksTheCell(t *testing.T) {
	s, err := NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Desugar("cell 1", "x := 1\nfor range 1.5 {\n}"); err == nil || !strings.Contains(err.Error(), "cannot range over 1.5") {
		t.Errorf("error %v", err)
	}
	if _, err := s.Compile("cell 2", "x := 2"); err != nil {
		t.Error(err)
	}
	if vs := s.Variables(); len(vs) != 1 {
		t.Errorf("%d variables, want only that of the cell that was compiled", len(vs))
	}
}
