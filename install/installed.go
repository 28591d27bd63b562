package install

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Installed is a kernel folder that was found.
type Installed struct {
	Dir         string
	DisplayName string
	Program     string // the program that Jupyter would start
	argv        []string
}

// Find returns the kernels called name in the order in which Jupyter prefers
// them: it starts the first one. A folder whose kernel.json cannot be read is
// reported in the error; the readable ones are returned all the same.
func (e Environment) Find(name string) ([]Installed, error) {
	var found []Installed
	var problems []error
	for _, folder := range e.SearchPath() {
		k, err := read(filepath.Join(folder, "kernels", name))
		switch {
		case err == nil:
			found = append(found, k)
		case !errors.Is(err, fs.ErrNotExist):
			problems = append(problems, err)
		}
	}
	return found, errors.Join(problems...)
}

// read reads the kernel.json in dir.
func read(dir string) (Installed, error) {
	data, err := os.ReadFile(filepath.Join(dir, kernelFile))
	if err != nil {
		return Installed{}, err
	}
	var content kernelJSON
	if err := json.Unmarshal(data, &content); err != nil {
		return Installed{}, fmt.Errorf("%s: %w", filepath.Join(dir, kernelFile), err)
	}
	k := Installed{Dir: dir, DisplayName: content.DisplayName, argv: content.Argv}
	if len(content.Argv) > 0 {
		k.Program = filepath.FromSlash(strings.ReplaceAll(content.Argv[0], "{resource_dir}", dir))
	}
	return k, nil
}

// ours tells whether the folder was written by [Spec.Install].
func (k Installed) ours() bool {
	if len(k.argv) == 0 {
		return false
	}
	program, inFolder := strings.CutPrefix(k.argv[0], "{resource_dir}/")
	return inFolder && strings.TrimSuffix(program, ".exe") == "gopherloop"
}

// IsCopyOf tells whether the kernel would start the very program at path.
func (k Installed) IsCopyOf(path string) (bool, error) {
	a, err := os.Open(k.Program)
	if err != nil {
		return false, err
	}
	defer a.Close()
	b, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer b.Close()
	return sameContent(a, b)
}

func sameContent(a, b io.Reader) (bool, error) {
	x, y := make([]byte, 1<<16), make([]byte, 1<<16)
	for {
		n, errA := io.ReadFull(a, x)
		m, errB := io.ReadFull(b, y)
		if err := errors.Join(trouble(errA), trouble(errB)); err != nil {
			return false, err
		}
		if !bytes.Equal(x[:n], y[:m]) || errA != nil || errB != nil {
			return bytes.Equal(x[:n], y[:m]) && errA != nil && errB != nil, nil
		}
	}
}

// trouble is err unless it only says that the file has ended.
func trouble(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// Ensure installs the kernel under dataFolder unless exactly this program, to be
// started with these arguments, already stands there under that name. It returns the kernel's folder.
func (s Spec) Ensure(dataFolder string) (string, error) {
	dir := filepath.Join(dataFolder, "kernels", s.Name)
	if k, err := read(dir); err == nil && k.ours() && slices.Equal(k.argv, s.argv(runtime.GOOS)) {
		if same, err := k.IsCopyOf(s.Binary); err == nil && same {
			return dir, nil
		}
	}
	return s.Install(dataFolder)
}
