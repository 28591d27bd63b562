package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The committed files are what the picture in this package gives. Pixels may
// differ by a little, since processors round floating point differently.
func TestCommittedLogosAreUpToDate(t *testing.T) {
	files, err := render()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", "logo", name))
		if err != nil {
			t.Fatal(err)
		}
		same := bytes.Equal(got, want)
		if strings.HasSuffix(name, ".png") {
			same = samePicture(t, got, want)
		}
		if !same {
			t.Errorf("%s is stale: run go generate ./install", name)
		}
	}
}

func samePicture(t *testing.T, a, b []byte) bool {
	t.Helper()
	x, y := decode(t, a), decode(t, b)
	if x.Bounds() != y.Bounds() {
		return false
	}
	for i := range x.Pix {
		if d := int(x.Pix[i]) - int(y.Pix[i]); d < -4 || d > 4 {
			return false
		}
	}
	return true
}

func decode(t *testing.T, data []byte) *image.NRGBA {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	nrgba, ok := img.(*image.NRGBA)
	if !ok {
		t.Fatalf("the PNG decodes to %T: the corners of the logo are transparent, so it should be NRGBA", img)
	}
	return nrgba
}
