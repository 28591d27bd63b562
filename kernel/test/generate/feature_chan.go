package generate

// This file writes features about channels and package sync.

// channels is about values of all types in channels, both ways, and how they are closed.
func (b *body) channels() {
	t := b.flatType(2)
	l := b.name("#")
	switch b.pick(4) {
	case 0: // ping-pong
		b.p("{\nping, pong := make(chan %s), make(chan %s)\ngo func() {\ndefer close(pong)\nfor x := range ping { pong <- x; pong <- %s }\n}()", t.spell, t.spell, b.literal(t))
		b.p("for range %d { ping <- %s; fmt.Print(<-pong, <-pong, \" \") }\nclose(ping)\nx, ok := <-pong\nfmt.Println(%q, x, ok)\n}", b.pick.between(1, 3), b.expr(t, 2), l)
	case 1: // results in order of their numbers
		b.p("{\ntype job struct { n int; x %s; out chan<- job }\njobs, out := make(chan job), make(chan job, 4)\nfor range 2 { go func() { for j := range jobs { j.n *= 10; j.out <- j } }() }", t.spell)
		b.p("for i := range 4 { jobs <- job{i, %s, out} }\nclose(jobs)\nvar got [4]%s\nsum := 0\nfor range 4 { j := <-out; got[j.n/10], sum = j.x, sum+j.n }\nfmt.Println(%q, got, sum)\n}", b.expr(t, 2), t.spell, l)
	case 2: // select on many
		b.p("{\nvar chans [5]chan %s\nfor i := range chans { chans[i] = make(chan %s, 2) }\nchans[%d] <- %s\nchans[%d] <- %s\nclose(chans[3])\nchans[4] = nil\nvar seen [6]int", t.spell, t.spell, b.pick(3), b.expr(t, 1), b.pick(3), b.expr(t, 1))
		b.p("for range 12 {\nselect {\ncase x := <-chans[0]:\nseen[0]++\n_ = x\ncase <-chans[1]:\nseen[1]++\ncase x, ok := <-chans[2]:\nif ok { seen[2]++ }\n_ = x\ncase chans[4] <- %s:\nseen[4]++\ndefault:\nseen[5]++\nif seen[5] == 2 { chans[2] = nil }\n}\n}\nfmt.Println(%q, seen)\n}", b.expr(t, 1), l)
	case 3: // leaving select
		b.p("{\ntick, quit := make(chan int), make(chan struct{})\ngo func() { for i := range 5 { tick <- i }; close(quit) }()\nvar last %s\nloop:\nfor n := 0; ; n++ {\nselect {\ncase i := <-tick:\nif i%%2 == 0 { continue }\nif i == 1 { last = %s; break }\nfmt.Print(i, n, \" \")\ncase <-quit:\nbreak loop\n}\n}\nfmt.Println(%q, last)\n}", t.spell, b.expr(t, 2), l)
	}
}

// synchronized uses what packages sync and atomic offer.
func (b *body) synchronized() {
	n := b.pick.between(1, 5)
	switch b.pick(4) {
	case 0:
		b.p("{\nvar total atomic.Int64\nvar once sync.Once\nvar wg sync.WaitGroup\nfor i := range %d {\nwg.Go(func() { once.Do(func() { total.Add(1000) }); total.Add(int64(i)) })\n}\nwg.Wait()\nfmt.Println(%q, total.Load(), total.CompareAndSwap(3, 4))\n}", n, b.name("#"))
	case 1:
		b.p("{\nvar mu sync.Mutex\ncond := sync.NewCond(&mu)\nready, done := 0, make(chan int)\nfor i := range %d {\ngo func() { mu.Lock(); ready++; cond.Broadcast(); mu.Unlock(); done <- i }()\n}\nmu.Lock()\nfor ready < %d { cond.Wait() }\nmu.Unlock()\nsum := 0\nfor range %d { sum += <-done }\nfmt.Println(%q, ready, sum)\n}", n, n, n, b.name("#"))
	case 2:
		b.p("{\nvalue := sync.OnceValue(func() int { fmt.Print(\"once \"); return %d })\nfmt.Println(%q, value(), value())\nvar m sync.Map\nm.Store(\"a\", %s)\nv, ok := m.Load(\"a\")\n_, had := m.LoadOrStore(1, 2)\nfmt.Println(v, ok, had)\n}", n, b.name("#"), b.expr(basic(kString), 1))
	case 3:
		b.p("{\nvar rw sync.RWMutex\nvar p atomic.Pointer[[]int]\np.Store(&[]int{})\nvar wg sync.WaitGroup\nfor i := range %d {\nwg.Go(func() { rw.Lock(); defer rw.Unlock(); old := *p.Load(); next := append(old[:len(old):len(old)], i); p.Store(&next) })\n}\nwg.Wait()\nrw.RLock()\nfmt.Println(%q, len(*p.Load()), slices.Sorted(slices.Values(*p.Load())))\nrw.RUnlock()\n}", n, b.name("#"))
	}
}
