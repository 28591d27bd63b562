package install

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Finding is one line of the doctor's report.
type Finding struct {
	Topic  string
	Detail string
	OK     bool
	Advice string // what to type when it is not OK
}

func good(topic, format string, args ...any) Finding {
	return Finding{Topic: topic, Detail: fmt.Sprintf(format, args...), OK: true}
}

func bad(topic, advice, format string, args ...any) Finding {
	return Finding{Topic: topic, Detail: fmt.Sprintf(format, args...), Advice: advice}
}

// ExamineKernel says whether Jupyter will find the kernel called name and
// start the program at binary.
func (e Environment) ExamineKernel(name, binary string) []Finding {
	found, err := e.Find(name)
	var report []Finding
	if err != nil {
		report = append(report, bad("kernel", "gopherloop install", "unreadable: %v", err))
	}
	if len(found) == 0 {
		return append(report, e.examineAbsence(name))
	}
	report = append(report, examineInstalled(found[0], binary))
	for _, hidden := range found[1:] {
		report = append(report, good("kernel", "also in %s, where it is not used: the other comes first", hidden.Dir))
	}
	return report
}

func (e Environment) examineAbsence(name string) Finding {
	folder, err := e.DataFolder(Target{})
	if err != nil {
		return bad("kernel", "gopherloop install --prefix DIR", "not installed, and %v", err)
	}
	if err := writable(folder); err != nil {
		return bad("kernel", "gopherloop install --prefix DIR", "not installed, and %v", err)
	}
	return bad("kernel", "gopherloop install", "no kernel %q in Jupyter's folders", name)
}

func examineInstalled(k Installed, binary string) Finding {
	if !k.ours() {
		return bad("kernel", "gopherloop install --name gopherloop-go", "%s is another program's kernel", k.Dir)
	}
	same, err := k.IsCopyOf(binary)
	switch {
	case err != nil:
		return bad("kernel", "gopherloop install", "%s is incomplete: %v", k.Dir, err)
	case !same:
		return bad("kernel", "gopherloop install", "%s holds another version than this program", k.Dir)
	}
	return good("kernel", "%s in %s", k.DisplayName, k.Dir)
}

// writable tells why a folder, or the nearest one above it that exists, cannot
// be written to.
func writable(folder string) error {
	for {
		probe, err := os.CreateTemp(folder, "gopherloop-probe-*")
		if err == nil {
			return errors.Join(probe.Close(), os.Remove(probe.Name()))
		}
		parent := filepath.Dir(folder)
		if !errors.Is(err, fs.ErrNotExist) || parent == folder {
			return fmt.Errorf("%s cannot be written to: %w", folder, errors.Unwrap(err))
		}
		folder = parent
	}
}
