// Command drawlogo draws the kernel's logo: a loop with two eyes. It is run by
// go generate in package install and writes logo-32x32.png, logo-64x64.png and
// logo-svg.svg into the folder given as its argument.
//
// The picture is described once, as a list of shapes on a canvas of 64 by 64
// units ([picture]); the SVG and both PNGs come from that one list, so they
// cannot differ from each other.
//
//	go run ./drawlogo logo
package main

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: drawlogo FOLDER")
		os.Exit(2)
	}
	if err := writeAll(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "drawlogo:", err)
		os.Exit(1)
	}
}

func writeAll(folder string) error {
	files, err := render()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// render returns the three files by the names that Jupyter looks for.
func render() (map[string][]byte, error) {
	files := map[string][]byte{"logo-svg.svg": []byte(vector(picture()))}
	for _, size := range []int{32, 64} {
		var b bytes.Buffer
		if err := png.Encode(&b, raster(picture(), size)); err != nil {
			return nil, fmt.Errorf("encoding the %d pixel logo: %w", size, err)
		}
		files[fmt.Sprintf("logo-%dx%d.png", size, size)] = b.Bytes()
	}
	return files, nil
}
