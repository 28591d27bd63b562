// Command build makes the workshop's notebooks of their sources, for those who write them.
//
//	go run ./notebooks/build          # all notebooks
//	go run ./notebooks/build 03 a1    # these
//	go run ./notebooks/build -nbgrader COURSE 03    # an assignment for nbgrader
//
// The text of notebook 03 is source/03-*.md, and its exercises are package workshop/exercises/nb03. Of
// both come the student's notebook (exercises to be done), the one in solutions/ (exercises
// done), the teacher's notes in instructor/notes/, and COVERAGE.md. The notebooks are then run by the kernel,
// which stores their outputs.
//
// # The source
//
// It is Markdown. A new cell begins at every heading, after every code cell, and at a line "---".
// Besides Markdown there is, each from the beginning of a line:
//
//	```go varies="the time of day"      a code cell. Words after go: raises-exception, hide, varies="reason"
//	```go show                          Go to be read and not to be run: stays Markdown
//	{{exercise 3.2}}                    the cells of an exercise
//	<!-- rows: 21, 22 -->               the next cell teaches these rows of source/rows.txt
//	<!-- notes: draw it first -->       for the teacher; may go over several lines
//	<!-- full -->                       before a heading: the section is not in the short track
//
// The one invariant: nobody edits what is generated. The tests here fail if a notebook is not
// what its source says.
package main
