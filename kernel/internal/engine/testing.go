package engine

import (
	"errors"
	"flag"
	"io"
	"reflect"
	"testing"
	"time"
)

// This file lets package testing run the test functions of cells: what testing.Main
// does, without ending the process. `go test` writes such a main for each package.

var errNoFuzzing = errors.New("fuzz targets are not run in cells")

// runTests is testing.Main in cells: it prints every test and ends the cell with an
// exit status other than 0 if one failed.
func (e *Engine) runTests(match func(pat, str string) (bool, error), tests []testing.InternalTest, benchmarks []testing.InternalBenchmark, examples []testing.InternalExample) {
	testing.Init()
	flag.Set("test.v", "true")
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
