// Package slices holds the bodies of the generic functions of the standard
// library's slices, for cells.
package slices

// Insert puts v before s[i] and returns the longer slice; v may overlap s. It
// panics when s[i:] would.
func Insert[S ~[]E, E any](s S, i int, v ...E) S {
	_ = s[i:]
	if len(v) == 0 {
		return s
	}
	n := len(s)
	if n+len(v) > cap(s) {
		// Grown as append grows, so that repeated insertion is not quadratic.
		r := append(s[:i], make(S, n+len(v)-i)...)
		copy(r[i:], v)
		copy(r[i+len(v):], s[i:])
		return r
	}
	v = append([]E(nil), v...) // moving the tail may overwrite it
	s = s[:n+len(v)]
	copy(s[i+len(v):], s[i:n])
	copy(s[i:], v)
	return s
}

// Delete removes s[i:j], clears what is left over at the end and returns the
// shorter slice. It panics when s[i:j] is not a part of s.
func Delete[S ~[]E, E any](s S, i, j int) S {
	_ = s[i:j:len(s)]
	if i == j {
		return s
	}
	r := append(s[:i], s[j:]...)
	clear(s[len(r):])
	return r
}

// DeleteFunc removes the elements that satisfy del, clears what is left over
// and returns the shorter slice.
func DeleteFunc[S ~[]E, E any](s S, del func(E) bool) S {
	kept := IndexFunc(s, del)
	if kept < 0 {
		return s
	}
	for i := kept + 1; i < len(s); i++ {
		if v := s[i]; !del(v) {
			s[kept] = v
			kept++
		}
	}
	clear(s[kept:])
	return s[:kept]
}

// Replace puts v in the place of s[i:j]; v may overlap s. It panics when s[i:j]
// is not a part of s.
func Replace[S ~[]E, E any](s S, i, j int, v ...E) S {
	_ = s[i:j]
	if i == j {
		return Insert(s, i, v...)
	}
	tail := s[j:]
	n := i + len(v) + len(tail)
	if n > cap(s) {
		r := append(s[:i], make(S, n-i)...)
		copy(r[i:], v)
		copy(r[i+len(v):], tail)
		return r
	}
	v = append([]E(nil), v...) // moving the tail may overwrite it
	r := s[:n]
	copy(r[i+len(v):], tail)
	copy(r[i:], v)
	if n < len(s) {
		clear(s[n:])
	}
	return r
}

// Clone returns a shallow copy of s; of nil, nil.
func Clone[S ~[]E, E any](s S) S {
	if s == nil {
		return nil
	}
	return append(S{}, s...)
}

// Grow makes room for n more elements without changing the length.
func Grow[S ~[]E, E any](s S, n int) S {
	if n < 0 {
		panic("cannot be negative")
	}
	if n <= cap(s)-len(s) {
		return s
	}
	return append(s[:cap(s)], make([]E, n-cap(s)+len(s))...)[:len(s)]
}

// Clip gives up the unused capacity.
func Clip[S ~[]E, E any](s S) S {
	return s[:len(s):len(s)]
}

// Reverse reverses the elements in place.
func Reverse[S ~[]E, E any](s S) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

// Concat returns a new slice of all elements, nil if there are none.
func Concat[S ~[]E, E any](slices ...S) S {
	size := 0
	for _, s := range slices {
		size += len(s)
		if size < 0 {
			panic("len out of range")
		}
	}
	r := Grow[S](nil, size)
	for _, s := range slices {
		r = append(r, s...)
	}
	return r
}

// Repeat returns a new slice of count copies of x.
func Repeat[S ~[]E, E any](x S, count int) S {
	if count < 0 {
		panic("cannot be negative")
	}
	const maxInt = int(^uint(0) >> 1)
	if count > 0 && len(x) > maxInt/count {
		panic("the result of (len(x) * count) overflows")
	}
	r := make(S, len(x)*count)
	// Each round doubles what is there.
	for n := copy(r, x); n > 0 && n < len(r); {
		n += copy(r[n:], r[:n])
	}
	return r
}
