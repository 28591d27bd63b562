package aio

// A line is where tasks wait, first come, first served. Its zero value is an empty line.
type line struct {
	head, tail *task
	n          int
}

func (q *line) add(t *task) {
	t.in, t.ahead = q, q.tail
	if q.tail == nil {
		q.head = t
	} else {
		q.tail.behind = t
	}
	q.tail = t
	q.n++
}

func (q *line) remove(t *task) {
	if t.ahead == nil {
		q.head = t.behind
	} else {
		t.ahead.behind = t.behind
	}
	if t.behind == nil {
		q.tail = t.ahead
	} else {
		t.behind.ahead = t.ahead
	}
	t.in, t.ahead, t.behind = nil, nil, nil
	q.n--
}

// wake wakes the first task, and reports whether there was one.
func (q *line) wake(by *task, cause string) bool {
	if q.head == nil {
		return false
	}
	q.head.wake(by, cause)
	return true
}

func (q *line) wakeAll(by *task, cause string) {
	for q.wake(by, cause) {
	}
}

// current is the task that runs in the loop of those that wait.
func (q *line) current() *task {
	if q.head == nil {
		return nil
	}
	return q.head.loop.current
}

// failAll wakes all tasks with an error.
func (q *line) failAll(err error) {
	for q.head != nil {
		q.head.woken = err
		q.head.wake(q.current(), err.Error())
	}
}
