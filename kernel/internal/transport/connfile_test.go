package transport

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const usualFile = `{
  "shell_port": 53794, "iopub_port": "53795", "stdin_port": 53796, "control_port": 53797, "hb_port": 53798,
  "ip": "127.0.0.1", "key": "a0436f6c-1916-498b-8eb9-e81ab9368e84", "transport": "tcp",
  "signature_scheme": "hmac-sha256", "kernel_name": "gopherloop", "jupyter_session": "/home/ada/x.ipynb"
}`

func TestConnectionFile(t *testing.T) {
	info, err := ParseConnectionInfo([]byte(usualFile))
	want := ConnectionInfo{
		"tcp", "127.0.0.1", 53794, 53797, 53796, 53795, 53798,
		"a0436f6c-1916-498b-8eb9-e81ab9368e84", "hmac-sha256",
	}
	if err != nil || info != want {
		t.Errorf("got %+v, %v\nwant %+v", info, err, want)
	}
}

func TestConnectionFileDefaults(t *testing.T) {
	info, err := ParseConnectionInfo([]byte(`{"shell_port": null, "iopub_port": -1, "hb_port": "", "key": null, "curve_publickey": null}`))
	want := ConnectionInfo{Transport: "tcp", IP: "127.0.0.1", SignatureScheme: "hmac-sha256"}
	if err != nil || info != want {
		t.Errorf("got %+v, %v\nwant %+v", info, err, want)
	}
}

func TestConnectionFileErrors(t *testing.T) {
	for text, want := range map[string]string{
		``:                               "unexpected end",
		`[]`:                             "cannot unmarshal",
		`{"shell_port": "http"}`:         "is no port",
		`{"shell_port": 70000}`:          "is no port",
		`{"shell_port": 1.5}`:            "is no port",
		`{"shell_port": {}}`:             "is no port",
		`{"transport": "inproc"}`:        "unknown transport",
		`{"transport": "ipc"}`:           "needs a path",
		`{"signature_scheme": "rot13"}`:  "unknown signature scheme",
		`{"curve_publickey": "x"}`:       "CURVE",
		`{"curve_secretkey": "x"}`:       "CURVE",
		`{"registration_port": "54321"}`: "registration",
	} {
		if info, err := ParseConnectionInfo([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v", text, info, err)
		}
	}
}

func TestReadConnectionFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kernel.json")
	if _, err := ReadConnectionFile(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadConnectionFile(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a bad file: %v", err)
	}
	if err := os.Truncate(path, maxConnectionFile+1); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadConnectionFile(path); err == nil {
		t.Error("a huge file was read")
	}
}

func TestWriteConnectionFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kernel.json")
	info := NewConnectionInfo()
	info.ShellPort, info.HBPort = 1001, 1002
	check := func() map[string]any {
		t.Helper()
		if err := WriteConnectionFile(path, info); err != nil {
			t.Fatal(err)
		}
		got, err := ReadConnectionFile(path)
		if err != nil || got != info {
			t.Errorf("got %+v, %v\nwant %+v", got, err, info)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	check() // a new file
	if stat, err := os.Stat(path); err != nil || stat.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", stat.Mode(), err)
	}
	if err := os.WriteFile(path, []byte(usualFile), 0o600); err != nil {
		t.Fatal(err)
	}
	if all := check(); all["kernel_name"] != "gopherloop" || all["shell_port"] != 1001.0 {
		t.Errorf("file %v", all)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := WriteConnectionFile(filepath.Join(path, "x"), info); err == nil {
		t.Error("a file below a file was written")
	}
}

// FuzzConnectionFile: what is accepted can be used and written.
func FuzzConnectionFile(f *testing.F) {
	f.Add(usualFile)
	f.Add(`{"transport":"ipc","ip":"/tmp/x","shell_port":"7","signature_scheme":"hmac-md5"}`)
	f.Add(`{"ip":"*","key":"","hb_port":-5}`)
	f.Fuzz(func(t *testing.T, text string) {
		info, err := ParseConnectionInfo([]byte(text))
		if err != nil {
			return
		}
		if _, err := info.signer(); err != nil {
			t.Errorf("no signer: %v", err)
		}
		for _, ch := range portOrder {
			if port := *info.port(ch); port < 0 || port > 65535 {
				t.Errorf("%v port %d", ch, port)
			}
		}
		again, err := json.Marshal(info.keys())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ParseConnectionInfo(again); err != nil || got != info {
			t.Errorf("%+v became %+v, %v", info, got, err)
		}
	})
}
