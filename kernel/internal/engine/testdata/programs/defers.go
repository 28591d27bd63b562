// defer, panic and recover in all their orders.
package main

import (
	"errors"
	"fmt"
	"os"
)

func order() {
	for i := range 3 {
		defer fmt.Print("d", i, " ")
	}
	fmt.Print("body ")
}

func result() (n int) {
	defer func() { n *= 2 }()
	n = 1
	return n + 20
}

func named() (s string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v", r)
		}
	}()
	s = "partial"
	panic("oops")
}

func nested() (out []string) {
	defer func() { out = append(out, fmt.Sprint("outer ", recover())) }()
	defer func() {
		defer func() { out = append(out, fmt.Sprint("inner ", recover())) }()
		panic("second")
	}()
	panic("first")
}

func rethrow() (err error) {
	defer func() {
		r := recover()
		err, _ = r.(error)
	}()
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Errorf("again: %w", r.(error)))
		}
	}()
	panic(os.ErrNotExist)
}

func runtimeErrors() {
	var p *struct{ x int }
	var m map[string]int
	var s []int
	var f func()
	var e error
	var i any = "text"
	zero := 0
	for _, bad := range []func(){
		func() { _ = p.x },
		func() { m["a"]++ },
		func() { _ = s[3] },
		func() { s = []int{1}; _ = s[:5] },
		func() { f() },
		func() { _ = e.Error() },
		func() { _ = i.(int) },
		func() { _ = i.(fmt.Stringer) },
		func() { fmt.Println(1 / zero) },
		func() { _ = make([]int, zero-1) },
		func() { close(make(chan int)); var c chan int; close(c) },
		func() { _ = [3]int{}[zero+3] },
		func() { _ = "abc"[zero+5] },
		func() { panic(nil) },
		func() { var a, b any = []int{}, []int{}; _ = a == b },
		func() { mm := map[any]int{}; mm[[]int{}] = 1 },
		func() { x := -1; _ = 1 << x },
		func() { _ = [2]int(s) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			bad()
		}()
	}
}

type cleanup struct{ log *[]string }

func (c cleanup) Close(name string) { *c.log = append(*c.log, name) }

func methods() []string {
	var log []string
	func() {
		c := cleanup{&log}
		defer c.Close("a")
		defer c.Close("b")
		c.log = nil
	}()
	return log
}

func loop() (n int) {
	for i := 0; i < 5; i++ {
		func() {
			defer func() {
				if recover() != nil {
					n += i
				}
			}()
			if i%2 == 1 {
				panic(i)
			}
		}()
	}
	return
}

func goexit() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("deferred")
		func() { return }()
	}()
	<-done
}

func main() {
	order()
	fmt.Println()
	fmt.Println(result())
	fmt.Println(named())
	fmt.Println(nested())
	err := rethrow()
	fmt.Println(err, errors.Is(err, os.ErrNotExist))
	runtimeErrors()
	fmt.Println(methods(), loop())
	goexit()
	defer fmt.Println("last")
	defer func() {
		fmt.Println("exit with", recover())
	}()
	var arr [4]int
	idx := 4
	arr[idx%5]++
}
