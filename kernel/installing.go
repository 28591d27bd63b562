package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gopherloop/gopherloop/install"
)

// place are the flags that say where a kernel is installed, or is to be.
type place struct {
	user, sysPrefix bool
	prefix, name    string
}

func (p *place) declare(f *flags) {
	f.BoolVar(&p.user, "user", false, "for this user only (this is the default)")
	f.BoolVar(&p.sysPrefix, "sys-prefix", false, "for the active virtual or conda environment")
	f.StringVar(&p.prefix, "prefix", "", "for the Jupyter under the prefix `DIR`, such as /usr/local")
	f.StringVar(&p.name, "name", install.DefaultName, "`name` of the kernel, which notebooks refer to")
}

// folder returns the Jupyter data folder that the flags choose.
func (p *place) folder() (string, error) {
	chosen := 0
	for _, yes := range []bool{p.user, p.sysPrefix, p.prefix != ""} {
		if yes {
			chosen++
		}
	}
	if chosen > 1 {
		return "", usage("choose one of them", "--user, --sys-prefix and --prefix exclude each other")
	}
	target := install.Target{SysPrefix: p.sysPrefix}
	if p.prefix != "" {
		prefix, err := filepath.Abs(p.prefix)
		if err != nil {
			return "", err
		}
		target.Prefix = prefix
	}
	return install.Current().DataFolder(target)
}

func installCommand(_ context.Context, std streams, c *command, args []string) error {
	f := newFlags(c)
	var where place
	where.declare(f)
	var engine engineFlags
	engine.declare(f)
	display := f.String("display-name", install.DefaultDisplayName, "`name` that people see")
	folder, err := where.parse(f, std, args)
	if err != nil {
		return err
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	dir, err := install.Spec{Name: where.name, DisplayName: *display, Binary: program, Args: engine.args()}.Install(folder)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "installed %s in %s\n", *display, dir)
	return nil
}

func uninstallCommand(_ context.Context, std streams, c *command, args []string) error {
	f := newFlags(c)
	var where place
	where.declare(f)
	folder, err := where.parse(f, std, args)
	if err != nil {
		return err
	}
	dir, err := install.Uninstall(folder, where.name)
	if errors.Is(err, fs.ErrNotExist) {
		return withHint(fmt.Errorf("no kernel %q in %s", where.name, filepath.Join(folder, "kernels")), elsewhere(where.name))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "removed %s\n", dir)
	return nil
}

func (p *place) parse(f *flags, std streams, args []string) (folder string, err error) {
	rest, err := f.parse(args, std.out)
	if err == nil {
		err = f.noArguments(rest)
	}
	if err != nil {
		return "", err
	}
	return p.folder()
}

// elsewhere says where a kernel is that was looked for in the wrong place.
func elsewhere(name string) string {
	found, _ := install.Current().Find(name)
	if len(found) == 0 {
		return "it is not in any other of Jupyter's folders either"
	}
	prefix, ok := prefixOf(found[0].Dir)
	if !ok {
		return "it is in " + found[0].Dir
	}
	return fmt.Sprintf("it is in %s: gopherloop uninstall --prefix %s", found[0].Dir, prefix)
}

// prefixOf returns the prefix in prefix/share/jupyter/kernels/name.
func prefixOf(dir string) (string, bool) {
	share := filepath.Dir(filepath.Dir(dir))
	prefix := filepath.Dir(filepath.Dir(share))
	return prefix, filepath.Join(prefix, "share", "jupyter") == share
}
