//go:build gotests && !unix

package gotests

func limitTime() {}
