package install

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Jupyter is a JupyterLab on this machine.
type Jupyter struct {
	Command []string // what starts it; arguments are appended
}

// FindJupyter looks for JupyterLab on the PATH and then in root/.venv.
func FindJupyter(ctx context.Context, root string) (Jupyter, bool) {
	if path, err := exec.LookPath("jupyter-lab"); err == nil {
		return Jupyter{[]string{path}}, true
	}
	if path, err := exec.LookPath("jupyter"); err == nil && exec.CommandContext(ctx, path, "lab", "--version").Run() == nil {
		return Jupyter{[]string{path, "lab"}}, true
	}
	path := VenvProgram(root, "jupyter-lab")
	if _, err := os.Stat(path); err != nil {
		return Jupyter{}, false
	}
	return Jupyter{[]string{path}}, true
}

// VenvProgram returns the path of a program in root/.venv, whether or not it
// exists.
func VenvProgram(root, name string) string {
	if runtime.GOOS == "windows" {
		return filepath.Join(root, ".venv", "Scripts", name+".exe")
	}
	return filepath.Join(root, ".venv", "bin", name)
}

// FindPython returns the command of a Python 3 on the PATH.
func FindPython(ctx context.Context) (string, bool) {
	for _, name := range []string{"python3", "python", "py"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		// Windows has a python3 on the PATH that only opens the store.
		if exec.CommandContext(ctx, path, "-c", "import sys; sys.exit(sys.version_info < (3, 9))").Run() == nil {
			return path, true
		}
	}
	return "", false
}

// Prefix returns the prefix of the Python that j runs on. Kernels in its
// share/jupyter are seen by j, whatever the user's settings are.
func (j Jupyter) Prefix(ctx context.Context) (string, error) {
	python, err := pythonOf(j.Command[0])
	if err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, python, "-c", "import sys; print(sys.prefix)").Output()
	if err != nil {
		return "", fmt.Errorf("asking %s for its prefix: %w", python, err)
	}
	prefix := strings.TrimSpace(string(out))
	if prefix == "" {
		return "", fmt.Errorf("%s does not say its prefix", python)
	}
	return prefix, nil
}

// pythonOf finds the Python that runs a program which pip installed: the one
// beside it, the one beside the file that it links to, or the interpreter
// that its first line names.
func pythonOf(program string) (string, error) {
	places := []string{filepath.Dir(program)}
	if target, err := filepath.EvalSymlinks(program); err == nil {
		places = append(places, filepath.Dir(target))
	}
	for _, dir := range places {
		for _, name := range []string{"python3", "python", "python.exe"} {
			path := filepath.Join(dir, name)
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				return path, nil
			}
		}
	}
	return interpreterLine(program)
}

func interpreterLine(program string) (string, error) {
	f, err := os.Open(program)
	if err != nil {
		return "", err
	}
	defer f.Close()
	line, err := bufio.NewReaderSize(f, 512).ReadSlice('\n')
	if err != nil {
		return "", errors.New("the Python of " + program + " is not known")
	}
	path, ok := strings.CutPrefix(string(line), "#!")
	path = strings.TrimSpace(path)
	if !ok || !strings.Contains(filepath.Base(path), "python") || strings.Contains(path, " ") {
		return "", errors.New("the Python of " + program + " is not known")
	}
	return path, nil
}
