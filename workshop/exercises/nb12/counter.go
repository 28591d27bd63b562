package nb12

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type adder = func(load func() int, store func(int)) func()

var counter = check.Define(check.Exercise[adder]{
	ID: "12.4", Title: "Count every visit",
	Task: "A web page counts its visits in a slow database: `load` reads the number, `store` writes it. `lossyVisit` makes a function that counts one " +
		"visit. When many goroutines call it at the same time, **visits get lost**. Write `safeVisit`, which loses none.",
	Imports: []string{"sync"},
	Setup: `func lossyVisit(load func() int, store func(int)) (visit func()) {
	return func() {
		n := load()
		store(n + 1)
	}
}
`,
	Answer: "safeVisit",
	Stub: `func safeVisit(load func() int, store func(int)) (visit func()) {
	panic("not implemented")
}
`,
	Solution: `func safeVisit(load func() int, store func(int)) (visit func()) {
	var mu sync.Mutex // one lock for all visits
	return func() {
		mu.Lock()
		defer mu.Unlock()
		n := load()
		store(n + 1)
	}
}
`,
	Hints: []string{
		"Two visitors both load 7. What does each of them store?",
		"Between load and store nobody else may do anything: a `sync.Mutex` around both.",
		"There has to be **one** mutex for all visits. So it is made in `safeVisit`, and not in the function that it returns.",
	},
	Wrong: []check.Wrong{
		{Name: "as given", Says: "at the same time", Code: `func safeVisit(load func() int, store func(int)) (visit func()) {
	return func() {
		n := load()
		store(n + 1)
	}
}
`},
		{Name: "locks only the load", Says: "store belongs", Code: `func safeVisit(load func() int, store func(int)) (visit func()) {
	var mu sync.Mutex
	return func() {
		mu.Lock()
		n := load()
		mu.Unlock()
		store(n + 1)
	}
}
`},
		{Name: "unlocks in between", Says: "in between", Code: `func safeVisit(load func() int, store func(int)) (visit func()) {
	var mu sync.Mutex
	return func() {
		mu.Lock()
		n := load()
		mu.Unlock()
		mu.Lock()
		store(n + 1)
		mu.Unlock()
	}
}
`},
		{Name: "does not unlock", Says: "gives the lock back", Code: `func safeVisit(load func() int, store func(int)) (visit func()) {
	var mu sync.Mutex
	return func() {
		mu.Lock()
		n := load()
		store(n + 1)
	}
}
`},
		{Name: "stores what it has counted itself", Says: "somebody else", Code: `func safeVisit(load func() int, store func(int)) (visit func()) {
	var mu sync.Mutex
	n := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		n++
		store(n)
	}
}
`},
	},
	Test: testCounter,
})

func testCounter(t *check.T, safeVisit adder) {
	const visits = 6
	var number, loading, storing atomic.Int32
	var loads, stores atomic.Bool // at the same time as others
	number.Store(7)               // somebody else has counted before
	load := func() int {
		loads.Store(loads.Load() || loading.Add(1) > 1)
		time.Sleep(3 * time.Millisecond)
		loading.Add(-1)
		return int(number.Load())
	}
	store := func(n int) {
		stores.Store(stores.Load() || storing.Add(1) > 1)
		time.Sleep(8 * time.Millisecond)
		number.Store(int32(n))
		storing.Add(-1)
	}
	visit := safeVisit(load, store)
	var all sync.WaitGroup
	for range visits {
		all.Go(visit)
	}
	ended := make(chan struct{})
	go func() { all.Wait(); close(ended) }()
	t.Must(within(ended), "the first visit is counted, and all others wait for ever", check.Else("nobody gives the lock back: write defer mu.Unlock() right behind mu.Lock()"))
	t.Must(!loads.Load(), "several visits load at the same time, and so the same number",
		check.Else("lock one mutex before load, and unlock it after store. A mutex that is made in the function that is returned is another one each time"))
	t.Must(!stores.Load(), "several visits store at the same time", check.Else("store belongs to what is locked, too: unlock behind it"))
	check.Equal(t, "the number after 7 and 6 visits more", int(number.Load()), 7+visits,
		check.Got(visits, "load the number each time: somebody else has counted before you"),
		check.Else("the lock is given back in between load and store: hold it until the number is stored"))
}
