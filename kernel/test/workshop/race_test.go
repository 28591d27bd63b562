//go:build race

package workshop

func init() { raceDetector = true }
