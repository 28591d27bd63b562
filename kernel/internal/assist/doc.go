// Package assist answers the questions that a front end asks while a learner is
// typing: what could stand here, what is this, what does this call want.
//
// It is for the worker. Every function takes the text of the cell, which may be
// unfinished, and the cursor, which counts Unicode code points as Jupyter does.
// The scope is that of the session's next cell.
//
// The one invariant: an answer is given for any text whatever, in doubt an empty
// one; the session is not changed.
//
//	c := assist.Complete(session, "import \"fmt\"\nfmt.Prin", 20)
//	// c.Matches: Print, Printf, Println with their signatures; c.Start is 16
//
// Broken text is looked at twice: as it is, and cut off behind the cursor with all
// open brackets closed. The first view in which the question has an answer counts.
package assist
