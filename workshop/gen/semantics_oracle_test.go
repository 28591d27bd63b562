//go:build oracle

package gen

import (
	"os/exec"
	"strings"
	"testing"
)

// prelude has what the scenarios use in Python; it is the counterpart of book.
const prelude = `
import inspect

class Oops(Exception): pass

def show(f):
    try:
        print(f())
    except StopIteration as e:
        print("StopIteration" if e.value is None else f"StopIteration {e.value}")
    except BaseException as e:
        print(type(e).__name__)

def state(g): print(inspect.getgeneratorstate(g))

def plain(name, n):
    try:
        for i in range(n):
            try:
                value = yield i
            except BaseException as e:
                print(name, "sees", type(e).__name__)
                raise
            if value is not None:
                print(name, "gets", value)
    finally:
        print(name, "ends")
    return n * 10

def around(sub):
    try:
        r = yield from sub
    except BaseException as e:
        print("outer sees", type(e).__name__)
        raise
    print("sub returned", r)
    return r + 1
`

// leave ends Python without closing generators.
const leave = "\nimport os, sys; sys.stdout.flush(); os._exit(0)"

// TestOracle compares what the scenarios want with what Python does.
func TestOracle(t *testing.T) {
	for _, s := range append(alone, delegating...) {
		t.Run(s.name, func(t *testing.T) {
			out, err := exec.CommandContext(t.Context(), "python3", "-c", prelude+s.python+leave).Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if want := strings.TrimPrefix(s.want, "\n"); string(out) != want {
				t.Errorf("python says\n%swe want\n%s", out, want)
			}
		})
	}
}
