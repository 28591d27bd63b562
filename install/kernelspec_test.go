package install

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestInstallWritesACompleteKernel(t *testing.T) {
	data := t.TempDir()
	dir, err := Spec{Name: "gopherloop", Binary: program(t, "v1")}.Install(data)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(data, "kernels", "gopherloop"); dir != want {
		t.Errorf("installed in %s, want %s", dir, want)
	}
	for _, name := range []string{programName(runtime.GOOS), "kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantOnly(t, data, "kernels")
	if info, _ := os.Stat(dir); runtime.GOOS != "windows" && info.Mode().Perm() != 0o755 {
		t.Errorf("the folder has mode %v: other users could not start the kernel", info.Mode())
	}
}

func TestKernelJSON(t *testing.T) {
	for goos, program := range map[string]string{"linux": "gopherloop", "darwin": "gopherloop", "windows": "gopherloop.exe"} {
		var got map[string]any
		if err := json.Unmarshal(Spec{Name: "x"}.kernelJSON(goos), &got); err != nil {
			t.Fatal(err)
		}
		argv := got["argv"].([]any)
		if len(argv) != 3 || argv[0] != "{resource_dir}/"+program || argv[1] != "kernel" || argv[2] != "{connection_file}" {
			t.Errorf("%s: argv %v", goos, argv)
		}
		if got["language"] != "go" || got["interrupt_mode"] != "message" || got["display_name"] != "Go (gopherloop)" {
			t.Errorf("%s: %v", goos, got)
		}
	}
}

func TestInstallReplacesTheWholeKernel(t *testing.T) {
	data := t.TempDir()
	dir := mustInstall(t, data, Spec{Name: "k", Binary: program(t, "v1")})
	stale := filepath.Join(dir, "stale")
	if err := os.WriteFile(stale, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	// The second program lies in the folder that is replaced, as when an
	// installed kernel installs itself again.
	own := filepath.Join(dir, programName(runtime.GOOS))
	mustInstall(t, data, Spec{Name: "k", DisplayName: "Renamed", Binary: own})
	if _, err := os.Stat(stale); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file of the older kernel is still there: %v", err)
	}
	k, err := read(dir)
	if err != nil || k.DisplayName != "Renamed" {
		t.Errorf("%+v, %v", k, err)
	}
	if got, _ := os.ReadFile(own); string(got) != "v1" {
		t.Errorf("program %q", got)
	}
	wantOnly(t, data, "kernels")
}

func TestFailedInstallLeavesTheOldKernel(t *testing.T) {
	data := t.TempDir()
	dir := mustInstall(t, data, Spec{Name: "k", Binary: program(t, "v1")})
	if _, err := (Spec{Name: "k", Binary: filepath.Join(data, "missing")}).Install(data); err == nil {
		t.Fatal("no error")
	}
	if k, err := read(dir); err != nil || !k.ours() {
		t.Errorf("the old kernel is damaged: %+v, %v", k, err)
	}
	wantOnly(t, data, "kernels")
}

func TestEnsureCopiesOnlyWhatChanged(t *testing.T) {
	data := t.TempDir()
	spec := Spec{Name: "k", Binary: program(t, "v1")}
	dir := mustInstall(t, data, spec)
	mark := filepath.Join(dir, "mark")
	if err := os.WriteFile(mark, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := spec.Ensure(data); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(mark); err != nil {
		t.Errorf("the same program was installed again: %v", err)
	}
	if _, err := (Spec{Name: "k", Binary: program(t, "v2")}).Ensure(data); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(filepath.Join(dir, programName(runtime.GOOS))); string(got) != "v2" {
		t.Errorf("program %q", got)
	}
}

func TestUninstall(t *testing.T) {
	data := t.TempDir()
	dir := mustInstall(t, data, Spec{Name: "k", Binary: program(t, "v1")})
	if gone, err := Uninstall(data, "k"); err != nil || gone != dir {
		t.Errorf("%q, %v", gone, err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("still there")
	}
	wantOnly(t, data, "kernels")
	if _, err := Uninstall(data, "k"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("second time: %v", err)
	}
}

func TestUninstallLeavesOtherKernelsAlone(t *testing.T) {
	data := t.TempDir()
	for name, content := range map[string]string{
		"python3": `{"argv": ["python", "-m", "ipykernel_launcher"]}`,
		"broken":  `{`,
	} {
		dir := filepath.Join(data, "kernels", name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, kernelFile), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Uninstall(data, name); err == nil || !strings.Contains(err.Error(), "not a gopherloop kernel") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(dir); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNamesThatJupyterWouldRefuse(t *testing.T) {
	data := t.TempDir()
	for _, name := range []string{"", "..", ".", "a/b", `a\b`, "go kernel", "né"} {
		if _, err := (Spec{Name: name, Binary: program(t, "v1")}).Install(data); err == nil {
			t.Errorf("%q installed", name)
		}
		if _, err := Uninstall(data, name); err == nil {
			t.Errorf("%q uninstalled", name)
		}
	}
	wantOnly(t, data)
}

func program(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kernel")
	if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func mustInstall(t *testing.T, data string, s Spec) string {
	t.Helper()
	dir, err := s.Install(data)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// wantOnly fails unless folder holds just the named entries.
func wantOnly(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("%s holds %q, want %q", folder, got, names)
	}
}
