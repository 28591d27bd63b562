package lab

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// A File is a file that was made to experiment with. It is in a temporary folder of its own, which differs from run
// to run; what is in it does not. Remove removes it; so does, some time later, the garbage collector when the program
// has dropped the File. A program that ends before leaves it behind, so defer Remove.
type File struct {
	Path   string
	Lines  int
	Size   Bytes
	folder *Folder
}

// Name is the last part of the path, which is the same in every run.
func (f *File) Name() string { return filepath.Base(f.Path) }

// Open opens the file for reading. Close it.
func (f *File) Open() (*os.File, error) { return os.Open(f.Path) }

// Remove removes the file and its folder. Removing twice does nothing.
func (f *File) Remove() error { return f.folder.Remove() }

// String is for instance "big.txt: 1000000 lines, 45 MB".
func (f *File) String() string {
	return fmt.Sprintf("%s: %s, %v", f.Name(), count(f.Lines, "line"), f.Size)
}

// A Folder is a temporary folder with files that were made to experiment with.
type Folder struct {
	Path  string
	Files []*File
}

// Paths returns where the files are.
func (d *Folder) Paths() []string {
	var paths []string
	for _, f := range d.Files {
		paths = append(paths, f.Path)
	}
	return paths
}

// Join returns the path of a file in the folder, for a program's own results: they are removed with it.
func (d *Folder) Join(name string) string { return filepath.Join(d.Path, name) }

// Remove removes the folder and all that is in it. Removing twice does nothing.
func (d *Folder) Remove() error { return os.RemoveAll(d.Path) }

// String lists the files.
func (d *Folder) String() string {
	s := count(len(d.Files), "file")
	for _, f := range d.Files {
		s += "\n" + f.String()
	}
	return s
}

// NewFolder makes an empty temporary folder.
func NewFolder() (*Folder, error) {
	path, err := os.MkdirTemp("", "gopherloop-lab-")
	if err != nil {
		return nil, fmt.Errorf("lab: making a temporary folder: %w", err)
	}
	d := &Folder{Path: path}
	runtime.AddCleanup(d, func(path string) { os.RemoveAll(path) }, path)
	return d, nil
}

// add makes a file of the lines that write writes.
func (d *Folder) add(name string, lines int, line func(b []byte, i int) []byte) error {
	f := &File{Path: d.Join(name), Lines: lines, folder: d}
	file, err := os.Create(f.Path)
	if err != nil {
		return fmt.Errorf("lab: making a file: %w", err)
	}
	size, err := writeLines(file, lines, line)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("lab: writing %s: %w", name, err)
	}
	f.Size = size
	d.Files = append(d.Files, f)
	return nil
}

// writeLines collects lines before it writes them. line appends one to b.
func writeLines(w io.Writer, n int, line func(b []byte, i int) []byte) (size Bytes, err error) {
	const full = 1 << 18
	b := make([]byte, 0, full+256)
	for i := range n {
		if b = line(b, i); len(b) < full && i < n-1 {
			continue
		}
		if _, err := w.Write(b); err != nil {
			return size, err
		}
		size += Bytes(len(b))
		b = b[:0]
	}
	return size, nil
}

// one makes a folder with one file.
func one(name string, lines int, line func(b []byte, i int) []byte) (*File, error) {
	d, err := NewFolder()
	if err != nil {
		return nil, err
	}
	if err := d.add(name, lines, line); err != nil {
		return nil, errors.Join(err, d.Remove())
	}
	return d.Files[0], nil
}
