package generate_test

import (
	"flag"
	"os"
	"testing"
)

// childVar makes the test binary the child process that runs programs as cells.
const childVar = "GENERATE_TEST_CHILD"

func TestMain(m *testing.M) {
	flag.Parse()
	if os.Getenv(childVar) != "" {
		serve(os.Stdin, os.Stdout)
		os.Exit(0)
	}
	os.Exit(m.Run())
}
