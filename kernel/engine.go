package main

import (
	"fmt"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// engineFlags are the flags that say how cells run. Commands that start other
// commands hand them on.
type engineFlags struct{ worker.GoOptions }

func (e *engineFlags) declare(f *flags) {
	f.Func("engine", fmt.Sprintf("run cells on `E`: %s, the bytecode machine (default), or %s, which is slower", worker.BothTiers, worker.OnlyYaegi), func(name string) error {
		if name != worker.BothTiers && name != worker.OnlyYaegi {
			return fmt.Errorf("it is %s or %s", worker.BothTiers, worker.OnlyYaegi)
		}
		e.Tier = name
		return nil
	})
	f.BoolVar(&e.Verify, "verify", false, "check what the bytecode machine makes of each function; for its developers")
}

// args are the flags as arguments of another command; none for the defaults.
func (e *engineFlags) args() []string {
	var list []string
	if e.Tier != "" && e.Tier != worker.BothTiers {
		list = append(list, "--engine="+e.Tier)
	}
	if e.Verify {
		list = append(list, "--verify")
	}
	return list
}
