//go:build race

package accidents

// slack is how much slower than promised a machine may be that does other things meanwhile, and looks for races.
const slack = 12
