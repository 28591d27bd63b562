package lab

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os/exec"
	"time"
)

// Crunch keeps one processor busy: it computes rounds checksums of 64 kilobytes each, and returns a number made of
// them. Each takes some 30 to 300 microseconds. As the checksums are compiled code of the standard library, that
// takes no longer in a cell than in a compiled program; for work that does, see [Steps].
func Crunch(rounds int) uint64 {
	data := make([]byte, 1<<16)
	for range rounds {
		sum := sha256.Sum256(data)
		copy(data, sum[:])
	}
	return binary.BigEndian.Uint64(data)
}

// Steps is work for a processor in plain Go: it counts the steps of all numbers from 1 up to n, without n, on their
// way to 1, where an even number is halved, and an odd one tripled, plus 1. In a cell it is run by the notebook's
// machine; compare it with a compiled program to see what that costs.
func Steps(n int) int {
	steps := 0
	for i := 1; i < n; i++ {
		for k := i; k > 1; steps++ {
			if k%2 == 0 {
				k /= 2
			} else {
				k = 3*k + 1
			}
		}
	}
	return steps
}

// Spawn starts n processes of a program at the same time, waits for their end, and says how long that took: what it
// costs to use processes where Go has goroutines. The program must be on this computer; the system's "true" does
// nothing, so that only the starting is measured. Its output is thrown away. When ctx ends, the processes are ended.
func Spawn(ctx context.Context, n int, program string, args ...string) (Row, error) {
	row := Row{Name: fmt.Sprintf("%d processes", n)}
	start := time.Now()
	var started []*exec.Cmd
	for range n {
		c := exec.CommandContext(ctx, program, args...)
		if row.Err = c.Start(); row.Err != nil {
			break
		}
		started = append(started, c)
	}
	for _, c := range started {
		if err := c.Wait(); err != nil && row.Err == nil {
			row.Err = err
		}
	}
	row.Time = time.Since(start)
	if row.Err != nil {
		return row, fmt.Errorf("lab: running %s: %w", program, row.Err)
	}
	return row, nil
}
