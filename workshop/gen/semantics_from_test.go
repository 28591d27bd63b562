package gen

// delegating are scenarios of a generator that delegates to another.
var delegating = []scenario{
	{
		name:   "from: values and results",
		python: `g = around(plain("sub", 2)); show(lambda: next(g)); show(lambda: g.send("a")); show(lambda: g.send("b"))`,
		run: func(b *book) {
			g := b.around(b.plain("sub", 2))
			b.show(g.Next())
			b.show(g.Send("a"))
			b.show(g.Send("b"))
		},
		want: `
0
sub gets a
1
sub gets b
sub ends
sub returned 20
StopIteration 21
`,
	},
	{
		name:   "from: throw",
		python: `sub = plain("sub", 2); g = around(sub); next(g); show(lambda: g.throw(Oops())); state(g); state(sub)`,
		run: func(b *book) {
			sub := b.plain("sub", 2)
			g := b.around(sub)
			g.Next()
			b.show(g.Throw(errOops))
			b.state(g.State())
			b.state(sub.State())
		},
		want: `
sub sees Oops
sub ends
outer sees Oops
Oops
GEN_CLOSED
GEN_CLOSED
`,
	},
	{
		name: "from: throw, handled inside",
		python: `
def sub():
    try:
        yield 1
    except Oops:
        print("handled")
    yield 2
    return 7
g = around(sub()); next(g); show(lambda: g.throw(Oops())); show(lambda: next(g))`,
		run: func(b *book) {
			sub := New(func(y *yielder) (int, error) {
				if _, err := y.Yield(1); err == errOops {
					b.print("handled")
				}
				y.Yield(2)
				return 7, nil
			})
			g := b.around(sub)
			g.Next()
			b.show(g.Throw(errOops))
			b.show(g.Next())
		},
		want: `
handled
2
sub returned 7
StopIteration 8
`,
	},
	{
		name: "from: throw, answered with a result",
		python: `
def sub():
    try:
        yield 1
    except Oops:
        return 7
g = around(sub()); next(g); show(lambda: g.throw(Oops()))`,
		run: func(b *book) {
			sub := New(func(y *yielder) (int, error) {
				y.Yield(1)
				return 7, nil
			})
			g := b.around(sub)
			g.Next()
			b.show(g.Throw(errOops))
		},
		want: `
sub returned 7
StopIteration 8
`,
	},
	{
		name: "from: throw, handled outside",
		python: `
def outer():
    try:
        yield from plain("sub", 2)
    except Oops:
        print("handled")
    yield 99
g = outer(); next(g); show(lambda: g.throw(Oops())); show(lambda: next(g))`,
		run: func(b *book) {
			g := New(func(y *yielder) (None, error) {
				if _, err := From(y, b.plain("sub", 2)); err == errOops {
					b.print("handled")
				}
				_, err := y.Yield(99)
				return None{}, err
			})
			g.Next()
			b.show(g.Throw(errOops))
			b.show(g.Next())
		},
		want: `
sub sees Oops
sub ends
handled
99
StopIteration
`,
	},
	{
		name:   "from: close",
		python: `sub = plain("sub", 2); g = around(sub); next(g); show(lambda: g.close()); state(g); state(sub)`,
		run: func(b *book) {
			sub := b.plain("sub", 2)
			g := b.around(sub)
			g.Next()
			b.closes(g.Close())
			b.state(g.State())
			b.state(sub.State())
		},
		want: `
sub sees GeneratorExit
sub ends
outer sees GeneratorExit
None
GEN_CLOSED
GEN_CLOSED
`,
	},
	{
		name:   "from: throw what Close throws",
		python: `sub = plain("sub", 2); g = around(sub); next(g); show(lambda: g.throw(GeneratorExit())); state(sub)`,
		run: func(b *book) {
			sub := b.plain("sub", 2)
			g := b.around(sub)
			g.Next()
			b.show(g.Throw(ErrExit))
			b.state(sub.State())
		},
		want: `
sub sees GeneratorExit
sub ends
outer sees GeneratorExit
GeneratorExit
GEN_CLOSED
`,
	},
	{
		name: "from: close, ignored inside",
		python: `
def sub():
    for i in range(3):
        try:
            yield i
        except GeneratorExit:
            print("ignored")
s = sub(); g = around(s); next(g); show(lambda: g.close()); state(g); state(s)`,
		run: func(b *book) {
			sub := New(func(y *yielder) (int, error) {
				for i := range 3 {
					if _, err := y.Yield(i); err == ErrExit {
						b.print("ignored")
					}
				}
				return 0, nil
			})
			g := b.around(sub)
			g.Next()
			b.closes(g.Close())
			b.state(g.State())
			b.state(sub.State())
		},
		want: `
ignored
outer sees RuntimeError
RuntimeError
GEN_CLOSED
GEN_SUSPENDED
`,
	},
	{
		name: "from: close, another error inside",
		python: `
def sub():
    try:
        yield 1
    finally:
        raise Oops()
g = around(sub()); next(g); show(lambda: g.close())`,
		run: func(b *book) {
			sub := New(func(y *yielder) (int, error) {
				y.Yield(1)
				return 0, errOops
			})
			g := b.around(sub)
			g.Next()
			b.closes(g.Close())
		},
		want: `
outer sees Oops
Oops
`,
	},
	{
		name: "from: close, a result inside",
		python: `
def sub():
    try:
        yield 1
    except GeneratorExit:
        return 7
g = around(sub()); next(g); show(lambda: g.close())`,
		run: func(b *book) {
			sub := New(func(y *yielder) (int, error) {
				y.Yield(1)
				return 7, nil
			})
			g := b.around(sub)
			g.Next()
			b.closes(g.Close())
		},
		want: `
outer sees GeneratorExit
None
`,
	},
	{
		name:   "from: one that has begun",
		python: `sub = plain("sub", 3); next(sub); g = around(sub); show(lambda: next(g)); show(lambda: next(sub)); show(lambda: next(g))`,
		run: func(b *book) {
			sub := b.plain("sub", 3)
			sub.Next()
			g := b.around(sub)
			b.show(g.Next())
			b.show(sub.Next())
			b.show(g.Next())
		},
		want: `
1
2
sub ends
sub returned 30
StopIteration 31
`,
	},
	{
		name:   "from: an error inside",
		python: "def sub():\n    raise Oops()\n    yield\ng = around(sub()); show(lambda: next(g)); state(g)",
		run: func(b *book) {
			g := b.around(New(func(*yielder) (int, error) { return 0, errOops }))
			b.show(g.Next())
			b.state(g.State())
		},
		want: `
outer sees Oops
Oops
GEN_CLOSED
`,
	},
	{
		name:   "from: itself",
		python: "def body():\n    yield 1\n    yield from g\ng = body(); show(lambda: next(g)); show(lambda: next(g)); state(g)",
		run: func(b *book) {
			var g *numbers
			g = New(func(y *yielder) (int, error) {
				y.Yield(1)
				return From(y, g)
			})
			b.show(g.Next())
			b.show(g.Next())
			b.state(g.State())
		},
		want: `
1
ValueError
GEN_CLOSED
`,
	},
}
