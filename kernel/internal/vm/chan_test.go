package vm_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
)

// The functions of this file are about channels: elements of all kinds, operations that wait,
// choices between several.

type notes struct{ list []string }

func (t *notes) note(args ...any) { t.list = append(t.list, strings.TrimSpace(fmt.Sprintln(args...))) }
func (t *notes) String() string   { return strings.Join(t.list, "; ") }

// exchange sends values and receives them, so that each side waits for the other at times.
func exchange[T any](t *notes, xs ...T) {
	there, back := make(chan T), make(chan T)
	go func() {
		defer close(back)
		for x := range there {
			runtime.Gosched()
			back <- x
		}
	}()
	for _, x := range xs {
		there <- x
		runtime.Gosched()
		y, ok := <-back
		t.note(fmt.Sprintf("%v", y), ok)
	}
	close(there)
	y, ok := <-back
	t.note(fmt.Sprintf("%v", y), ok)
}

type parcel struct {
	name  string
	to    *int //lint:ignore U1000 a pointer in what is sent
	sizes [3]uint16
	inner struct{ e any }
}

func anyElement(n int) string {
	var t notes
	exchange(&t, int8(-n), 127, -128)
	exchange(&t, uint8(n), 255)
	exchange(&t, int16(-n), -32768)
	exchange(&t, uint16(n), 65535)
	exchange(&t, rune(-n), 'x')
	exchange(&t, uint32(n), 1<<32-1)
	exchange(&t, -n, 1<<62)
	exchange(&t, uint64(n), 1<<64-1)
	exchange(&t, float32(n)/4, -1.5)
	exchange(&t, float64(n)/4, 1e300)
	exchange(&t, complex(float32(n), 1))
	exchange(&t, complex(float64(n), -1))
	exchange(&t, n > 1, true, false)
	exchange(&t, fmt.Sprint(n), "", "z")
	exchange(&t, []int{n, 2}, nil)
	exchange(&t, map[string]int{"a": n}, nil)
	exchange(&t, error(nil), errors.New("e"))
	exchange(&t, any(n), nil, "s", 2.5)
	exchange(&t, struct{}{}, struct{}{})
	exchange(&t, [2]int8{int8(n), 2})
	exchange(&t, [0]int{})
	exchange(&t, parcel{name: fmt.Sprint("p", n), sizes: [3]uint16{1, 2, 3}}, parcel{inner: struct{ e any }{"i"}})
	p := &n
	exchangeWords(&t, p, func() int { return n })
	return t.String()
}

func exchangeWords(t *notes, p *int, f func() int) {
	ps, fs, cs := make(chan *int), make(chan func() int), make(chan chan *int)
	go func() { cs <- ps; fs <- f; ps <- p }()
	c := <-cs
	t.note((<-fs)(), <-c == p, c == ps)
}

// waitingSelects chooses between channels of which none is ready at first.
func waitingSelects(n int) string {
	var t notes
	words, parcels, floats := make(chan string), make(chan parcel), make(chan float32)
	results := make(chan string)
	for i := range 4 {
		go func() {
			runtime.Gosched()
			switch i {
			case 0:
				words <- fmt.Sprint("w", n)
			case 1:
				parcels <- parcel{name: "p"}
			case 2:
				results <- fmt.Sprint(<-floats)
			case 3:
				results <- fmt.Sprint(<-floats)
			}
		}()
	}
	seen := map[string]int{}
	for range 6 {
		select {
		case w := <-words:
			seen[w]++
		case p, ok := <-parcels:
			seen[fmt.Sprint(p.name, ok)]++
		case floats <- 1.5:
			seen["sent"]++
		case r := <-results:
			seen[r]++
		}
	}
	t.note(seen)
	return t.String()
}

// moving moves a token between two channels, the new one coming before the old one goes. A
// select that looks at one after the other may find both empty.
func moving(n int) string {
	a, b := make(chan int, 3), make(chan int, 3)
	a <- 1
	done := make(chan bool)
	go func() {
		defer close(done)
		for range 100 * n {
			b <- 1
			<-a
			a <- 1
			<-b
		}
	}()
	missed := 0
	for over := false; !over; {
		select {
		case x := <-a:
			a <- x
		case x := <-b:
			b <- x
		default:
			missed++
		}
		select {
		case <-done:
			over = true
		default:
		}
	}
	return fmt.Sprint(missed)
}

func fairness(n int) string {
	chans := [3]chan int{make(chan int, 1), make(chan int, 1), make(chan int, 1)}
	closed, counts := make(chan struct{}), [4]int{}
	close(closed)
	for range 100 * n {
		for _, c := range chans[:2] {
			select {
			case c <- 1:
			default:
			}
		}
		select {
		case <-chans[0]:
			counts[0]++
		case <-chans[1]:
			counts[1]++
		case <-chans[2]:
			counts[2]++
		case <-closed:
			counts[3]++
		}
	}
	fair := func(k int) bool { return k >= 20*n && k <= 50*n }
	return fmt.Sprint(fair(counts[0]), fair(counts[1]), counts[2], fair(counts[3]))
}

// operands evaluates what a select needs once, in the order of the source, and the
// place of a received value only when its case is chosen.
func operands(n int) string {
	var t notes
	c := make(chan int, 1)
	ch := func(name string, c chan int) chan int { t.note(name); return c }
	val := func(k int) int { t.note(k); return k }
	var list [3]int
	var m map[string]bool
	for range 2 {
		select {
		case ch("a", nil) <- val(1):
		case list[val(2)] = <-ch("b", c):
			t.note("received", list)
		case ch("c", c) <- val(3 + n):
			t.note("sent")
		//lint:ignore SA5000 the assignment is not reached
		case m["x"] = <-(map[string]chan bool{})["none"]:
		}
	}
	i := 0
	arr := []chan int{c, nil}
	select {
	case arr[i] <- func() int { i = 1; return 7 }():
		t.note("to the first")
	case <-arr[i]:
	}
	t.note(<-c)
	return t.String()
}

func closing(n int) string {
	var t notes
	try := func(name string, f func()) {
		defer func() { t.note(name, recover()) }()
		f()
	}
	try("nil", func() { var c chan int; close(c) })
	try("twice", func() { c := make(chan parcel); close(c); close(c) })
	try("send", func() { c := make(chan parcel, n); close(c); c <- parcel{} })
	try("select", func() {
		c := make(chan string)
		close(c)
		select {
		case c <- "x":
		case <-make(chan int):
		}
	})
	return t.String()
}

// closedWhileSending closes channels for which senders wait. To the race detector that is a race.
func closedWhileSending(n int) string {
	var t notes
	var wg sync.WaitGroup
	c, d := make(chan int), make(chan parcel)
	outcomes := make(chan any, 4)
	sender := func(f func()) {
		defer wg.Done()
		defer func() { outcomes <- recover() }()
		f()
	}
	wg.Add(4)
	go sender(func() { c <- 1 })
	go sender(func() { d <- parcel{} })
	go sender(func() {
		select {
		case c <- 1:
		case d <- parcel{}:
		}
	})
	go sender(func() {
		//lint:ignore S1000 it is this select that is tested
		select {
		case c <- 1:
		}
	})
	for range 10 {
		runtime.Gosched()
	}
	close(c)
	close(d)
	wg.Wait()
	for range 4 {
		t.note(<-outcomes)
	}
	x, ok := <-d
	t.note(x.name, ok, len(d), cap(d))
	return t.String()
}

// sameChannel selects on sending to and receiving from the same channel, in two goroutines.
func sameChannel(n int) string {
	c, sums := make(chan int), make(chan int)
	for range 2 {
		go func() {
			sum := 0
			for i := range 20 * n {
				select {
				case c <- i:
					sum++
				case <-c:
					sum--
				}
			}
			sums <- sum
		}()
	}
	return fmt.Sprint(<-sums + <-sums)
}

// pipeline passes pointers and strings through stages with several workers each.
func pipeline(n int) string {
	type job struct {
		id   *int
		text string
		path []string
	}
	stage := func(name string, in <-chan job) <-chan job {
		out := make(chan job, 2)
		var wg sync.WaitGroup
		for range 3 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for j := range in {
					id := *j.id + 1
					out <- job{&id, j.text + name, append(j.path, name)}
				}
			}()
		}
		go func() { wg.Wait(); close(out) }()
		return out
	}
	in := make(chan job)
	go func() {
		defer close(in)
		for i := range n * 5 {
			in <- job{&i, fmt.Sprint(i, "-"), nil}
		}
	}()
	sum, length := 0, 0
	for j := range stage("c", stage("b", stage("a", in))) {
		sum += *j.id
		length += len(strings.Join(j.path, "")) + len(j.text)
	}
	return fmt.Sprint(sum, length)
}
