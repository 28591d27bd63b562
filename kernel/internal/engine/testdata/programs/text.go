// Strings, runes, bytes, builders, scanners, conversions, formatting.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

type Temp float64

func (t Temp) String() string { return strconv.FormatFloat(float64(t), 'f', 1, 64) + "C" }

type Level int

func (l Level) Format(s fmt.State, verb rune) { fmt.Fprintf(s, "<%c:%d>", verb, int(l)) }

type rot13 struct{ r *strings.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i := range p[:n] {
		c := p[i]
		switch {
		case c >= 'a' && c <= 'z':
			p[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			p[i] = 'A' + (c-'A'+13)%26
		}
	}
	return n, err
}

type upper struct {
	n   int
	out strings.Builder
}

func (u *upper) Write(p []byte) (int, error) {
	u.n += len(p)
	return u.out.Write(bytes.ToUpper(p))
}

func wordCount(text string) map[string]int {
	counts := map[string]int{}
	sc := bufio.NewScanner(strings.NewReader(text))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		counts[strings.Trim(strings.ToLower(sc.Text()), ".,!")]++
	}
	return counts
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func main() {
	s := "héllo, 世界"
	fmt.Println(len(s), len([]rune(s)), s[1], s[:1], reverse(s), strings.ToUpper(s))
	for i, r := range "aé世" {
		fmt.Print(i, ":", string(r), "/", r, " ")
	}
	fmt.Println()
	b := []byte("abc")
	b[0] = 'X'
	b = append(b, "def"...)
	fmt.Println(string(b), b, string(rune(65)), strconv.Itoa(65), string([]rune{72, 105}))
	fmt.Println(wordCount("The cat, the dog. The end!"))
	var sb strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	sb.WriteString("go")
	fmt.Println(sb.String(), sb.Len())
	n, err := strconv.Atoi("12x")
	fmt.Println(n, err)
	f, _ := strconv.ParseFloat("2.50", 64)
	fmt.Println(f, strconv.Quote("a\n\"b\""))
	fmt.Printf("%5d|%-5d|%05d|%x|%X|%o|%b|%c|%q|%U\n", 42, 42, 42, 255, 255, 8, 5, 'A', 'B', '世')
	fmt.Printf("%8.3f|%-8.2f|%e|%g|%t|%v|%p\n", 3.14159, 2.5, 123456.789, 1e21, true, nil, nil)
	fmt.Printf("%s|%10s|%-10s|%q|%x|%.2s\n", "go", "go", "go", "go", "go", "golang")
	fmt.Printf("%v %+v %#v %T\n", struct {
		A int
		B string
	}{1, "x"}, struct{ A *int }{nil}, []string{"a"}, map[string][]int{})
	fmt.Printf("%v %v %d %s|%6.2f|%v\n", Temp(21.55), []Temp{1, 2}, []int{1}, Temp(3), Temp(2), map[Temp]bool{1: true})
	fmt.Printf("%v %d %s\n", Level(3), Level(4), []Level{5})
	sc := bufio.NewScanner(rot13{strings.NewReader("Uryyb\nJbeyq")})
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	u := &upper{}
	fmt.Fprintf(u, "shout %d\n", 1)
	w := bufio.NewWriter(u)
	fmt.Fprintln(w, "buffered")
	w.Flush()
	fmt.Println(u.n, u.out.String())
	var a, c int
	var word string
	k, err := fmt.Sscanf("10 apples 3", "%d %s %d", &a, &word, &c)
	fmt.Println(k, err, a, word, c)
	fmt.Sscan("7 8", &a, &c)
	fmt.Println(a, c, strings.Fields("  a b  c "), strings.Split("a,b,c", ","), strings.Repeat("-", 5))
	fmt.Println(strings.Contains("seafood", "foo"), strings.Index("chicken", "ken"), strings.Replace("oink oink", "k", "ky", 1))
	fmt.Println(unicode.IsUpper('A'), strings.IndexFunc("abc1", unicode.IsDigit), strings.Title("hello"))
	const raw = `raw \n "text"`
	fmt.Println(raw, "tab\tend", '\'', "\u00e9")
	before, after, ok := strings.Cut("key=value", "=")
	fmt.Println(before, after, ok, strings.EqualFold("Go", "GO"))
	var x uint8 = 250
	x += 10
	var y int8 = 127
	y++
	fmt.Println(x, y, 7/2, -7/2, 7%3, -7%3, 7.0/2, 1<<10, 0xff&^0x0f, ^5, 5^1)
	fmt.Println(int(f*1.5), int(-f*1.5), float32(0.1), uint32(1<<32-1), int64(1)<<40, 0b101, 0o17, 1_000)
	z := complex(1, 2)
	fmt.Println(z*z, real(z), imag(z), z == complex(1, 2))
}
