package session

// matchGlob reports whether all of text matches pattern, in which * stands for
// any text (line ends included), ? for any one character, and everything else
// for itself. It needs time proportional to the product of the two lengths at
// worst: on a mismatch only the last * is tried again, one character further
// on, which is enough because an earlier * can take nothing that the last one
// could not.
func matchGlob(pattern, text string) bool {
	p, t := []rune(pattern), []rune(text)
	pi, ti := 0, 0
	star, retry := -1, 0 // where the last * stands, and where its rest was tried
	for ti < len(t) {
		switch {
		case pi < len(p) && p[pi] == '*':
			star, retry = pi, ti
			pi++
		case pi < len(p) && (p[pi] == '?' || p[pi] == t[ti]):
			pi, ti = pi+1, ti+1
		case star >= 0:
			retry++
			pi, ti = star+1, retry
		default:
			return false
		}
	}
	for pi < len(p) && p[pi] == '*' {
		pi++
	}
	return pi == len(p)
}
