package nba1

import "github.com/gopherloop/gopherloop/workshop/check"

var loopPhrases = matching{"match", []phrase{
	{"iter(xs)", "d", "iter makes an iterator, which is asked by hand: something of package iter does that"},
	{"next(it)", "h", "next asks for one value; in Go the answer has two parts"},
	{"raise StopIteration", "b", "there is no exception at the end in Go, there is an answer: false"},
	{"yield v", "f", "yield hands a value to the loop, and in Go it answers whether to go on"},
	{"yield from g", "a", "another sequence's values are handed on, one by one"},
	{"(f(x) for x in xs)", "g", "round brackets are lazy: a sequence, and no list yet"},
	{"[f(x) for x in xs]", "c", "square brackets make the whole list at once"},
	{"with open(p) as f", "e", "the file is to be closed at the end, whatever happens"},
}}

var loops = check.Define(check.Exercise[map[string]string]{
	ID: "A1.3", Title: "Match: loops and generators",
	Task: "Which Go phrase says the same? Write its letter behind each phrase of Python.\n\n" +
		"- **a** `for v := range g { if !yield(v) { return } }`\n" +
		"- **b** `ok == false`\n" +
		"- **c** `seq.List(seq.Map(xs, f))`\n" +
		"- **d** `next, stop := iter.Pull(xs)`\n" +
		"- **e** `defer f.Close()`\n" +
		"- **f** `if !yield(v) { return }`\n" +
		"- **g** `seq.Map(xs, f)`\n" +
		"- **h** `v, ok := next()`",
	Answer:   "match",
	Stub:     loopPhrases.stub(),
	Solution: loopPhrases.code(nil),
	Hints: []string{
		"Start with `with open`: what must happen at the end of a block is deferred in Go.",
		"`iter.Pull` gives you two functions. One of them is then called for each value.",
		"The two comprehensions differ in `seq.List` only. Which one makes the values at once?",
	},
	Wrong: []check.Wrong{
		{Name: "iter and next exchanged", Says: "makes an iterator", Code: loopPhrases.code(map[string]string{"iter(xs)": "h", "next(it)": "d"})},
		{Name: "lazy and eager exchanged", Says: "round brackets are lazy", Code: loopPhrases.code(map[string]string{"(f(x) for x in xs)": "c", "[f(x) for x in xs]": "g"})},
		{Name: "yield and yield from exchanged", Says: "hands a value to the loop", Code: loopPhrases.code(map[string]string{"yield v": "a", "yield from g": "f"})},
		{Name: "one left out", Says: "no letter", Code: loopPhrases.code(map[string]string{"with open(p) as f": ""})},
	},
	Untouched: untouched,
	Test:      loopPhrases.test,
})

var taskPhrases = matching{"pairs", []phrase{
	{"asyncio.create_task(f())", "c", "something is started that runs beside: one word of Go does that"},
	{"await asyncio.gather(a(), b())", "f", "several things are waited for until all are done"},
	{"await asyncio.to_thread(f)", "h", "a goroutine may block, so nothing special is needed: it is a plain call"},
	{"asyncio.Queue(maxsize=3)", "b", "values go in at one end and out at the other, and there is room for three"},
	{"asyncio.Lock()", "g", "one at a time"},
	{"asyncio.Semaphore(3)", "e", "three at a time: three tickets that are taken and given back"},
	{"async with asyncio.timeout(5)", "a", "everything below is to end after some time: a ctx says so"},
	{"task.cancel()", "d", "a goroutine is asked to stop, and it listens to a ctx"},
}}

var tasks = check.Define(check.Exercise[map[string]string]{
	ID: "A1.4", Title: "Match: asyncio and goroutines",
	Task: "The same for programs that wait. Each letter is needed once.\n\n" +
		"- **a** `context.WithTimeout(ctx, 5*time.Second)`\n" +
		"- **b** `make(chan string, 3)`, to hand values over\n" +
		"- **c** `go f()`\n" +
		"- **d** `cancel()`, of `context.WithCancel`\n" +
		"- **e** `make(chan struct{}, 3)`, as a box of tickets\n" +
		"- **f** `all.Go(a); all.Go(b); all.Wait()`, of a `sync.WaitGroup`\n" +
		"- **g** `sync.Mutex`\n" +
		"- **h** `f()`",
	Answer:   "pairs",
	Stub:     taskPhrases.stub(),
	Solution: taskPhrases.code(nil),
	Hints: []string{
		"Two of them are a context: the one with a time, and the one that is called off by hand.",
		"Two of them are channels: one carries values, one carries tickets.",
		"`to_thread` is for functions that block. Does a goroutine need that?",
	},
	Wrong: []check.Wrong{
		{Name: "a goroutine for to_thread", Says: "one word of Go", Code: taskPhrases.code(map[string]string{"asyncio.create_task(f())": "h", "await asyncio.to_thread(f)": "c"})},
		{Name: "queue and semaphore exchanged", Says: "in at one end", Code: taskPhrases.code(map[string]string{"asyncio.Queue(maxsize=3)": "e", "asyncio.Semaphore(3)": "b"})},
		{Name: "timeout and cancel exchanged", Says: "after some time", Code: taskPhrases.code(map[string]string{"async with asyncio.timeout(5)": "d", "task.cancel()": "a"})},
		{Name: "a lock to wait", Says: "until all are done", Code: taskPhrases.code(map[string]string{"await asyncio.gather(a(), b())": "g", "asyncio.Lock()": "f"})},
	},
	Untouched: untouched,
	Test:      taskPhrases.test,
})
