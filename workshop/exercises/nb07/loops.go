package nb07

// This file has the loop in its stages, as what is given in the exercises.

const taskType = `type Task = *gen.Generator[any, gen.None, gen.None]
`

const timerType = taskType + `
// A timer says when a task is to wake up.
type timer struct {
	due  time.Duration
	task Task
}
`

const simpleMethods = `
func (l *Loop) Now() time.Duration { return l.now }
func (l *Loop) Go(t Task)          { l.ready = append(l.ready, t) }
`

// withTimers is the loop before exercise 7.2.
const withTimers = timerType + `
// A Loop lets tasks take turns.
type Loop struct {
	now    time.Duration // the clock
	ready  []Task        // can go on, the next one first
	timers []timer       // asleep, the first to wake up first
}

func newLoop() *Loop               { return &Loop{} }` + simpleMethods

// withWaiting is the loop before exercise 7.3.
const withWaiting = timerType + `
// A Loop lets tasks take turns.
type Loop struct {
	now     time.Duration   // the clock
	ready   []Task          // can go on, the next one first
	timers  []timer         // asleep, the first to wake up first
	waiting map[Task][]Task // NEW: those who wait for the end of a task
}

func newLoop() *Loop               { return &Loop{waiting: map[Task][]Task{}} }` + simpleMethods + rightSleep

// withCancelling is the loop before exercise 7.4.
const withCancelling = timerType + `
// A Loop lets tasks take turns.
type Loop struct {
	now       time.Duration   // the clock
	ready     []Task          // can go on, the next one first
	timers    []timer         // asleep, the first to wake up first
	waiting   map[Task][]Task // those who wait for the end of a task
	cancelled map[Task]bool   // NEW: to be told when they go on
}

func newLoop() *Loop {
	return &Loop{waiting: map[Task][]Task{}, cancelled: map[Task]bool{}}
}` + simpleMethods + rightSleep + rightJoin

const runSleep = `func (l *Loop) Run() {
	for len(l.ready) > 0 || l.wake() {
		t := l.ready[0]
		l.ready = l.ready[1:]
		request, err := t.Next()
		if err != nil {
			continue // it is over
		}
		switch r := request.(type) {
		case time.Duration: // it wants to sleep
			l.sleep(t, r)
		default: // it only gives up its turn
			l.Go(t)
		}
	}
}
`

const rightSleep = `
// sleep puts a task aside until the time has come.
func (l *Loop) sleep(t Task, d time.Duration) {
	l.timers = append(l.timers, timer{l.now + d, t})
	slices.SortStableFunc(l.timers, func(a, b timer) int { return cmp.Compare(a.due, b.due) })
}

// wake sets the clock to the first timer and makes its task ready. It reports false if nobody sleeps.
func (l *Loop) wake() bool {
	if len(l.timers) == 0 {
		return false
	}
	first := l.timers[0]
	l.timers = l.timers[1:]
	l.now = first.due
	l.Go(first.task)
	return true
}
`

const runJoin = `func (l *Loop) Run() {
	for len(l.ready) > 0 || l.wake() {
		t := l.ready[0]
		l.ready = l.ready[1:]
		request, err := t.Next()
		if err != nil {
			l.finish(t) // NEW
			continue
		}
		switch r := request.(type) {
		case time.Duration: // it wants to sleep
			l.sleep(t, r)
		case Task: // NEW: it wants to wait for the end of r
			l.join(t, r)
		default: // it only gives up its turn
			l.Go(t)
		}
	}
}
`

const rightJoin = `
// join puts a task aside until another one is over.
func (l *Loop) join(t, other Task) {
	if other.State() == gen.Closed {
		l.Go(t)
		return
	}
	l.waiting[other] = append(l.waiting[other], t)
}

// finish makes those ready who wait for the end of a task.
func (l *Loop) finish(t Task) {
	for _, w := range l.waiting[t] {
		l.Go(w)
	}
	delete(l.waiting, t)
}
`

const runCancel = `func (l *Loop) Run() {
	for len(l.ready) > 0 || l.wake() {
		t := l.ready[0]
		l.ready = l.ready[1:]
		request, err := l.step(t) // NEW: it was t.Next()
		if err != nil {
			l.finish(t)
			continue
		}
		switch r := request.(type) {
		case time.Duration: // it wants to sleep
			l.sleep(t, r)
		case Task: // it wants to wait for the end of r
			l.join(t, r)
		default: // it only gives up its turn
			l.Go(t)
		}
	}
}

// step lets a task go on. One that was cancelled is told so: its Yield returns an error.
func (l *Loop) step(t Task) (any, error) {
	if l.cancelled[t] {
		delete(l.cancelled, t)
		return t.Throw(context.Canceled)
	}
	return t.Next()
}
`

const rightCancel = `
// Cancel makes a task go on now, with an error. One that is over, or runs, is left alone.
func (l *Loop) Cancel(t Task) {
	if t.State() == gen.Closed || t.State() == gen.Running {
		return
	}
	l.ready = slices.DeleteFunc(l.ready, func(x Task) bool { return x == t })
	l.timers = slices.DeleteFunc(l.timers, func(x timer) bool { return x.task == t })
	for other, ws := range l.waiting {
		l.waiting[other] = slices.DeleteFunc(ws, func(w Task) bool { return w == t })
	}
	l.cancelled[t] = true
	l.Go(t)
}
`
