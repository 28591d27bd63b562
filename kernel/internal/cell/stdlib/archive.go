package stdlib

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// magic opens an archive; the digit is the version of the layout.
const magic = "gopherloop stdlib 1\n"

// maxString bounds the strings of an archive's index: import paths, names, versions.
const maxString = 1 << 10

// A File is one package in an archive: its import path, its name, and its export
// data as [golang.org/x/tools/go/gcexportdata] writes it.
type File struct {
	Path, Name string
	Data       []byte
}

// Pack returns an archive of files that were made by the given version of Go.
// Each file is compressed on its own, so that reading one does not cost reading all.
//
// The layout is: magic, version, number of files, index, data. The index has for
// each file its path, its name and the length of its compressed data. Numbers are
// uvarints, a string is its length and its bytes.
func Pack(version string, files []File) ([]byte, error) {
	files = slices.SortedFunc(slices.Values(files), func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	head := appendString([]byte(magic), version)
	head = binary.AppendUvarint(head, uint64(len(files)))
	var data []byte
	for _, f := range files {
		packed, err := deflate(f.Data)
		if err != nil {
			return nil, fmt.Errorf("compressing %s: %w", f.Path, err)
		}
		head = appendString(appendString(head, f.Path), f.Name)
		head = binary.AppendUvarint(head, uint64(len(packed)))
		data = append(data, packed...)
	}
	return append(head, data...), nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func deflate(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// An archive is the index of a packed archive.
type archive struct {
	version string
	entries []entry // sorted by path
	byPath  map[string]int
}

type entry struct {
	path, name string
	packed     []byte // part of the archive's bytes
}

var errCorrupt = errors.New("corrupt standard library archive")

// unpack reads the index of an archive and checks that it fits the data.
func unpack(b []byte) (*archive, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		return nil, errCorrupt
	}
	r := &indexReader{rest: rest}
	a := &archive{version: r.string(), byPath: make(map[string]int)}
	count := r.number()
	var sizes []uint64
	for i := uint64(0); i < count && !r.bad; i++ {
		a.byPath[r.peekString()] = len(a.entries)
		a.entries = append(a.entries, entry{path: r.string(), name: r.string()})
		sizes = append(sizes, r.number())
	}
	for i, size := range sizes {
		a.entries[i].packed = r.bytes(size)
	}
	if r.bad {
		return nil, errCorrupt
	}
	return a, nil
}

// open returns the export data of the package with the given path.
func (a *archive) open(path string) ([]byte, error) {
	i, ok := a.byPath[path]
	if !ok {
		return nil, fmt.Errorf("package %s is not in std", path)
	}
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(a.entries[i].packed)))
	if err != nil {
		return nil, fmt.Errorf("reading export data of %s: %w", path, err)
	}
	return data, nil
}

// An indexReader takes numbers and strings off the front of rest. At the first
// one that does not fit it turns bad and returns zero values from then on.
type indexReader struct {
	rest []byte
	bad  bool
}

func (r *indexReader) number() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

func (r *indexReader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *indexReader) string() string {
	n := r.number()
	if n > maxString {
		r.bad, r.rest = true, nil
	}
	return string(r.bytes(n))
}

func (r *indexReader) peekString() string {
	ahead := *r
	return ahead.string()
}
