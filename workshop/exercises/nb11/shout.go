package nb11

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type handler = func(ctx context.Context, s *aio.Stream) error

const shoutHead = "func shout(ctx context.Context, s *aio.Stream) error {\n"

var shout = check.Define(check.Exercise[handler]{
	ID: "11.3", Title: "A server that shouts",
	Task: "Write `shout`, which serves one connection. It answers **each line** that comes with the same line in capital letters " +
		"(`strings.ToUpper`), at once, before it waits for the next one. When the client has nothing more to say, `shout` returns `nil`.",
	Imports: []string{"context", "fmt", "strings", "github.com/gopherloop/gopherloop/workshop/aio"},
	Answer:  "shout",
	Stub:    shoutHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: shoutHead + `	for line, err := range s.Lines(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintln(s, strings.ToUpper(line))
	}
	return s.Drain(ctx)
}
`,
	Hints: []string{
		"for line, err := range s.Lines(ctx) gives the lines one by one, and ends when the client has nothing more to say.",
		"fmt.Fprintln(s, …) sends a text and ends the line. Write it inside the loop.",
		"After the loop, return s.Drain(ctx): it waits until the answers are on their way.",
	},
	Wrong: []check.Wrong{
		{Name: "one line only", Says: "a loop around ReadLine", Code: shoutHead + `	line, err := s.ReadLine(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(s, strings.ToUpper(line))
	return s.Drain(ctx)
}
`},
		{Name: "forgets to end the line", Says: "Fprintln", Code: shoutHead + `	for line, err := range s.Lines(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprint(s, strings.ToUpper(line))
	}
	return s.Drain(ctx)
}
`},
		{Name: "waits for everything first", Says: "when the client has hung up", Code: shoutHead + `	all, err := s.ReadAll(ctx)
	if err != nil {
		return err
	}
	fmt.Fprint(s, strings.ToUpper(string(all)))
	return s.Drain(ctx)
}
`},
		{Name: "an echo", Says: "strings.ToUpper(line)", Code: shoutHead + `	for line, err := range s.Lines(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintln(s, strings.TrimSpace(line))
	}
	return s.Drain(ctx)
}
`},
		{Name: "the end is an error", Says: "that is how a conversation ends", Code: shoutHead + `	for {
		line, err := s.ReadLine(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintln(s, strings.ToUpper(line))
	}
}
`},
	},
	Test: testShout,
})

// patience is how long a client waits for an answer, in real time.
const patience = 2 * time.Second

func testShout(t *check.T, answer handler) {
	var served error
	check.Loop(t, "shout", func(ctx context.Context) error {
		door, err := aio.Listen(ctx, "localhost:0")
		check.NoError(t, "opening a port", err)
		server := aio.Go(ctx, "server", aio.Do(func(ctx context.Context) error {
			s, err := door.Accept(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			served = answer(ctx, s)
			return nil
		}))
		s, err := aio.Dial(ctx, door.Addr())
		check.NoError(t, "connecting", err)
		talk(ctx, t, server, s)
		s.CloseWrite()
		_, err = aio.WaitFor(ctx, patience, server.Await)
		check.NoError(t, "shout, when the client has nothing more to say,", err)
		return door.Close()
	})
	t.Must(!errors.Is(served, io.EOF), "shout returns the error EOF",
		check.Else("io.EOF says that the client has nothing more to say, and that is how a conversation ends: return nil then"))
	check.NoError(t, "shout", served)
}

// talk sends lines and looks at the answers, each before the next line.
func talk(ctx context.Context, t *check.T, server *aio.Task[aio.None], s *aio.Stream) {
	for i, line := range []string{"Hello", "is anybody there?"} {
		fmt.Fprintln(s, line)
		got, err := aio.WaitFor(ctx, patience, s.ReadLine)
		if server.Done() {
			if _, err := server.Await(ctx); err != nil {
				panic(unwrapped(err))
			}
		}
		if errors.Is(err, aio.ErrTimeout) {
			late(ctx, t, s, line)
		}
		t.Must(i == 0 || err == nil, fmt.Sprintf("the first line is answered, but to %q no line comes back", line),
			check.Else("the conversation goes on: put a loop around ReadLine, or range over s.Lines(ctx)"))
		check.NoError(t, "the answer", err)
		check.Equal(t, fmt.Sprintf("the answer to %q", line), got, strings.ToUpper(line),
			check.Got(line, "what was sent comes back as it was: answer with strings.ToUpper(line)"))
	}
}

// late hangs up after an answer that did not come in time, to see what comes then.
func late(ctx context.Context, t *check.T, s *aio.Stream, line string) {
	s.CloseWrite()
	var all []byte
	aio.Timeout(ctx, patience/2, func(ctx context.Context) (err error) {
		all, err = s.ReadAll(ctx)
		return err
	})
	t.Fail(fmt.Sprintf("to %q no line comes back", line),
		check.If(strings.HasSuffix(string(all), "\n"), "the answer is only written when the client has hung up, but the client waits for the answer before it goes on: "+
			"answer inside the loop, line by line"),
		check.If(len(all) > 0, "there is an answer, but its line has no end, so the client still waits for the rest: use Fprintln, or write \"\\n\""),
		check.Else("the function waits for something that does not come"))
}

// unwrapped is what a task has panicked with, so that a stub is known as one.
func unwrapped(err error) any {
	if p, ok := errors.AsType[*aio.PanicError](err); ok {
		return p.Value
	}
	return err
}
