package vm_test

import (
	"testing"
)

// pullFuncs are the functions of coroutine_test.go.
func pullFuncs() map[string]func(int) string {
	return map[string]func(int) string{
		"pullAll": pullAll, "early": early, "merging": merging, "stages": stages, "otherYield": otherYield, "throughGo": throughGo,
		"written": written, "failing": failing, "wrongTurns": wrongTurns, "handed": handed, "leaving": leaving, "forgotten": forgotten,
	}
}

// TestPull calls every function of coroutine_test.go natively and on the machine.
func TestPull(t *testing.T) { agree(t, "coroutine_test.go", pullFuncs()) }

// TestPullInCells runs them in cells, without the machine and with it.
func TestPullInCells(t *testing.T) { inCells(t, "coroutine_test.go", pullFuncs()) }
