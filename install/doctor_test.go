package install

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestExamineKernel(t *testing.T) {
	v1 := program(t, "v1")
	install := func(t *testing.T, data string) string { return mustInstall(t, data, Spec{Name: "k", Binary: v1}) }
	for _, c := range []struct {
		what   string
		setup  func(t *testing.T, user, other string)
		want   string // in the detail of the last finding
		advice string
	}{
		{"installed", func(t *testing.T, user, _ string) { install(t, user) }, "Go (gopherloop) in ", ""},
		{"missing", func(*testing.T, string, string) {}, `no kernel "k"`, "gopherloop install"},
		{"program deleted", func(t *testing.T, user, _ string) {
			remove(t, install(t, user), programName(runtime.GOOS))
		}, "is incomplete", "gopherloop install"},
		{"older version", func(t *testing.T, user, _ string) {
			mustInstall(t, user, Spec{Name: "k", Binary: program(t, "v0")})
		}, "another version", "gopherloop install"},
		{"hidden by another", func(t *testing.T, user, other string) { install(t, user); install(t, other) }, "it is not used", ""},
		{"broken kernel.json", func(t *testing.T, user, _ string) {
			overwrite(t, filepath.Join(install(t, user), kernelFile), "{")
		}, `no kernel "k"`, "gopherloop install"},
		{"somebody else's", func(t *testing.T, user, _ string) {
			overwrite(t, filepath.Join(install(t, user), kernelFile), `{"argv": ["python"]}`)
		}, "another program's kernel", "--name"},
		{"folder is a file", func(t *testing.T, user, _ string) { overwrite(t, user, "") }, "cannot be written to", "--prefix DIR"},
	} {
		t.Run(c.what, func(t *testing.T) {
			home := t.TempDir()
			user, other := filepath.Join(home, "user"), filepath.Join(home, "other")
			env := Environment{OS: runtime.GOOS, Home: home}.with("JUPYTER_DATA_DIR", user, "JUPYTER_PATH", other)
			c.setup(t, user, other)
			report := env.ExamineKernel("k", v1)
			last := report[len(report)-1]
			if !strings.Contains(last.Detail, c.want) || !strings.Contains(last.Advice, c.advice) {
				t.Errorf("%+v", report)
			}
			if last.OK != (c.advice == "") {
				t.Errorf("OK is %v: %+v", last.OK, last)
			}
		})
	}
}

func TestThePythonOfAProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("shell scripts and symbolic links")
	}
	dir := t.TempDir()
	venv := filepath.Join(dir, "venv", "bin")
	script(t, filepath.Join(venv, "python3"), "#!/bin/sh\necho "+dir+"/venv\n")
	script(t, filepath.Join(venv, "jupyter-lab"), "#!/bin/sh\n")
	if err := os.MkdirAll(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "bin", "jupyter-lab")
	if err := os.Symlink(filepath.Join(venv, "jupyter-lab"), link); err != nil {
		t.Fatal(err)
	}
	user := filepath.Join(dir, "user", "jupyter-lab")
	script(t, user, "#!"+filepath.Join(venv, "python3")+"\n")
	for _, program := range []string{filepath.Join(venv, "jupyter-lab"), link, user} {
		prefix, err := Jupyter{[]string{program}}.Prefix(context.Background())
		if err != nil || prefix != dir+"/venv" {
			t.Errorf("%s: %q, %v", program, prefix, err)
		}
	}
	other := filepath.Join(dir, "other", "jupyter-lab")
	script(t, other, "#!/bin/sh\n")
	if prefix, err := (Jupyter{[]string{other}}).Prefix(context.Background()); err == nil {
		t.Errorf("a shell script has the prefix %q", prefix)
	}
}

func script(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
		t.Fatal(err)
	}
}

func overwrite(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, elements ...string) {
	t.Helper()
	if err := os.Remove(filepath.Join(elements...)); err != nil {
		t.Fatal(err)
	}
}
