package engine

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file lets package testing run the test functions of cells: what testing.Main
// does, without ending the process. `go test` writes such a main for each package.

var errNoFuzzing = errors.New("fuzz targets are not run in cells")

// runTests is testing.Main in cells: it ends the cell with an exit status other than
// 0 if a test failed.
func (e *Engine) runTests(match func(pat, str string) (bool, error), tests []testing.InternalTest, benchmarks []testing.InternalBenchmark, examples []testing.InternalExample) {
	if code := testing.MainStart(cellTests{match}, tests, benchmarks, nil, examples).Run(); code != 0 {
		e.threads.Exit(code)
	}
}

// cellTests is what package testing asks of its surroundings.
type cellTests struct {
	match func(pat, str string) (bool, error)
}

// A fuzzEntry is testing's corpusEntry, which is an alias of this type.
type fuzzEntry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

func (cellTests) ImportPath() string                          { return "main" }
func (cellTests) ModulePath() string                          { return "" }
func (c cellTests) MatchString(pat, str string) (bool, error) { return c.match(pat, str) }
func (cellTests) SetPanicOnExit0(bool)                        {}
func (cellTests) StartCPUProfile(io.Writer) error             { return nil }
func (cellTests) StopCPUProfile()                             {}
func (cellTests) StartTestLog(io.Writer)                      {}
func (cellTests) StopTestLog() error                          { return nil }
func (cellTests) WriteProfileTo(string, io.Writer, int) error { return nil }
func (cellTests) RunFuzzWorker(func(fuzzEntry) error) error   { return errNoFuzzing }
func (cellTests) CheckCorpus([]any, []reflect.Type) error     { return errNoFuzzing }
func (cellTests) ResetCoverage()                              {}
func (cellTests) SnapshotCoverage()                           {}
func (cellTests) ReadCorpus(string, []reflect.Type) ([]fuzzEntry, error) {
	return nil, errNoFuzzing
}

func (cellTests) CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []fuzzEntry, []reflect.Type, string, string) error {
	return errNoFuzzing
}

func (cellTests) InitRuntimeCoverage() (mode string, tearDown func(string, string) (string, error), snapcov func() float64) {
	return "", nil, nil
}

// testMethods are the methods of *testing.T and *testing.B that say where they were
// called: a place in a cell, and not in the interpreter.
func (e *Engine) testMethods() map[methodName]any {
	all := reports[*testing.T](e)
	maps.Copy(all, reports[*testing.B](e))
	return all
}

func reports[T testing.TB](e *Engine) map[methodName]any {
	methods := map[methodName]any{}
	for name, then := range map[string]func(T){
		"Log": func(T) {}, "Error": func(t T) { t.Fail() }, "Fatal": func(t T) { t.FailNow() }, "Skip": func(t T) { t.SkipNow() },
	} {
		methods[methodName{reflect.TypeFor[T](), name}] = func(t T, a ...any) {
			e.report(t, rt.Sprintln(a...))
			then(t)
		}
		methods[methodName{reflect.TypeFor[T](), name + "f"}] = func(t T, format string, a ...any) {
			e.report(t, rt.Sprintf(format, a...)+"\n")
			then(t)
		}
	}
	return methods
}

// report writes a line of a test, with the place of the cell code that runs.
func (e *Engine) report(t testing.TB, text string) {
	if trace := e.threads.Current().Traceback(); len(trace) > 0 {
		text = fmt.Sprintf("%s, line %d: %s", trace[0].Pos.Filename, trace[0].Pos.Line, text)
	}
	io.WriteString(t.Output(), text)
}
