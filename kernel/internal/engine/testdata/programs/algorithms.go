// Recursion, dynamic programming, graphs, heaps, linked structures, matrices.
package main

import (
	"container/heap"
	"container/list"
	"fmt"
	"math"
	"sort"
	"strings"
)

type Edge struct {
	to, w int
}

type Item struct {
	node, dist, index int
}

type PQ []*Item

func (q PQ) Len() int           { return len(q) }
func (q PQ) Less(i, j int) bool { return q[i].dist < q[j].dist }
func (q PQ) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *PQ) Push(x any) {
	it := x.(*Item)
	it.index = len(*q)
	*q = append(*q, it)
}
func (q *PQ) Pop() any {
	old := *q
	it := old[len(old)-1]
	*q = old[:len(old)-1]
	return it
}

func dijkstra(g map[int][]Edge, from, n int) []int {
	dist := make([]int, n)
	for i := range dist {
		dist[i] = math.MaxInt
	}
	dist[from] = 0
	q := &PQ{{node: from}}
	for q.Len() > 0 {
		it := heap.Pop(q).(*Item)
		if it.dist > dist[it.node] {
			continue
		}
		for _, e := range g[it.node] {
			if d := it.dist + e.w; d < dist[e.to] {
				dist[e.to] = d
				heap.Push(q, &Item{node: e.to, dist: d})
			}
		}
	}
	return dist
}

func quicksort(a []int) {
	if len(a) < 2 {
		return
	}
	p, i := a[len(a)/2], 0
	l, r := 0, len(a)-1
	for ; l <= r; i++ {
		for a[l] < p {
			l++
		}
		for a[r] > p {
			r--
		}
		if l <= r {
			a[l], a[r] = a[r], a[l]
			l++
			r--
		}
	}
	quicksort(a[:r+1])
	quicksort(a[l:])
}

func mergesort(a []string) []string {
	if len(a) <= 1 {
		return a
	}
	l, r := mergesort(a[:len(a)/2]), mergesort(a[len(a)/2:])
	out := make([]string, 0, len(a))
	for len(l) > 0 || len(r) > 0 {
		if len(r) == 0 || len(l) > 0 && l[0] <= r[0] {
			out, l = append(out, l[0]), l[1:]
		} else {
			out, r = append(out, r[0]), r[1:]
		}
	}
	return out
}

func lcs(a, b string) string {
	dp := make([][]int, len(a)+1)
	for i := range dp {
		dp[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				dp[i][j] = dp[i+1][j+1] + 1
			} else {
				dp[i][j] = max(dp[i+1][j], dp[i][j+1])
			}
		}
	}
	var sb strings.Builder
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			sb.WriteByte(a[i])
			i++
			j++
		case dp[i+1][j] >= dp[i][j+1]:
			i++
		default:
			j++
		}
	}
	return sb.String()
}

func primes(n int) (ps []int) {
	composite := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		ps = append(ps, i)
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return
}

func queens(n int) int {
	count := 0
	cols, d1, d2 := make([]bool, n), make([]bool, 2*n), make([]bool, 2*n)
	var place func(row int)
	place = func(row int) {
		if row == n {
			count++
			return
		}
		for c := 0; c < n; c++ {
			if cols[c] || d1[row+c] || d2[row-c+n] {
				continue
			}
			cols[c], d1[row+c], d2[row-c+n] = true, true, true
			place(row + 1)
			cols[c], d1[row+c], d2[row-c+n] = false, false, false
		}
	}
	place(0)
	return count
}

type Matrix [2][2]int

func (m Matrix) Mul(o Matrix) (r Matrix) {
	for i := range 2 {
		for j := range 2 {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

func power(m Matrix, n int) Matrix {
	r := Matrix{{1, 0}, {0, 1}}
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			r = r.Mul(m)
		}
		m = m.Mul(m)
	}
	return r
}

type Trie struct {
	children map[rune]*Trie
	end      bool
}

func (t *Trie) Insert(w string) {
	for _, r := range w {
		if t.children == nil {
			t.children = map[rune]*Trie{}
		}
		next, ok := t.children[r]
		if !ok {
			next = &Trie{}
			t.children[r] = next
		}
		t = next
	}
	t.end = true
}

func (t *Trie) Words(prefix string) (ws []string) {
	if t.end {
		ws = append(ws, prefix)
	}
	var keys []rune
	for r := range t.children {
		keys = append(keys, r)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	for _, r := range keys {
		ws = append(ws, t.children[r].Words(prefix+string(r))...)
	}
	return
}

type LRU struct {
	cap   int
	order *list.List
	items map[string]*list.Element
}

type entry struct {
	key string
	val int
}

func (c *LRU) Get(k string) (int, bool) {
	if e, ok := c.items[k]; ok {
		c.order.MoveToFront(e)
		return e.Value.(*entry).val, true
	}
	return 0, false
}

func (c *LRU) Put(k string, v int) {
	if e, ok := c.items[k]; ok {
		e.Value.(*entry).val = v
		c.order.MoveToFront(e)
		return
	}
	c.items[k] = c.order.PushFront(&entry{k, v})
	if c.order.Len() > c.cap {
		last := c.order.Back()
		c.order.Remove(last)
		delete(c.items, last.Value.(*entry).key)
	}
}

func hanoi(n int, a, b, c string, moves *int) {
	if n > 0 {
		hanoi(n-1, a, c, b, moves)
		*moves++
		hanoi(n-1, c, b, a, moves)
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func collatz(n uint64) (steps int) {
loop:
	for {
		switch {
		case n == 1:
			break loop
		case n%2 == 0:
			n /= 2
		default:
			n = 3*n + 1
		}
		steps++
	}
	return
}

func main() {
	g := map[int][]Edge{0: {{1, 4}, {2, 1}}, 2: {{1, 2}, {3, 7}}, 1: {{3, 1}}}
	fmt.Println(dijkstra(g, 0, 4))
	a := []int{5, 2, 9, 1, 5, 6, -3}
	quicksort(a)
	fmt.Println(a, mergesort(strings.Split("the quick brown fox", " ")))
	fmt.Println(lcs("AGGTAB", "GXTXAYB"), primes(30), queens(6))
	fmt.Println(power(Matrix{{1, 1}, {1, 0}}, 50)[0][1])
	t := &Trie{}
	for _, w := range []string{"tea", "ten", "to", "i", "inn"} {
		t.Insert(w)
	}
	fmt.Println(t.Words(""))
	c := &LRU{2, list.New(), map[string]*list.Element{}}
	c.Put("a", 1)
	c.Put("b", 2)
	c.Get("a")
	c.Put("c", 3)
	_, okA := c.Get("a")
	_, okB := c.Get("b")
	fmt.Println(okA, okB, c.order.Len())
	moves := 0
	hanoi(5, "A", "B", "C", &moves)
	fmt.Println(moves, gcd(48, 18), collatz(27))
	i := 0
again:
	if i < 3 {
		i++
		goto again
	}
	fmt.Println(i)
	switch i {
	case 3:
		fmt.Print("three ")
		fallthrough
	case 4:
		fmt.Print("four ")
	case 5:
		fmt.Print("five")
	default:
		fmt.Print("default")
	}
	fmt.Println()
	var h PQ
	fmt.Println(h.Len(), sort.IsSorted(sort.IntSlice(a)), sort.SearchInts(a, 5))
	sort.Sort(sort.Reverse(sort.IntSlice(a)))
	fmt.Println(a)
}
