package nb13

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

// A desk is where an answer works: three logs of its own, and what comes of them.
type desk struct {
	*lab.Folder
	logs   []string
	out    string // a folder that is not there yet, in one that is not there either
	counts map[string]int
	err    error
}

// The logs, and what is to be found in them.
var (
	deskLogs = map[string]string{
		"app0.log": "Time: 00000, ERROR: disk almost full\nTime: 00001, INFO: all is well\nTime: 00002, ERROR: no paper\n",
		"app1.log": "Time: 00000, ERROR: no paper\nTime: 00001, INFO: all is well\n",
		"app2.log": "Time: 00000, INFO: all is well\n",
	}
	deskOut = map[string]string{
		"app0.log": "00000: disk almost full\n00002: no paper\n",
		"app1.log": "00000: no paper\n",
		"app2.log": "",
	}
	deskCounts = map[string]int{"disk almost full": 1, "no paper": 2}
)

// newDesk makes the logs, and has an answer process those with these names.
func newDesk(t *check.T, f processing, logs map[string]string, names ...string) *desk {
	folder, err := lab.NewFolder()
	check.NoError(t, "making a folder", err)
	d := &desk{Folder: folder, out: folder.Join(filepath.Join("results", "today"))}
	for name, text := range logs {
		if err := os.WriteFile(folder.Join(name), []byte(text), 0o600); err != nil {
			folder.Remove()
			t.Fail("writing a log: " + err.Error())
		}
	}
	for _, name := range names {
		d.logs = append(d.logs, folder.Join(name))
	}
	defer func() {
		if p := recover(); p != nil {
			folder.Remove()
			panic(p)
		}
	}()
	d.counts, d.err = f(d.logs, d.out)
	return d
}

// read returns what was written for a log.
func (d *desk) read(name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(d.out, name+".errors"))
	return string(text), err
}

// must returns what was written for a log that has come this far.
func (d *desk) must(t *check.T, name string) string {
	text, err := d.read(name)
	t.Must(err == nil, fmt.Sprintf("there is no file %s.errors in outDir", name), check.Else("first come the stages above"))
	return text
}

func testProcessor(t *check.T, f processing) {
	all := newDesk(t, f, deskLogs, "app0.log", "app1.log", "app2.log")
	defer all.Remove()
	lost := newDesk(t, f, deskLogs, "app0.log", "lost.log", "app1.log")
	defer lost.Remove()
	long := "Time: 00001, INFO: " + strings.Repeat("well ", 20_000) + "\n"
	wide := newDesk(t, f, map[string]string{"app0.log": deskLogs["app1.log"] + long + "Time: 00003, ERROR: too late\n"}, "app0.log")
	defer wide.Remove()
	for i, stage := range []func(t *check.T){all.folder, all.names, all.lines, all.numbers, all.empty, lost.told, lost.others, wide.long} {
		t.Part(fmt.Sprint(i+1, " ", stages[i]), stage)
	}
}

var stages = []string{"the folder", "the names of the files", "the lines", "the numbers", "no errors", "a log that is lost", "the other logs", "a long line"}

func (d *desk) folder(t *check.T) {
	info, err := os.Stat(d.out)
	t.Must(err == nil && info.IsDir(), "there is no folder outDir afterwards",
		check.If(errors.Is(d.err, fs.ErrNotExist) && strings.Contains(d.err.Error(), "mkdir"), "os.Mkdir makes one folder only, and the folders above it are not there either: os.MkdirAll makes them too"),
		check.Else("make it before you do anything else: os.MkdirAll(outDir, 0o755)"))
}

func (d *desk) names(t *check.T) {
	_, err := d.read("app0.log")
	t.Must(err == nil, "there is no file app0.log.errors in outDir",
		check.Else("its name is the name of the log and .errors: filepath.Join(outDir, filepath.Base(path)+\".errors\")"))
}

func (d *desk) lines(t *check.T) {
	text := d.must(t, "app0.log")
	check.Equal(t, "app0.log.errors", text, deskOut["app0.log"],
		check.Got("", "is everything still in the buffer? Flush it before you close the file"),
		check.Got(strings.ReplaceAll(deskOut["app0.log"], "\n", ""), "each error has a line of its own: the line end is missing"))
	check.Equal(t, "app1.log.errors", d.must(t, "app1.log"), deskOut["app1.log"])
}

func (d *desk) numbers(t *check.T) {
	check.Equal(t, "what processLogs returns", d.counts, deskCounts,
		check.If(d.err != nil, "it has ended too early, with an error: first come the stages above"),
		check.If(len(d.counts) == 0 || maps.Equal(d.counts, map[string]int{"no paper": 1}), "count the messages of all logs together: one map, made before the loop"),
		check.If(d.counts["all is well"] > 0, "count only what parse says is an error"))
}

func (d *desk) empty(t *check.T) {
	text, err := d.read("app2.log")
	t.Must(err == nil, "there is no file app2.log.errors", check.Else("make the file even if nothing comes to stand in it: who looks for it must know that the log was read"))
	check.Equal(t, "app2.log.errors", text, "")
	check.NoError(t, "processLogs, when all is well", d.err)
}

func (d *desk) told(t *check.T) {
	t.Must(d.err != nil, "lost.log is not there, and processLogs returns no error", check.Else("nobody learns that a log is missing: return the error of os.Open, joined with others"))
	t.Must(strings.Contains(d.err.Error(), "lost.log"), fmt.Sprintf("the error is %q, and does not say which log it is about", d.err),
		check.Else("hand on the error of os.Open: it has the name in it"))
}

func (d *desk) others(t *check.T) {
	for _, name := range []string{"app0.log", "app1.log"} {
		text, err := d.read(name)
		t.Must(err == nil && text == deskOut[name], fmt.Sprintf("lost.log is not there, and so %s was not done", name),
			check.Else("one log that is missing must not keep the others from being done: collect the errors, and go on"))
	}
	check.Equal(t, "what processLogs returns, when one log is lost,", d.counts, deskCounts,
		check.If(d.counts == nil, "return the numbers, too, when there is an error"))
}

func (d *desk) long(t *check.T) {
	check.Equal(t, "app0.log.errors", d.must(t, "app0.log"), "00000: no paper\n00003: too late\n",
		check.Got("00000: no paper\n", "your program stops at the long line: a bufio.Scanner takes lines up to 64 KB, and says so only if you ask its Err"))
}
