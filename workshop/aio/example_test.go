package aio_test

import (
	"context"
	"fmt"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func work(name string, d time.Duration) aio.Coro[string] {
	return func(ctx context.Context) (string, error) {
		fmt.Println(name, "started")
		if err := aio.Sleep(ctx, d); err != nil {
			return "", err
		}
		fmt.Println(name, "done")
		return name, nil
	}
}

// Row 134: who starts first and who ends first, the same in every run.
func ExampleGather() {
	var trace aio.Trace
	names, err := aio.Run(func(ctx context.Context) ([]string, error) {
		return aio.Gather(ctx, work("A", 2*time.Second).Named("A"), work("B", time.Second).Named("B"))
	}, aio.Record(&trace))
	fmt.Println(names, err)
	fmt.Println(trace.Text())
	// Output:
	// A started
	// B started
	// B done
	// A done
	// [A B] <nil>
	//       0s  main         is created
	//       0s  main         starts
	//       0s  A            is created
	//       0s  B            is created
	//       0s  main         waits for tasks A, B
	//       0s  A            starts
	//       0s  A            waits for 2s
	//       0s  B            starts
	//       0s  B            waits for 1s
	//       1s  B            is woken: timer
	//       1s  B            goes on
	//       1s  B            is done
	//       2s  A            is woken: timer
	//       2s  A            goes on
	//       2s  A            is done
	//       2s  main         is woken: done
	//       2s  main         goes on
	//       2s  main         is done
}
