// make and append with lengths that are too large, or just not.
package main

import (
	"fmt"
	"math"
)

type T struct{}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	n := math.MaxInt
	s := make([]T, n)
	fmt.Println(len(s), cap(s))
	try(func() { s = append(s, T{}) })
	one := make([]T, 1)
	try(func() { s = append(s, one...) })
	try(func() { _ = make([]int, n) })
	try(func() { _ = make([]int, 0, n) })
	try(func() { _ = make([]int, -n) })
	m := -1
	try(func() { _ = make([]int, m) })
	try(func() { _ = make([]int, 0, m) })
	try(func() { _ = make([]T, m) })
	try(func() { _ = make([]T, 2, 1+m) })
	try(func() { _ = make(chan int, m) })
	try(func() { _ = make(chan int, n) })
	try(func() { _ = len(make(map[int]int, m)) })
	var u8 uint8 = 200
	try(func() { fmt.Println(len(make([]int, u8))) })
	var u64 uint64 = math.MaxUint64
	try(func() { fmt.Println(len(make([]int, u64))) })
	try(func() { fmt.Println(len(make([]T, u64))) })
	var i8 int8 = -3
	try(func() { fmt.Println(len(make([]int, i8))) })
	var big [2]int
	try(func() { _ = make([][1 << 40]byte, len(big)*1000) })
}
