package main

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gopherloop": main})
}

// TestCommands runs testdata/script/*.txtar against the real program. The
// scripts see no Jupyter and no Python but those they make: the PATH is just the
// folder of gopherloop, $BIN, and HOME is empty.
//
// Besides the commands of testscript there are "listen VAR", which opens a port
// until the end of the script and puts its number into the variable, and "expand
// FILE", which puts the values of variables into a file.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			bin := filepath.SplitList(e.Getenv("PATH"))[0]
			home := filepath.Join(e.WorkDir, "home")
			e.Setenv("GORACE", "atexit_sleep_ms=0") // else every command takes a second under -race
			e.Setenv("BIN", bin)
			e.Setenv("PATH", bin)
			e.Setenv("HOME", home)
			e.Setenv("DATA", filepath.Join(home, "data"))
			e.Setenv("JUPYTER_DATA_DIR", filepath.Join(home, "data"))
			return os.Mkdir(home, 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"listen": listenCmd, "expand": expandCmd},
		Condition: func(name string) (bool, error) {
			return name == "root" && os.Geteuid() == 0, nil
		},
	})
}

func listenCmd(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

func expandCmd(ts *testscript.TestScript, _ bool, args []string) {
	text := os.Expand(ts.ReadFile(args[0]), ts.Getenv)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// Every command is tested by a script of its name, and help names them all.
func TestEveryCommandHasAScript(t *testing.T) {
	for _, c := range commands() {
		if scripts, _ := filepath.Glob("testdata/script/" + c.name + "*.txtar"); len(scripts) == 0 {
			t.Errorf("no testdata/script/%s*.txtar", c.name)
		}
		if !strings.Contains(overview(), c.short) {
			t.Errorf("the overview lacks %s", c.name)
		}
	}
}
