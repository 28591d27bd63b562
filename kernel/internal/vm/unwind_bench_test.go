package vm_test

import "testing"

const unwindBenchSource = `
func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func steps(n int) int {
	s := 0
	for i := range upTo(n) {
		s += i & 3
	}
	return s
}

func locked(p *int) {
	defer func() { *p-- }()
	*p++
}

func defers(n int) int {
	k := 0
	for range n {
		locked(&k)
	}
	return k
}

func failing() (r any) {
	defer func() { r = recover() }()
	panic("x")
}

func faulting(p *int) (r any) {
	defer func() { r = recover() }()
	return *p
}

func panics(n int) int {
	for range n {
		failing()
	}
	return 0
}

func faults(n int) int {
	for range n {
		faulting(nil)
	}
	return 0
}

func pingPong(n int) int {
	to, from := make(chan int), make(chan int)
	go func() {
		for x := range to {
			from <- x + 1
		}
	}()
	x := 0
	for range n {
		to <- x
		x = <-from
	}
	close(to)
	return x
}

func buffered(n int) int {
	c, x := make(chan int, 1), 0
	for range n {
		c <- 1
		x += <-c
	}
	return x
}

func starts(n int) int {
	done := make(chan bool, n)
	for range n {
		go func() { done <- true }()
	}
	for range n {
		<-done
	}
	return 0
}

func startJoin(n int) int {
	done := make(chan bool)
	for range n {
		go func() { done <- true }()
		<-done
	}
	return 0
}

func selecting(n int) int {
	a, b, quit := make(chan int), make(chan int), make(chan bool)
	for _, c := range []chan int{a, b} {
		go func() {
			for i := range n / 2 {
				c <- i
			}
			quit <- true
		}()
	}
	s := 0
	for over := 0; over < 2; {
		select {
		case x := <-a:
			s += x
		case x := <-b:
			s -= x
		case <-quit:
			over++
		}
	}
	return s
}

func polling(n int) int {
	quit, k := make(chan bool), 0
	for range n {
		select {
		case <-quit:
			return -1
		default:
			k++
		}
	}
	return k
}
`

func BenchmarkUnwinding(b *testing.B) {
	for _, name := range []string{"steps", "defers", "panics", "faults", "pingPong", "buffered", "starts", "startJoin", "selecting", "polling"} {
		b.Run(name, func(b *testing.B) {
			s := newSession(b)
			s.load(b, unwindBenchSource)
			f := function[func(int) int](b, s, name)
			b.ReportAllocs()
			processor(b, func() {
				if err := s.do(func() { f(b.N) }); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}
