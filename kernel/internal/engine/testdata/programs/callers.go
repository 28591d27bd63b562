// Where a program is: package runtime and the lines of a log.
package main

import (
	"fmt"
	"log"
	"runtime"
	"runtime/debug"
	"strings"
)

type P struct{ x int }

func (p P) where() string {
	_, file, line, ok := runtime.Caller(1)
	return fmt.Sprint(file[strings.LastIndex(file, "/")+1:], line, ok)
}

func name[T any](T) string {
	pc, _, _, _ := runtime.Caller(0)
	return runtime.FuncForPC(pc).Name()
}

func helper(l *log.Logger) { l.Output(2, "from helper") }

func fail() {
	var p *P
	p.x = 1
}

func trace() []string {
	pcs := make([]uintptr, 10)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	var names []string
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") {
			names = append(names, fmt.Sprint(f.Function, ":", f.Line))
		}
		if !more {
			return names
		}
	}
}

func seq(yield func(int) bool) { yield(1) }

func main() {
	var out strings.Builder
	l := log.New(&out, "app: ", log.Lshortfile)
	l.Println("hello", P{1})
	l.Printf("%v", 2)
	helper(l)
	l.SetFlags(log.Lshortfile | log.Lmsgprefix)
	l.Print("with a prefix behind")
	fmt.Print(out.String())
	fmt.Println(P{}.where(), name(1), name("x"))
	fmt.Println(trace())
	func() { fmt.Println(trace()) }()
	for range seq {
		fmt.Println(len(trace()) > 0)
	}
	defer func() {
		recover()
		fmt.Println(trace())
		s := string(debug.Stack())
		fmt.Println(strings.Contains(s, "main.fail("), strings.Contains(s, "goroutine "))
		var buf [20]byte
		fmt.Println(runtime.Stack(buf[:], false))
	}()
	fail()
}
