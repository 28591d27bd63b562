package vm_test

import "testing"

const valuesBench = `
import ("math"; "strings")
type shape interface { Area() int }
type square struct{ w int }
func (s square) Area() int { return s.w }
type disc struct{ r int }
func (d *disc) Area() int { return d.r }
func callIface(n int) int { var s shape = &disc{2}; t := 0; for i := 0; i < n; i++ { t += s.Area() }; return t }
func callIfaceValue(n int) int { var s shape = square{2}; t := 0; for i := 0; i < n; i++ { t += s.Area() }; return t }
func mapAdd(n int) int { m := map[int]int{}; for i := 0; i < n; i++ { m[i&1023] += i }; return m[3] }
func mapString(n int) int { m := map[string]int{"a": 1, "bc": 2}; ks := []string{"a", "bc"}; t := 0; for i := 0; i < n; i++ { t += m[ks[i&1]] }; return t }
func mapRange(n int) int { m := map[int]int{}; for i := range 1000 { m[i] = i }; t := 0; for t < n { for range m { t++ } }; return t }
func mapRangeBoth(n int) int { m := map[int]int{}; for i := range 1000 { m[i] = i }; t, c := 0, 0; for c < n { for k, v := range m { t += k + v; c++ } }; return t }
func nativeCall(n int) int { t := 0.0; for i := 0; i < n; i++ { t += math.Sqrt(float64(i)) }; return int(t) }
func nativeMethod(n int) int { var b strings.Builder; for i := 0; i < n; i++ { b.WriteByte('x') }; return b.Len() }
func boxInt(n int) int { t := 0; for i := 0; i < n; i++ { var x any = i; if v, ok := x.(int); ok { t += v } }; return t }
func typeSwitch(n int) int { xs := []any{1, "s", square{3}, &disc{4}}; t := 0; for i := 0; i < n; i++ { switch v := xs[i&3].(type) { case int: t += v; case string: t += len(v); case shape: t += v.Area() } }; return t }
`

// BenchmarkValues has the operations of this package's Go code, per step of a loop.
func BenchmarkValues(b *testing.B) {
	s := newSession(b)
	s.load(b, valuesBench)
	for _, name := range []string{"callIface", "callIfaceValue", "mapAdd", "mapString", "mapRange", "mapRangeBoth", "nativeCall", "nativeMethod", "boxInt", "typeSwitch"} {
		b.Run(name, func(b *testing.B) {
			f := function[func(int) int](b, s, name)
			s.do(func() { f(b.N) })
		})
	}
}
