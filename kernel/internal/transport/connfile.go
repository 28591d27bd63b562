package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"github.com/google/uuid"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// ConnectionInfo is what a connection file says: where the five channels are and
// with which key messages are signed. A port of 0 is still to be chosen.
type ConnectionInfo struct {
	Transport       string // tcp or ipc
	IP              string // address; with ipc the beginning of the socket files' names
	ShellPort       int
	ControlPort     int
	StdinPort       int
	IOPubPort       int
	HBPort          int
	Key             string
	SignatureScheme string
}

// NewConnectionInfo returns what a kernel uses that was started without a file: the
// local machine only, ports to be chosen, a random key.
func NewConnectionInfo() ConnectionInfo {
	return ConnectionInfo{Transport: "tcp", IP: "127.0.0.1", Key: uuid.NewString(), SignatureScheme: "hmac-sha256"}
}

// port returns the field for a channel.
func (c *ConnectionInfo) port(ch wire.Channel) *int {
	switch ch {
	case wire.Shell:
		return &c.ShellPort
	case wire.Control:
		return &c.ControlPort
	case wire.Stdin:
		return &c.StdinPort
	case wire.IOPub:
		return &c.IOPubPort
	default:
		return &c.HBPort
	}
}

// address returns the network address of a port.
func (c ConnectionInfo) address(port int) string {
	if c.Transport == "ipc" {
		return ipcPath(c.IP, port)
	}
	host := c.IP
	if host == "*" {
		host = ""
	}
	return net.JoinHostPort(host, strconv.Itoa(port))
}

// network returns the name that package net has for the transport.
func (c ConnectionInfo) network() string {
	if c.Transport == "ipc" {
		return "unix"
	}
	return "tcp"
}

// signer returns the signer for the key.
func (c ConnectionInfo) signer() (*wire.Signer, error) {
	return wire.NewSigner(c.SignatureScheme, []byte(c.Key))
}

// maxConnectionFile bounds what is read; real files have less than a kilobyte.
const maxConnectionFile = 1 << 20

// ReadConnectionFile reads the connection file at path. A missing file is an error
// that is fs.ErrNotExist.
func ReadConnectionFile(path string) (ConnectionInfo, error) {
	data, err := readLimited(path)
	if err != nil {
		return ConnectionInfo{}, fmt.Errorf("reading connection file: %w", err)
	}
	info, err := ParseConnectionInfo(data)
	if err != nil {
		return ConnectionInfo{}, fmt.Errorf("reading connection file %s: %w", path, err)
	}
	return info, nil
}

func readLimited(path string) ([]byte, error) {
	stat, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if stat.Size() > maxConnectionFile {
		return nil, fmt.Errorf("%s has %d bytes, which is too many", path, stat.Size())
	}
	return os.ReadFile(path)
}

// A portNumber is an int, or, as JEP 106 allows, a string of digits.
type portNumber int

func (p *portNumber) UnmarshalJSON(data []byte) error {
	text := string(bytes.Trim(data, `"`))
	if text == "null" || text == "" {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n > 65535 {
		return fmt.Errorf("%s is no port", data)
	}
	*p = portNumber(max(n, 0)) // clients write -1 for "choose one", too
	return nil
}

// connectionFile is a connection file as it is written; other keys are of no
// interest to a kernel and stay as they are.
type connectionFile struct {
	Transport       string     `json:"transport"`
	IP              string     `json:"ip"`
	ShellPort       portNumber `json:"shell_port"`
	ControlPort     portNumber `json:"control_port"`
	StdinPort       portNumber `json:"stdin_port"`
	IOPubPort       portNumber `json:"iopub_port"`
	HBPort          portNumber `json:"hb_port"`
	Key             string     `json:"key"`
	SignatureScheme string     `json:"signature_scheme"`
}

// ParseConnectionInfo reads the text of a connection file. What this kernel cannot
// do is an error, because a kernel that ignores it waits for clients in vain:
// encryption (CURVE), the registration handshake, other transports, unknown
// signature schemes.
func ParseConnectionInfo(data []byte) (ConnectionInfo, error) {
	var file connectionFile
	if err := json.Unmarshal(data, &file); err != nil {
		return ConnectionInfo{}, err
	}
	var unsupported struct {
		CurvePublic  any `json:"curve_publickey"`
		CurveSecret  any `json:"curve_secretkey"`
		Registration any `json:"registration_port"`
	}
	if err := json.Unmarshal(data, &unsupported); err != nil {
		return ConnectionInfo{}, err
	}
	if isSet(unsupported.CurvePublic) || isSet(unsupported.CurveSecret) {
		return ConnectionInfo{}, errors.New("encrypted connections (CURVE) are not supported; set transport_encryption to \"disabled\"")
	}
	if isSet(unsupported.Registration) {
		return ConnectionInfo{}, errors.New("the registration handshake is not supported; give the kernel its ports")
	}
	return file.check()
}

func isSet(value any) bool { return value != nil && value != "" }

func (f connectionFile) check() (ConnectionInfo, error) {
	info := ConnectionInfo{
		Transport: f.Transport, IP: f.IP,
		ShellPort: int(f.ShellPort), ControlPort: int(f.ControlPort), StdinPort: int(f.StdinPort),
		IOPubPort: int(f.IOPubPort), HBPort: int(f.HBPort),
		Key: f.Key, SignatureScheme: f.SignatureScheme,
	}
	if info.Transport == "" {
		info.Transport = "tcp"
	}
	switch {
	case info.Transport != "tcp" && info.Transport != "ipc":
		return ConnectionInfo{}, fmt.Errorf("unknown transport %q", info.Transport)
	case info.IP == "" && info.Transport == "ipc":
		return ConnectionInfo{}, errors.New("transport ipc needs a path in ip")
	case info.IP == "":
		info.IP = "127.0.0.1"
	}
	if info.SignatureScheme == "" {
		info.SignatureScheme = "hmac-sha256"
	}
	if _, err := info.signer(); err != nil {
		return ConnectionInfo{}, err
	}
	return info, nil
}

// WriteConnectionFile writes info to path, readable by its owner only. Keys of an
// existing file that this kernel does not know are kept. Readers see either the old
// file or the new one.
func WriteConnectionFile(path string, info ConnectionInfo) error {
	all, err := existingKeys(path)
	if err != nil {
		return fmt.Errorf("writing connection file: %w", err)
	}
	for key, value := range info.keys() {
		all[key] = wire.Marshal(value)
	}
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return fmt.Errorf("writing connection file: %w", err)
	}
	if err := replaceFile(path, append(data, '\n')); err != nil {
		return fmt.Errorf("writing connection file: %w", err)
	}
	return nil
}

func existingKeys(path string) (map[string]json.RawMessage, error) {
	all := make(map[string]json.RawMessage)
	data, err := readLimited(path)
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &all); err != nil || all == nil {
		return make(map[string]json.RawMessage), err
	}
	return all, nil
}

func (c ConnectionInfo) keys() map[string]any {
	return map[string]any{
		"transport": c.Transport, "ip": c.IP,
		"shell_port": c.ShellPort, "control_port": c.ControlPort, "stdin_port": c.StdinPort,
		"iopub_port": c.IOPubPort, "hb_port": c.HBPort,
		"key": c.Key, "signature_scheme": c.SignatureScheme,
	}
}

// replaceFile puts data at path in one step. os.CreateTemp makes files 0600.
func replaceFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".connection-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails when the rename has succeeded
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
