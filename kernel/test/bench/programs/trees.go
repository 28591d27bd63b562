package programs

// Trees makes binary trees of depth n and counts their nodes.
func Trees(n int) func() int { return func() int { return bottomUp(n).count() } }

type tree struct{ left, right *tree }

func bottomUp(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{bottomUp(depth - 1), bottomUp(depth - 1)}
}

func (t *tree) count() int {
	if t.left == nil {
		return 1
	}
	return 1 + t.left.count() + t.right.count()
}
