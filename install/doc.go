// Package install puts the kernel where Jupyter looks for kernels, takes it
// away again, and says what is wrong when Jupyter does not find it. The
// commands install, uninstall, doctor and lab are thin layers over it.
//
// A kernel is installed as one folder, <data folder>/kernels/<name>, that holds
// kernel.json, three logos and a copy of the program itself. kernel.json names
// that copy as {resource_dir}/gopherloop, so the folder can be moved, and a
// program started by go run from a temporary file installs just as well.
//
// The one invariant: at every moment the folder is either complete or absent.
// It is prepared beside its place and renamed into it, so a full disk or a
// killed process leaves no half-written kernel behind.
//
// Where the data folder is depends on the operating system and on environment
// variables. All of that is an [Environment], a plain value, and the questions
// about it are pure functions, so that the answers for macOS and Windows are
// tested on Linux.
//
//	env := install.Current()
//	folder, err := env.DataFolder(install.Target{})
//	...
//	dir, err := install.Spec{Name: "gopherloop", Binary: exe}.Install(folder)
package install

//go:generate go run ./drawlogo logo
