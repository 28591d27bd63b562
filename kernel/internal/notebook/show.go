package notebook

import "io"

// Text returns a function for [RunOptions.Show] that writes outputs as text:
// standard error and errors to stderr, everything else to stdout. Without
// colours, escape sequences are removed. Errors of writing are ignored, as there
// is nobody left to tell.
func Text(stdout, stderr io.Writer, colours bool) func(Output) {
	return func(o Output) {
		to := stdout
		if name, _ := o.Stream(); name == "stderr" || o.Type() == errorOutput {
			to = stderr
		}
		s := o.Plain()
		if !colours {
			s = stripANSI(s)
		}
		io.WriteString(to, s)
	}
}
