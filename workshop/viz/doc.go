// Package viz draws what happens in a program: how an iterator is asked, where generators are
// suspended, how values flow through a pipeline, which task of an event loop runs when. It is for learners who
// have said what they expect, and now look.
//
//	var trace aio.Trace
//	aio.Run(main, aio.Record(&trace))
//	viz.Timeline(&trace) // as the last expression of a cell: the picture
//
// Pictures are made of what the learner's own program has done: [Protocol], [Calls], [Stack], [Steps] and
// [Delegation] of generators, [Flow] of sequences, [Timeline], [Tasks], [Loop] and [Depth] of event
// loops, [Lanes] of goroutines; [Bars] and [Line] of what was measured; [States], [Chain] and [Dates] of what is
// known beforehand.
//
// The one invariant: every picture says the same thing three times. It can be seen, also by those
// who do not tell colours apart and in the dark; its title and description are read aloud; and as text, which a
// terminal shows, it is a drawing in letters or a table. The same input gives the same bytes.
package viz
