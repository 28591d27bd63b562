// Package nb11 has the exercises of notebook 11, about asynchronous I/O: pages of a web server, lines of a
// TCP connection, and what must not block.
package nb11

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are those of the notebook, in its order.
var Exercises = []*check.Question{text, polite, shout, careful, wordCount}
