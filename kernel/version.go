package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version is the version of the next release; see CHANGELOG.md.
const version = "0.1.0"

func versionCommand(_ context.Context, std streams, c *command, args []string) error {
	f := newFlags(c)
	rest, err := f.parse(args, std.out)
	if err == nil {
		err = f.noArguments(rest)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "gopherloop %s%s (%s, %s/%s)\n", version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}

// revision returns the commit that this program was built from, as far as it is known.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "+" + s.Value[:min(12, len(s.Value))]
		}
	}
	return ""
}

// languageVersion returns the version of Go as the protocol wants it: 1.26.0.
func languageVersion() string {
	return strings.TrimPrefix(strings.Fields(runtime.Version())[0], "go")
}
