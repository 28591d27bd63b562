package main

import (
	"fmt"
	"strconv"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// engineFlags are the flags that say how cells run, and how much they may have. Commands that
// start other commands hand them on.
type engineFlags struct {
	worker.GoOptions
	text int64 // bytes that a cell shows; 0 for the default
}

func (e *engineFlags) declare(f *flags) {
	f.Func("engine", fmt.Sprintf("run cells on `E`: %s, the bytecode machine (default), or %s, which is slower", worker.BothTiers, worker.OnlyYaegi), func(name string) error {
		if name != worker.BothTiers && name != worker.OnlyYaegi {
			return fmt.Errorf("it is %s or %s", worker.BothTiers, worker.OnlyYaegi)
		}
		e.Tier = name
		return nil
	})
	f.size(&e.text, "output", "show at most `SIZE` of text of each cell: 1MB (default), none, ...")
	f.size(&e.Memory, "memory", "stop a cell when all have taken `SIZE` of memory: half of what there is (default), 2GB, none, ...")
	f.BoolVar(&e.Verify, "verify", false, "check what the bytecode machine makes of each function; for its developers")
}

// args are the flags as arguments of another command; none for the defaults.
func (e *engineFlags) args() []string {
	list := e.workerArgs()
	if e.text != 0 {
		list = append(list, "--output="+sizeArg(e.text))
	}
	return list
}

// workerArgs are those of them that concern the process that runs the cells.
func (e *engineFlags) workerArgs() []string {
	var list []string
	if e.Tier != "" && e.Tier != worker.BothTiers {
		list = append(list, "--engine="+e.Tier)
	}
	if e.Memory != 0 {
		list = append(list, "--memory="+sizeArg(e.Memory))
	}
	if e.Verify {
		list = append(list, "--verify")
	}
	return list
}

func sizeArg(n int64) string {
	if n == worker.NoLimit {
		return "none"
	}
	return strconv.FormatInt(n, 10)
}
