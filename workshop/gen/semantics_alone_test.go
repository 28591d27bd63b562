package gen

// alone are scenarios of one generator.
var alone = []scenario{
	{
		name:   "runs to the end",
		python: `g = plain("g", 2); state(g); show(lambda: next(g)); state(g); show(lambda: next(g)); show(lambda: next(g)); state(g); show(lambda: next(g))`,
		run: func(b *book) {
			g := b.plain("g", 2)
			b.state(g.State())
			b.show(g.Next())
			b.state(g.State())
			b.show(g.Next())
			b.show(g.Next())
			b.state(g.State())
			b.show(g.Next())
		},
		want: `
GEN_CREATED
0
GEN_SUSPENDED
1
g ends
StopIteration 20
GEN_CLOSED
StopIteration
`,
	},
	{
		name:   "send",
		python: `g = plain("g", 2); show(lambda: g.send("early")); state(g); show(lambda: g.send(None)); show(lambda: g.send("a")); show(lambda: g.send("b")); show(lambda: g.send("late"))`,
		run: func(b *book) {
			g := b.plain("g", 2)
			b.show(g.Send("early"))
			b.state(g.State())
			b.show(g.Next()) // send(None)
			b.show(g.Send("a"))
			b.show(g.Send("b"))
			b.show(g.Send("late"))
		},
		want: `
TypeError
GEN_CREATED
0
g gets a
1
g gets b
g ends
StopIteration 20
StopIteration
`,
	},
	{
		name:   "throw at a new one",
		python: `g = plain("g", 2); show(lambda: g.throw(Oops())); state(g); show(lambda: next(g))`,
		run: func(b *book) {
			g := b.plain("g", 2)
			b.show(g.Throw(errOops))
			b.state(g.State())
			b.show(g.Next())
		},
		want: `
Oops
GEN_CLOSED
StopIteration
`,
	},
	{
		name:   "throw, not handled",
		python: `g = plain("g", 2); next(g); show(lambda: g.throw(Oops())); state(g); show(lambda: next(g)); show(lambda: g.throw(Oops()))`,
		run: func(b *book) {
			g := b.plain("g", 2)
			g.Next()
			b.show(g.Throw(errOops))
			b.state(g.State())
			b.show(g.Next())
			b.show(g.Throw(errOops))
		},
		want: `
g sees Oops
g ends
Oops
GEN_CLOSED
StopIteration
Oops
`,
	},
	{
		name: "throw, handled",
		python: `
def body():
    for i in range(3):
        try:
            yield i
        except Oops:
            print("handled")
g = body(); next(g); show(lambda: g.throw(Oops())); show(lambda: next(g)); show(lambda: g.throw(Oops()))`,
		run: func(b *book) {
			g := New(func(y *yielder) (None, error) {
				for i := range 3 {
					if _, err := y.Yield(i); err == errOops {
						b.print("handled")
					}
				}
				return None{}, nil
			})
			g.Next()
			b.show(g.Throw(errOops))
			b.show(g.Next())
			b.show(g.Throw(errOops))
		},
		want: `
handled
1
2
handled
StopIteration
`,
	},
	{
		name:   "throw what Close throws",
		python: `g = plain("g", 2); next(g); show(lambda: g.throw(GeneratorExit())); state(g)`,
		run: func(b *book) {
			g := b.plain("g", 2)
			g.Next()
			b.show(g.Throw(ErrExit))
			b.state(g.State())
		},
		want: `
g sees GeneratorExit
g ends
GeneratorExit
GEN_CLOSED
`,
	},
	{
		name:   "throw the end",
		python: `g = plain("g", 2); next(g); show(lambda: g.throw(StopIteration())); state(g)`,
		run: func(b *book) {
			g := b.plain("g", 2)
			g.Next()
			b.show(g.Throw(ErrStop))
			b.state(g.State())
		},
		want: `
g sees StopIteration
g ends
RuntimeError
GEN_CLOSED
`,
	},
	{
		name: "an error of the body",
		python: `
def body():
    yield 1
    raise Oops()
g = body(); show(lambda: next(g)); show(lambda: next(g)); state(g); show(lambda: next(g)); show(lambda: g.close())`,
		run: func(b *book) {
			g := New(func(y *yielder) (None, error) {
				y.Yield(1)
				return None{}, errOops
			})
			b.show(g.Next())
			b.show(g.Next())
			b.state(g.State())
			b.show(g.Next())
			b.closes(g.Close())
		},
		want: `
1
Oops
GEN_CLOSED
StopIteration
None
`,
	},
	{
		name: "the end of another as an error",
		python: `
def body():
    yield next(iter([1]))
    yield next(iter([]))
g = body(); show(lambda: next(g)); show(lambda: next(g)); show(lambda: next(g))`,
		run: func(b *book) {
			g := New(func(y *yielder) (None, error) {
				for it := Iter([]int{1}); ; {
					v, err := it.Next()
					if err != nil {
						return None{}, err // a bug: nil is meant
					}
					y.Yield(v.(int))
				}
			})
			b.show(g.Next())
			b.show(g.Next())
			b.show(g.Next())
		},
		want: `
1
RuntimeError
StopIteration
`,
	},
	{
		name:   "close a new one",
		python: `g = plain("g", 2); show(lambda: g.close()); state(g); show(lambda: next(g)); show(lambda: g.send("x"))`,
		run: func(b *book) {
			g := b.plain("g", 2)
			b.closes(g.Close())
			b.state(g.State())
			b.show(g.Next())
			b.show(g.Send("x"))
		},
		want: `
None
GEN_CLOSED
StopIteration
StopIteration
`,
	},
	{
		name:   "close",
		python: `g = plain("g", 2); next(g); show(lambda: g.close()); state(g); show(lambda: g.close()); show(lambda: next(g))`,
		run: func(b *book) {
			g := b.plain("g", 2)
			g.Next()
			b.closes(g.Close())
			b.state(g.State())
			b.closes(g.Close())
			b.show(g.Next())
		},
		want: `
g sees GeneratorExit
g ends
None
GEN_CLOSED
None
StopIteration
`,
	},
	{
		name: "close, ignored",
		python: `
def body():
    for i in range(3):
        try:
            yield i
        except GeneratorExit:
            print("ignored")
g = body(); next(g); show(lambda: g.close()); state(g); show(lambda: next(g)); show(lambda: g.close()); state(g)`,
		run: func(b *book) {
			g := New(func(y *yielder) (None, error) {
				for i := range 3 {
					if _, err := y.Yield(i); err == ErrExit {
						b.print("ignored")
					}
				}
				return None{}, nil
			})
			g.Next()
			b.closes(g.Close())
			b.state(g.State())
			b.show(g.Next())
			b.closes(g.Close())
			b.state(g.State())
		},
		want: `
ignored
RuntimeError
GEN_SUSPENDED
2
ignored
None
GEN_CLOSED
`,
	},
	{
		name: "close, another error",
		python: `
def body():
    try:
        yield 1
    finally:
        raise Oops()
g = body(); next(g); show(lambda: g.close()); show(lambda: g.close())`,
		run: func(b *book) {
			g := New(func(y *yielder) (None, error) {
				y.Yield(1)
				return None{}, errOops
			})
			g.Next()
			b.closes(g.Close())
			b.closes(g.Close())
		},
		want: `
Oops
None
`,
	},
	{
		name: "calls from its own body",
		python: `
def body():
    show(lambda: next(g)); show(lambda: g.send("x")); show(lambda: g.throw(Oops())); show(lambda: g.close()); state(g)
    yield 1
g = body(); show(lambda: next(g)); show(lambda: next(g))`,
		run: func(b *book) {
			var g *Generator[int, string, None]
			g = New(func(y *yielder) (None, error) {
				b.show(g.Next())
				b.show(g.Send("x"))
				b.show(g.Throw(errOops))
				b.closes(g.Close())
				b.state(g.State())
				_, err := y.Yield(1)
				return None{}, err
			})
			b.show(g.Next())
			b.show(g.Next())
		},
		want: `
ValueError
ValueError
ValueError
ValueError
GEN_RUNNING
1
StopIteration
`,
	},
	{
		name: "a loop that is left and taken up again",
		python: `
g = plain("g", 4)
for v in g:
    print(v)
    if v == 1: break
state(g); show(lambda: next(g)); print(list(g)); state(g)`,
		run: func(b *book) {
			g := b.plain("g", 4)
			for v := range g.All() {
				b.print(v)
				if v == 1 {
					break
				}
			}
			b.state(g.State())
			b.show(g.Next())
			var rest []int
			for v := range g.All() {
				rest = append(rest, v)
			}
			b.print(rest)
			b.state(g.State())
		},
		want: `
0
1
GEN_SUSPENDED
2
g ends
[3]
GEN_CLOSED
`,
	},
}
