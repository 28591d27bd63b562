package install

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
)

// Environment is everything that decides where Jupyter's folders are.
type Environment struct {
	OS   string            // as runtime.GOOS
	Home string            // the user's home folder, "" if there is none
	Vars map[string]string // environment variables; on Windows with names in capitals
}

// Current returns the environment of this process.
func Current() Environment {
	e := Environment{OS: runtime.GOOS, Vars: map[string]string{}}
	e.Home, _ = os.UserHomeDir()
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		if e.OS == "windows" {
			name = strings.ToUpper(name)
		}
		e.Vars[name] = value
	}
	return e
}

// Target says for whom to install. The zero value is this user.
type Target struct {
	SysPrefix bool   // the active virtual or conda environment
	Prefix    string // any other prefix, such as /usr/local; wins over SysPrefix
}

// DataFolder returns the Jupyter data folder of t, in which kernels/ lies. It
// fails if t is the active environment and none is active, or if t is the
// user's own folder and no home folder is known.
func (e Environment) DataFolder(t Target) (string, error) {
	switch {
	case t.Prefix != "":
		return e.share(t.Prefix), nil
	case t.SysPrefix:
		prefix := e.activePrefix()
		if prefix == "" {
			return "", advise(errors.New("no virtual environment is active"),
				"activate one first (for example: . .venv/bin/activate), or name it: --prefix DIR")
		}
		return e.share(prefix), nil
	}
	folder := e.userFolder()
	if folder == "" {
		return "", advise(errors.New("no home folder is known"), "set HOME, or choose a folder: --prefix DIR")
	}
	return folder, nil
}

// SearchPath lists the Jupyter data folders in the order in which Jupyter
// looks into them. A kernel in an earlier folder hides one of the same name in
// a later folder. Without a Python to ask, the environment of Jupyter itself
// is taken to be the active one.
func (e Environment) SearchPath() []string {
	var path []string
	add := func(folder string) {
		if folder != "" && !slices.Contains(path, folder) {
			path = append(path, folder)
		}
	}
	for _, entry := range strings.Split(e.Vars["JUPYTER_PATH"], e.listSeparator()) {
		add(strings.TrimRight(entry, e.separator()))
	}
	own := []string{e.userFolder(), e.userSite()}
	environment := ""
	if prefix := e.activePrefix(); prefix != "" {
		environment = e.share(prefix)
	}
	if e.prefersEnvironment() {
		add(environment)
	}
	for _, folder := range own {
		add(folder)
	}
	add(environment)
	for _, folder := range e.systemFolders() {
		add(folder)
	}
	return path
}

// userFolder is the data folder of the user, "" if it cannot be known.
func (e Environment) userFolder() string {
	if folder := e.Vars["JUPYTER_DATA_DIR"]; folder != "" {
		return folder
	}
	if e.isSet("JUPYTER_PLATFORM_DIRS") {
		return e.platformFolder()
	}
	switch e.OS {
	case "darwin":
		return e.inHome("Library", "Jupyter")
	case "windows":
		if roaming := e.Vars["APPDATA"]; roaming != "" {
			return e.join(roaming, "jupyter")
		}
		if config := e.Vars["JUPYTER_CONFIG_DIR"]; config != "" {
			return e.join(config, "data")
		}
		return e.inHome(".jupyter", "data")
	}
	return e.xdgFolder()
}

// platformFolder is the user's folder under JUPYTER_PLATFORM_DIRS, by which
// Jupyter follows each system's custom instead of its own.
func (e Environment) platformFolder() string {
	switch e.OS {
	case "darwin":
		return e.inHome("Library", "Application Support", "jupyter")
	case "windows":
		if local := e.Vars["LOCALAPPDATA"]; local != "" {
			return e.join(local, "jupyter")
		}
		return e.inHome("AppData", "Local", "jupyter")
	}
	return e.xdgFolder()
}

func (e Environment) xdgFolder() string {
	if data := e.Vars["XDG_DATA_HOME"]; data != "" {
		return e.join(data, "jupyter")
	}
	return e.inHome(".local", "share", "jupyter")
}

// userSite is the data folder beside the packages of pip install --user.
func (e Environment) userSite() string {
	if base := e.Vars["PYTHONUSERBASE"]; base != "" {
		return e.share(base)
	}
	if e.OS == "windows" || e.OS == "darwin" { // depends on Python's version there
		return ""
	}
	return e.inHome(".local", "share", "jupyter")
}

func (e Environment) systemFolders() []string {
	if e.OS != "windows" {
		return []string{"/usr/local/share/jupyter", "/usr/share/jupyter"}
	}
	if data := e.Vars["PROGRAMDATA"]; data != "" && e.isSet("JUPYTER_USE_PROGRAMDATA") {
		return []string{e.join(data, "jupyter")}
	}
	return nil
}

// activePrefix is the prefix of the active virtual or conda environment.
func (e Environment) activePrefix() string {
	if prefix := e.Vars["VIRTUAL_ENV"]; prefix != "" {
		return prefix
	}
	return e.Vars["CONDA_PREFIX"]
}

// prefersEnvironment tells whether the active environment comes before the
// user's own folder, as Jupyter has it for all but the base conda environment.
func (e Environment) prefersEnvironment() bool {
	if _, said := e.Vars["JUPYTER_PREFER_ENV_PATH"]; said {
		return e.isSet("JUPYTER_PREFER_ENV_PATH")
	}
	if e.Vars["VIRTUAL_ENV"] != "" {
		return true
	}
	conda := e.Vars["CONDA_DEFAULT_ENV"]
	return e.Vars["CONDA_PREFIX"] != "" && conda != "" && conda != "base"
}

// isSet reads a yes/no variable as Jupyter does.
func (e Environment) isSet(name string) bool {
	value, ok := e.Vars[name]
	return ok && !slices.Contains([]string{"no", "n", "false", "off", "0", "0.0"}, strings.ToLower(value))
}

func (e Environment) share(prefix string) string { return e.join(prefix, "share", "jupyter") }

// inHome joins elements to the home folder; "" if there is none.
func (e Environment) inHome(elements ...string) string {
	if e.Home == "" {
		return ""
	}
	return e.join(append([]string{e.Home}, elements...)...)
}

// join is filepath.Join for the environment's system rather than for ours.
func (e Environment) join(elements ...string) string {
	first := strings.TrimRight(elements[0], e.separator())
	return strings.Join(append([]string{first}, elements[1:]...), e.separator())
}

func (e Environment) separator() string {
	if e.OS == "windows" {
		return `\`
	}
	return "/"
}

func (e Environment) listSeparator() string {
	if e.OS == "windows" {
		return ";"
	}
	return ":"
}
