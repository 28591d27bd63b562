package generate

// This file writes features about channels and package sync.

// channels is about values of all types in channels, both ways, and how they are closed.
func (b *body) channels() {
	t := b.flatType(2)
	l := b.name("#")
	switch b.pick(4) {
	case 0: // ping-pong
		b.p(`{
			ping, pong := make(chan %s), make(chan %s)
			go func() {
				defer close(pong)
				for x := range ping { pong <- x; pong <- %s }
			}()`, t.spell, t.spell, b.literal(t))
		b.p(`for range %d { ping <- %s; fmt.Print(<-pong, <-pong, " ") }
			close(ping)
			x, ok := <-pong
			fmt.Println(%q, x, ok)
			}`, b.pick.between(1, 3), b.expr(t, 2), l)
	case 1: // results in order of their numbers
		b.p(`{
			type job struct { n int; x %s; out chan<- job }
			jobs, out := make(chan job), make(chan job, 4)
			for range 2 { go func() { for j := range jobs { j.n *= 10; j.out <- j } }() }`, t.spell)
		b.p(`for i := range 4 { jobs <- job{i, %s, out} }
			close(jobs)
			var got [4]%s
			sum := 0
			for range 4 { j := <-out; got[j.n/10], sum = j.x, sum+j.n }
			fmt.Println(%q, got, sum)
			}`, b.expr(t, 2), t.spell, l)
	case 2: // select on many
		b.p(`{
			var chans [5]chan %s
			for i := range chans { chans[i] = make(chan %s, 2) }
			chans[%d] <- %s
			chans[%d] <- %s
			close(chans[3])
			chans[4] = nil
			var seen [6]int`, t.spell, t.spell, b.pick(3), b.expr(t, 1), b.pick(3), b.expr(t, 1))
		b.p(`for range 12 {
			select {
			case x := <-chans[0]:
				seen[0]++
				_ = x
			case <-chans[1]:
				seen[1]++
			case x, ok := <-chans[2]:
				if ok { seen[2]++ }
				_ = x
			case chans[4] <- %s:
				seen[4]++
			default:
				seen[5]++
				if seen[5] == 2 { chans[2] = nil }
			}
			}
			fmt.Println(%q, seen)
			}`, b.expr(t, 1), l)
	case 3: // leaving select
		b.p(`{
			tick, quit := make(chan int), make(chan struct{})
			go func() { for i := range 5 { tick <- i }; close(quit) }()
			var last %s
			loop:
			for n := 0; ; n++ {
				select {
				case i := <-tick:
					if i%%2 == 0 { continue }
					if i == 1 { last = %s; break }
					fmt.Print(i, n, " ")
				case <-quit:
					break loop
				}
			}
			fmt.Println(%q, last)
			}`, t.spell, b.expr(t, 2), l)
	}
}

// synchronized uses what packages sync and atomic offer.
func (b *body) synchronized() {
	n := b.pick.between(1, 5)
	switch b.pick(4) {
	case 0:
		b.p(`{
			var total atomic.Int64
			var once sync.Once
			var wg sync.WaitGroup
			for i := range %d {
				wg.Go(func() { once.Do(func() { total.Add(1000) }); total.Add(int64(i)) })
			}
			wg.Wait()
			fmt.Println(%q, total.Load(), total.CompareAndSwap(3, 4))
			}`, n, b.name("#"))
	case 1:
		b.p(`{
			var mu sync.Mutex
			cond := sync.NewCond(&mu)
			ready, done := 0, make(chan int)
			for i := range %d {
				go func() { mu.Lock(); ready++; cond.Broadcast(); mu.Unlock(); done <- i }()
			}
			mu.Lock()
			for ready < %d { cond.Wait() }
			mu.Unlock()
			sum := 0
			for range %d { sum += <-done }
			fmt.Println(%q, ready, sum)
			}`, n, n, n, b.name("#"))
	case 2:
		b.p(`{
			value := sync.OnceValue(func() int { fmt.Print("once "); return %d })
			fmt.Println(%q, value(), value())
			var m sync.Map
			m.Store("a", %s)
			v, ok := m.Load("a")
			_, had := m.LoadOrStore(1, 2)
			fmt.Println(v, ok, had)
			}`, n, b.name("#"), b.expr(basic(kString), 1))
	case 3:
		b.p(`{
			var rw sync.RWMutex
			var p atomic.Pointer[[]int]
			p.Store(&[]int{})
			var wg sync.WaitGroup
			for i := range %d {
				wg.Go(func() { rw.Lock(); defer rw.Unlock(); old := *p.Load(); next := append(old[:len(old):len(old)], i); p.Store(&next) })
			}
			wg.Wait()
			rw.RLock()
			fmt.Println(%q, len(*p.Load()), slices.Sorted(slices.Values(*p.Load())))
			rw.RUnlock()
			}`, n, b.name("#"))
	}
}
