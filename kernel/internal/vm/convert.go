package vm

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// convert emits conversions between numbers; convertOther has the rest.
func (c *compiler) convert(e *ir.Convert, dst int32) int32 {
	from, to := e.X.Type().Kind, e.T.Kind
	if !number(from) || !number(to) {
		return c.convertOther(e, dst)
	}
	x := c.expr(e.X, 0)
	a, b := suffix(from), suffix(to)
	switch {
	case from.Integer() && to.Integer():
		if bits(to) == "" {
			return c.moved(x, dst, e)
		}
		dst = c.want(dst, e.T)
		c.ins("ext"+bits(to), dst, x, 0)
	case a == b:
		return c.moved(x, dst, e)
	default:
		dst = c.want(dst, e.T)
		c.ins("cvt"+a+b, dst, x, 0)
		c.fit(to, dst)
	}
	return dst
}

func number(k ir.Kind) bool { return k.Integer() || k.Float() || k.Complex() }
