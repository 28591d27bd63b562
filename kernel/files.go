package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// This file writes results so that a file is either the old one or the new one.

// replaceFile puts data at path in one step. It keeps the mode of the file that
// was there, and follows a symbolic link.
func replaceFile(path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	if err := writeBeside(path, data, mode); err != nil {
		return withHint(fmt.Errorf("writing %s: %w", path, err), "choose a place that you can write to")
	}
	return nil
}

func writeBeside(path string, data []byte, mode fs.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".gopherloop-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails when the rename has succeeded
	_, err = f.Write(data)
	if err := errors.Join(err, f.Chmod(mode), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// checkFolder fails if the folder of path does not exist, which is better said
// before a notebook runs than after.
func checkFolder(path string) error {
	folder := filepath.Dir(path)
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() {
		return withHint(fmt.Errorf("there is no folder %s for %s", folder, filepath.Base(path)), "make it first: mkdir -p "+folder)
	}
	return nil
}
