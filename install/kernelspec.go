package install

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
)

//go:embed logo/logo-32x32.png logo/logo-64x64.png logo/logo-svg.svg
var logos embed.FS

// Defaults of the install command.
const (
	DefaultName        = "gopherloop"
	DefaultDisplayName = "Go (gopherloop)"
)

// kernelFile is the file that makes a folder a kernel for Jupyter.
const kernelFile = "kernel.json"

// Spec describes a kernel to be installed.
type Spec struct {
	Name        string   // of its folder; what notebooks record
	DisplayName string   // what people see in the launcher; "" for the default
	Binary      string   // path of the program to copy
	Args        []string // what Jupyter is to start it with, besides "kernel"
}

// kernelJSON is the content of kernel.json in the order in which we write it.
type kernelJSON struct {
	Argv          []string       `json:"argv"`
	DisplayName   string         `json:"display_name"`
	Language      string         `json:"language"`
	InterruptMode string         `json:"interrupt_mode"`
	Metadata      map[string]any `json:"metadata"`
}

var validName = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// checkName refuses what Jupyter would not list, and names that would leave
// the kernels folder.
func checkName(name string) error {
	if validName.MatchString(name) && name != "." && name != ".." {
		return nil
	}
	return advise(fmt.Errorf("%q is not a kernel name", name), "use letters, digits, and - . _ only")
}

// Install puts the kernel under the Jupyter data folder and returns the folder
// made for it. A kernel of that name that stood there is replaced, whole, at
// the end; on error nothing has changed.
func (s Spec) Install(dataFolder string) (string, error) {
	if err := checkName(s.Name); err != nil {
		return "", err
	}
	dir := filepath.Join(dataFolder, "kernels", s.Name)
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", folderError(err)
	}
	// The stage lies beside kernels/, not in it, so that Jupyter never lists it.
	stage, err := os.MkdirTemp(dataFolder, "gopherloop-install-*")
	if err != nil {
		return "", folderError(err)
	}
	defer os.RemoveAll(stage)
	fresh := filepath.Join(stage, "new")
	if err := s.fill(fresh); err != nil {
		return "", folderError(err)
	}
	if err := swap(fresh, dir, filepath.Join(stage, "old")); err != nil {
		return "", folderError(err)
	}
	return dir, nil
}

// fill writes the complete kernel folder.
func (s Spec) fill(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := copyProgram(s.Binary, filepath.Join(dir, programName(runtime.GOOS))); err != nil {
		return err
	}
	if err := copyLogos(dir); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, kernelFile), s.kernelJSON(runtime.GOOS), 0o644)
}

func (s Spec) argv(goos string) []string {
	return slices.Concat([]string{"{resource_dir}/" + programName(goos), "kernel"}, s.Args, []string{"{connection_file}"})
}

func (s Spec) kernelJSON(goos string) []byte {
	display := s.DisplayName
	if display == "" {
		display = DefaultDisplayName
	}
	data, err := json.MarshalIndent(kernelJSON{
		Argv:        s.argv(goos),
		DisplayName: display,
		Language:    "go",
		// Signals do not exist on Windows, and a message can be answered.
		InterruptMode: "message",
		Metadata:      map[string]any{"debugger": false},
	}, "", " ")
	if err != nil {
		panic(err) // strings and a bool always marshal
	}
	return append(data, '\n')
}

func programName(goos string) string {
	if goos == "windows" {
		return "gopherloop.exe"
	}
	return "gopherloop"
}

func copyProgram(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("opening this program: %w", err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return fmt.Errorf("copying this program: %w", err)
	}
	return out.Close()
}

func copyLogos(dir string) error {
	files, err := fs.Sub(logos, "logo")
	if err != nil {
		return err
	}
	return os.CopyFS(dir, files)
}

// swap renames fresh to dir; what was at dir is moved to old, and moved back
// if the second rename fails.
func swap(fresh, dir, old string) error {
	switch err := os.Rename(dir, old); {
	case errors.Is(err, fs.ErrNotExist):
		return os.Rename(fresh, dir)
	case err != nil:
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return nil
}

// Uninstall removes the kernel called name from the Jupyter data folder and
// returns the folder that is gone. It refuses to remove a kernel that is not
// gopherloop.
func Uninstall(dataFolder, name string) (string, error) {
	if err := checkName(name); err != nil {
		return "", err
	}
	dir := filepath.Join(dataFolder, "kernels", name)
	found, err := read(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("no kernel %q in %s: %w", name, filepath.Dir(dir), fs.ErrNotExist)
	case err != nil || !found.ours():
		return "", advise(fmt.Errorf("%s is not a gopherloop kernel", dir), "if it is really not needed, delete the folder yourself")
	}
	// Renaming first means that Jupyter never sees half of it.
	trash, err := os.MkdirTemp(dataFolder, "gopherloop-uninstall-*")
	if err != nil {
		return "", folderError(err)
	}
	defer os.RemoveAll(trash)
	if err := os.Rename(dir, filepath.Join(trash, name)); err != nil {
		return "", folderError(err)
	}
	return dir, nil
}

// folderError adds the advice that fits an error of the file system.
func folderError(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return advise(err, "stop running kernels, or choose a folder that you can write to: --prefix DIR")
	}
	return advise(err, "look at that path, or choose another folder: --prefix DIR")
}
