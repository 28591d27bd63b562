package gen

import "fmt"

// A State is what a generator is doing.
type State int

// The states of a generator. It goes from Created to Suspended by way of Running, back and forth between these, and
// ends Closed.
const (
	Created   State = iota // nothing has run
	Running                // a call has not returned yet
	Suspended              // waiting at a Yield
	Closed                 // over: returned, failed or closed
)

// String is the state in lower case.
func (s State) String() string {
	switch s {
	case Created:
		return "created"
	case Running:
		return "running"
	case Suspended:
		return "suspended"
	case Closed:
		return "closed"
	}
	return fmt.Sprintf("State(%d)", int(s))
}

// State returns what the generator is doing. Any goroutine may ask.
func (g *Generator[Out, In, Ret]) State() State { return State(g.co.state.Load()) }

// Name names the generator for String and pictures, and returns it.
func (g *Generator[Out, In, Ret]) Name(name string) *Generator[Out, In, Ret] {
	g.co.name = name
	return g
}

// String is for instance "generator fibonacci (suspended)".
func (g *Generator[Out, In, Ret]) String() string {
	if g.co.name == "" {
		return fmt.Sprintf("generator (%v)", g.State())
	}
	return fmt.Sprintf("generator %s (%v)", g.co.name, g.State())
}

// Line says where the body is suspended: "cell 3, line 4", or in a compiled program "main.go:12". It is the
// innermost line of the program that uses the workshop; "" if there is none, or if the generator is not
// suspended. If it delegates, [Generator.Frames] goes deeper.
func (g *Generator[Out, In, Ret]) Line() string {
	co := g.co
	if !co.state.CompareAndSwap(int64(Suspended), int64(Running)) {
		return ""
	}
	co.y.asked = true
	co.next()
	line := co.y.line
	g.co.state.Store(int64(Suspended))
	return line
}

// A Frame is what a picture of suspended functions shows of a generator.
type Frame struct {
	Name  string
	State State
	Line  string // as from [Generator.Line]
}

// framer is a generator of whatever types.
type framer interface{ Frames() []Frame }

// Frames are those of the generator, of what it delegates to with [From], and so on: the innermost is the last.
func (g *Generator[Out, In, Ret]) Frames() []Frame {
	frames := []Frame{{g.co.name, g.State(), g.Line()}}
	if sub := g.co.y.sub; sub != nil {
		frames = append(frames, sub.Frames()...)
	}
	return frames
}
