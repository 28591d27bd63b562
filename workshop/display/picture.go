package display

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/jpeg"
	"image/png"
)

// A Picture is an image made of pixels, with words for those who do not see it.
type Picture struct {
	mime  string
	data  []byte
	words string
	width int
}

// PNG is a picture from the bytes of a PNG file. words say what is to be seen.
func PNG(file []byte, words string) Picture {
	return Picture{mime: "image/png", data: file, words: words}
}

// JPEG is a picture from the bytes of a JPEG file. words say what is to be seen.
func JPEG(file []byte, words string) Picture {
	return Picture{mime: "image/jpeg", data: file, words: words}
}

// Image is a picture of m as it is now. words say what is to be seen. An image.Image can be shown as
// it is, too, but then it has no words.
//
// A picture that cannot be encoded, because it is empty or larger than PNG allows, is shown as
// its words and the reason.
func Image(m image.Image, words string) Picture {
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		return Picture{words: fmt.Sprintf("%s (no picture: %v)", words, err)}
	}
	return PNG(file.Bytes(), words)
}

// Width returns the picture shown so many pixels wide, and as high as fits; 0 is as it comes.
func (p Picture) Width(pixels int) Picture {
	p.width = pixels
	return p
}

// MIMEBundle returns the picture as it is and, for clients that know how to read it aloud, within
// a page.
func (p Picture) MIMEBundle() (data, metadata map[string]any) {
	data = map[string]any{"text/plain": p.String()}
	if p.mime == "" {
		return data, nil
	}
	data[p.mime] = p.data
	if p.words != "" {
		data["text/html"] = p.tag()
	}
	if p.width > 0 {
		metadata = map[string]any{p.mime: map[string]any{"width": p.width}}
	}
	return data, metadata
}

func (p Picture) tag() string {
	width := ""
	if p.width > 0 {
		width = fmt.Sprintf(` width="%d"`, p.width)
	}
	return fmt.Sprintf(`<img alt="%s"%s src="data:%s;base64,%s">`,
		html.EscapeString(p.words), width, p.mime, base64.StdEncoding.EncodeToString(p.data))
}

// String returns the words and the size.
func (p Picture) String() string {
	var size image.Config
	var err error
	switch p.mime {
	case "image/png":
		size, err = png.DecodeConfig(bytes.NewReader(p.data))
	case "image/jpeg":
		size, err = jpeg.DecodeConfig(bytes.NewReader(p.data))
	default:
		return "picture: " + p.words
	}
	what := "picture"
	if err == nil {
		what = fmt.Sprintf("picture of %d x %d pixels", size.Width, size.Height)
	}
	if p.words == "" {
		return what
	}
	return what + ": " + p.words
}
