// What errors say of indexes and bounds, unsigned ones among them.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

type P struct{ a, b [3]int32 }

func main() {
	u := uint(0)
	u--
	u8 := uint8(200)
	s := []int{1, 2, 3}
	ss := [][]int{s}
	a := [3]int{1, 2, 3}
	pa := &a
	str := "abc"
	ps := []P{{}}
	bs := []bool{true}
	try(func() { _ = s[u] })
	try(func() { s[u] = 1 })
	try(func() { s[u]++ })
	try(func() { s[u] += 2 })
	try(func() { _ = a[u] })
	try(func() { a[u] = 1 })
	try(func() { a[u]++ })
	try(func() { _ = pa[u] })
	try(func() { pa[u] = 1 })
	try(func() { _ = &pa[u] })
	try(func() { _ = &s[u] })
	try(func() { _ = str[u] })
	try(func() { _ = ss[0][u] })
	try(func() { _ = ss[u][0] })
	try(func() { ss[u][0] = 1 })
	try(func() { ss[0][u] = 1 })
	try(func() { _ = ps[u].a[1] })
	try(func() { _ = ps[0].b[u] })
	try(func() { ps[0].b[u] = 1 })
	try(func() { ps[0].b[u8]++ })
	try(func() {
		if bs[u] {
			fmt.Println()
		}
	})
	try(func() { b := [4][4]bool{}; b[1][u] = true })
	try(func() { b := [4][4]bool{}; _ = b[u][u8] })
	try(func() { _ = s[u8] })
	try(func() { _ = s[u:] })
	try(func() { _ = s[:u] })
	try(func() { _ = s[u:u] })
	try(func() { _ = s[:u:u] })
	try(func() { _ = str[u:] })
	try(func() { _ = pa[u:] })
	try(func() { _ = a[:u8:u] })
	try(func() { i := -1; _ = a[:i] })
	try(func() { i := -1; _ = a[u8:i] })
	try(func() { i := -5; ps[i].a[0] = 1 })
	try(func() { ps[0], s[u] = P{}, 2 })
}
