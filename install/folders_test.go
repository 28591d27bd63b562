package install

import (
	"slices"
	"testing"
)

var (
	linux   = Environment{OS: "linux", Home: "/home/ada"}
	darwin  = Environment{OS: "darwin", Home: "/Users/ada"}
	windows = Environment{OS: "windows", Home: `C:\Users\ada`}
)

// with returns a copy of e with the given variables, as name, value, name, ...
func (e Environment) with(pairs ...string) Environment {
	e.Vars = map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		e.Vars[pairs[i]] = pairs[i+1]
	}
	return e
}

func TestDataFolder(t *testing.T) {
	roaming := windows.with("APPDATA", `C:\Users\ada\AppData\Roaming`, "LOCALAPPDATA", `C:\Users\ada\AppData\Local`)
	for _, c := range []struct {
		what string
		env  Environment
		to   Target
		want string
	}{
		{"linux", linux, Target{}, "/home/ada/.local/share/jupyter"},
		{"macOS", darwin, Target{}, "/Users/ada/Library/Jupyter"},
		{"windows", roaming, Target{}, `C:\Users\ada\AppData\Roaming\jupyter`},
		{"windows without APPDATA", windows, Target{}, `C:\Users\ada\.jupyter\data`},
		{"windows, own config folder", windows.with("JUPYTER_CONFIG_DIR", `D:\conf`), Target{}, `D:\conf\data`},
		{"freebsd is like linux", Environment{OS: "freebsd", Home: "/home/ada"}, Target{}, "/home/ada/.local/share/jupyter"},

		{"linux, XDG", linux.with("XDG_DATA_HOME", "/data"), Target{}, "/data/jupyter"},
		{"linux, chosen", linux.with("JUPYTER_DATA_DIR", "/srv/j"), Target{}, "/srv/j"},
		{"macOS, chosen", darwin.with("JUPYTER_DATA_DIR", "/srv/j"), Target{}, "/srv/j"},
		{"windows, chosen", windows.with("JUPYTER_DATA_DIR", `D:\j`), Target{}, `D:\j`},
		{"linux, platform folders", linux.with("JUPYTER_PLATFORM_DIRS", "1"), Target{}, "/home/ada/.local/share/jupyter"},
		{"macOS, platform folders", darwin.with("JUPYTER_PLATFORM_DIRS", "1"), Target{}, "/Users/ada/Library/Application Support/jupyter"},
		{"macOS, platform folders off", darwin.with("JUPYTER_PLATFORM_DIRS", "off"), Target{}, "/Users/ada/Library/Jupyter"},
		{"windows, platform folders", windows.with("JUPYTER_PLATFORM_DIRS", "1", "LOCALAPPDATA", `C:\L`), Target{}, `C:\L\jupyter`},
		{"windows, platform folders, no LOCALAPPDATA", windows.with("JUPYTER_PLATFORM_DIRS", "1"), Target{}, `C:\Users\ada\AppData\Local\jupyter`},
		{"no home, but chosen", Environment{OS: "linux"}.with("JUPYTER_DATA_DIR", "/srv/j"), Target{}, "/srv/j"},

		{"linux, venv", linux.with("VIRTUAL_ENV", "/p/.venv"), Target{SysPrefix: true}, "/p/.venv/share/jupyter"},
		{"linux, conda", linux.with("CONDA_PREFIX", "/opt/conda"), Target{SysPrefix: true}, "/opt/conda/share/jupyter"},
		{"a venv made with conda's python", linux.with("VIRTUAL_ENV", "/v", "CONDA_PREFIX", "/c"), Target{SysPrefix: true}, "/v/share/jupyter"},
		{"windows, venv", windows.with("VIRTUAL_ENV", `C:\p\.venv`), Target{SysPrefix: true}, `C:\p\.venv\share\jupyter`},

		{"linux, prefix", linux, Target{Prefix: "/usr/local"}, "/usr/local/share/jupyter"},
		{"the root as prefix", linux, Target{Prefix: "/"}, "/share/jupyter"},
		{"windows, prefix", windows, Target{Prefix: `C:\py\`}, `C:\py\share\jupyter`},
	} {
		got, err := c.env.DataFolder(c.to)
		if got != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.what, got, err, c.want)
		}
	}
}

func TestDataFolderThatCannotBeKnown(t *testing.T) {
	for _, c := range []struct {
		env  Environment
		to   Target
		want string
	}{
		{linux, Target{SysPrefix: true}, "no virtual environment is active"},
		{Environment{OS: "linux"}, Target{}, "no home folder is known"},
	} {
		got, err := c.env.DataFolder(c.to)
		if err == nil || err.Error() != c.want || got != "" {
			t.Errorf("%v: %q, %v; want error %q", c.to, got, err, c.want)
		}
		if h, ok := err.(interface{ Hint() string }); !ok || h.Hint() == "" {
			t.Errorf("%v: the error has no hint", c.to)
		}
	}
}

func TestSearchPath(t *testing.T) {
	const user, venv = "/home/ada/.local/share/jupyter", "/v/share/jupyter"
	system := []string{"/usr/local/share/jupyter", "/usr/share/jupyter"}
	for _, c := range []struct {
		what string
		env  Environment
		want []string
	}{
		{"linux", linux, append([]string{user}, system...)},
		{"macOS", darwin, append([]string{"/Users/ada/Library/Jupyter"}, system...)},
		{"windows", windows.with("APPDATA", `C:\R`, "PROGRAMDATA", `C:\D`), []string{`C:\R\jupyter`}},
		{"windows, program data asked for", windows.with("APPDATA", `C:\R`, "PROGRAMDATA", `C:\D`, "JUPYTER_USE_PROGRAMDATA", "1"),
			[]string{`C:\R\jupyter`, `C:\D\jupyter`}},
		{"a virtual environment comes first", linux.with("VIRTUAL_ENV", "/v"), append([]string{venv, user}, system...)},
		{"unless told otherwise", linux.with("VIRTUAL_ENV", "/v", "JUPYTER_PREFER_ENV_PATH", "0"), append([]string{user, venv}, system...)},
		{"conda's base comes after the user", linux.with("CONDA_PREFIX", "/v", "CONDA_DEFAULT_ENV", "base"), append([]string{user, venv}, system...)},
		{"another conda environment before", linux.with("CONDA_PREFIX", "/v", "CONDA_DEFAULT_ENV", "go"), append([]string{venv, user}, system...)},
		{"JUPYTER_PATH wins", linux.with("JUPYTER_PATH", "/a:/b/"), append([]string{"/a", "/b", user}, system...)},
		{"JUPYTER_PATH on windows", windows.with("JUPYTER_PATH", `C:\a;D:\b\`, "APPDATA", `C:\R`), []string{`C:\a`, `D:\b`, `C:\R\jupyter`}},
		{"pip's user folder", linux.with("PYTHONUSERBASE", "/u"), append([]string{user, "/u/share/jupyter"}, system...)},
		{"no home", Environment{OS: "linux"}, system},
	} {
		if got := c.env.SearchPath(); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.what, got, c.want)
		}
	}
}
