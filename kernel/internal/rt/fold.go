package rt

// This file finds what repeats in a traceback: the calls of a recursion.

// longestCycle is how many functions may call each other in a circle for it to be recognised.
const longestCycle = 10

// A Repeat is a part of a traceback in which the same calls come again and again.
type Repeat struct {
	Period int // how many calls make one round
	Frames int // how many entries of the traceback the part has
	Calls  int // how many calls it stands for, with those left out
}

// RepeatAt returns the shortest circle that begins at entry i of a traceback and is gone through
// three times at least; Frames is 0 if there is none.
func RepeatAt(trace []Frame, i int) Repeat {
	for period := 1; period <= longestCycle && i+3*period <= len(trace); period++ {
		r := Repeat{Period: period}
		r.Frames, r.Calls = follow(trace[i:], period)
		if r.Calls >= 3*period {
			return r
		}
	}
	return Repeat{}
}

// follow goes along a traceback as long as its first entries, one round, come again. Where entries were
// left out, the circle may go on anywhere.
func follow(trace []Frame, period int) (frames, calls int) {
	at := 0 // in the round
	for i, f := range trace {
		if i > 0 && f.Elided > 0 {
			at = find(trace, i, period)
			if at < 0 {
				return i, calls
			}
			calls += f.Elided
		}
		if !sameCall(f, trace[at%period]) {
			return i, calls
		}
		at++
		calls++
	}
	return len(trace), calls
}

// find returns where in the round entry i and those that follow it are; -1 if nowhere.
func find(trace []Frame, i, period int) int {
	for at := range period {
		same := 0
		for same < period && i+same < len(trace) && sameCall(trace[i+same], trace[(at+same)%period]) {
			same++
		}
		if same == min(period, len(trace)-i) {
			return at
		}
	}
	return -1
}

func sameCall(a, b Frame) bool {
	return a.Name == b.Name && a.Pos.Line == b.Pos.Line && a.Pos.Filename == b.Pos.Filename
}
