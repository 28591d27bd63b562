// recover in everything that can be deferred, and in the bodies of loops over functions.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type T struct{ n int }

func (t T) Val()  { fmt.Println("Val", t.n, recover()) }
func (t *T) Ptr() { fmt.Println("Ptr", t.n, recover()) }

type I interface{ Val() }
type E struct{ T }
type EP struct{ *T }
type EI struct{ I }

type G[X any] struct{ x X }

func (g G[X]) Rec()   { fmt.Println("G", g.x, recover()) }
func grec[X any](x X) { fmt.Println("grec", x, recover()) }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "left", r)
		} else {
			fmt.Println(name, "done")
		}
	}()
	f()
}

func call(f func()) { f() }

// Loops over functions: their bodies are functions of their own to recover.

func seq(yield func(int) bool) { yield(1) }

func one() {
	defer func() {
		for range seq {
			fmt.Println("in body:", recover())
		}
		fmt.Println("after:", recover())
	}()
	panic("one")
}

func nested() {
	defer func() {
		for range seq {
			for range seq {
				fmt.Println("in body:", recover())
			}
		}
		fmt.Println("after:", recover())
	}()
	panic("nested")
}

func deferInBody() {
	for range seq {
		defer func() { fmt.Println("deferred in body:", recover()) }()
	}
	panic("deferInBody")
}

func deferRecover() {
	defer func() { fmt.Println("outer:", recover()) }()
	for range seq {
		defer recover()
	}
	panic("deferRecover")
}

func deferRecover2() {
	defer func() { fmt.Println("outer:", recover()) }()
	defer func() {
		for range seq {
			defer recover()
		}
	}()
	panic("deferRecover2")
}
func deferRecover3() {
	defer func() { fmt.Println("outer:", recover()) }()
	defer func() {
		defer recover()
	}()
	panic("deferRecover3")
}
func deferPrintRecover() {
	defer func() { fmt.Println("outer:", recover()) }()
	defer func() {
		for range seq {
			defer fmt.Println("arg:", recover())
		}
	}()
	panic("deferPrintRecover")
}

func iter2() {
	defer func() { fmt.Println("outer:", recover()) }()
	for range func(yield func(int) bool) {
		defer yield(1)
		panic("iter2")
	} {
		fmt.Println("body:", recover())
	}
}

func iter3() {
	defer func() { fmt.Println("outer:", recover()) }()
	for range func(yield func(int) bool) {
		defer func() { yield(1) }()
		panic("iter3")
	} {
		fmt.Println("body:", recover())
	}
}

func main() {
	loops()

	try("method value", func() { t := T{1}; f := t.Val; defer f(); panic("p") })
	try("method ptr value", func() { t := &T{2}; f := t.Ptr; defer f(); panic("p") })
	try("iface", func() { var i I = T{3}; defer i.Val(); panic("p") })
	try("iface ptr", func() { var i I = &T{4}; defer i.Val(); panic("p") })
	try("promoted", func() { defer E{T{5}}.Val(); panic("p") })
	try("promoted iface", func() { var i I = E{T{6}}; defer i.Val(); panic("p") })
	try("promoted ep", func() { var i I = EP{&T{7}}; defer i.Val(); panic("p") })
	try("promoted ei", func() { var i I = EI{T{8}}; defer i.Val(); panic("p") })
	try("promoted ei2", func() { var i I = &EI{EI{&E{T{9}}}}; defer i.Val(); panic("p") })
	try("method expr", func() { defer T.Val(T{10}); panic("p") })
	try("method expr value", func() { f := (*T).Val; defer f(&T{11}); panic("p") })
	try("iface method expr", func() { f := I.Val; defer f(T{12}); panic("p") })
	try("iface method value", func() { var i I = E{T{13}}; f := i.Val; defer f(); panic("p") })
	try("generic", func() { defer G[int]{14}.Rec(); panic("p") })
	try("generic func", func() { defer grec("x"); panic("p") })
	try("generic value", func() { f := grec[string]; defer f("y"); panic("p") })
	try("call", func() { defer call(func() { fmt.Println("in call", recover()) }); panic("p") })
	try("once", func() {
		var once sync.Once
		defer once.Do(func() { fmt.Println("in once", recover()) })
		panic("p")
	})
	try("oncefunc", func() {
		defer sync.OnceFunc(func() { fmt.Println("in oncefunc", recover()) })()
		panic("p")
	})
	try("native value", func() {
		f := fmt.Println
		defer f("println", recover())
		panic("p")
	})
	try("in loop", func() {
		for i := range 3 {
			defer func() { fmt.Println(i, recover()) }()
		}
		panic("p")
	})
	try("twice", func() {
		defer func() { fmt.Println(recover(), recover()) }()
		panic("p")
	})
	try("nested defer", func() {
		defer func() {
			defer func() { fmt.Println("inner", recover()) }()
		}()
		panic("p")
	})
	try("nested defer panics", func() {
		defer func() {
			defer func() { fmt.Println("inner", recover()) }()
			panic("q")
		}()
		panic("p")
	})
	try("recover then panic", func() {
		defer func() {
			fmt.Println(recover())
			panic("again")
		}()
		panic("p")
	})
	try("panic in deferred then outer recovers", func() {
		defer func() { fmt.Println("sees", recover()) }()
		defer func() { panic("q") }()
		panic("p")
	})
	try("goexit in deferred", func() {
		done := make(chan bool)
		go func() {
			defer close(done)
			defer func() { fmt.Println("goexit", recover()) }()
			defer func() { runtime.Goexit() }()
			panic("p")
		}()
		<-done
	})
	try("recover during goexit", func() {
		done := make(chan bool)
		go func() {
			defer close(done)
			defer func() { fmt.Println("not", recover()) }()
			defer func() {
				defer func() { fmt.Println("yes", recover()) }()
				panic("q")
			}()
			runtime.Goexit()
		}()
		<-done
	})
	try("defer recover()", func() {
		defer func() { defer recover() }()
		panic("p")
	})
	try("defer recover() direct", func() {
		defer recover()
		panic("p")
	})
	try("defer func value recover", func() {
		defer func() { f := func() any { return recover() }; fmt.Println("via f", f()) }()
		panic("p")
	})
	try("repanic same value in nested func", func() {
		defer func() {
			r := recover()
			defer func() { fmt.Println("again", recover()) }()
			panic(r)
		}()
		panic("p")
	})
	try("nil map in deferred", func() {
		defer func() { fmt.Println("x", recover()) }()
		defer func() { var m map[int]int; m[0] = 1 }()
		panic("p")
	})
	try("nil func deferred", func() {
		defer func() { fmt.Println("x", recover()) }()
		var f func()
		defer f()
		panic("p")
	})
	try("results", func() {
		fmt.Println(func() (a, b int, s string) {
			defer func() { recover(); a++ }()
			a, b, s = 1, 2, "s"
			panic("p")
		}())
		fmt.Println(func() (int, string) {
			defer func() { recover() }()
			panic("p")
		}())
	})
	try("loop with recover", func() {
		for i := range 3 {
			func() {
				defer func() { fmt.Println(i, recover()) }()
				var a []int
				_ = a[i]
			}()
		}
	})
	try("select default recover closed", func() {
		defer func() { fmt.Println(recover()) }()
		c := make(chan int)
		close(c)
		select {
		case c <- 1:
		default:
		}
	})
}

func loops() {
	try("one", one)
	try("nested", nested)
	try("deferInBody", deferInBody)
	try("deferRecover", deferRecover)
	try("deferRecover2", deferRecover2)
	try("deferRecover3", deferRecover3)
	try("deferPrintRecover", deferPrintRecover)
	try("iter2", iter2)
	try("iter3", iter3)
}
