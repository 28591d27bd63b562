// The standard library with types of one's own: time, errors, io, sort, regexp, maths.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"math/bits"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"text/tabwriter"
	"time"
)

type Person struct {
	Name    string
	Age     int
	Tags    []string
	Extra   map[string]any
	Friend  *Person
	private int
}

type byAge []Person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].Age < p[j].Age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

type countingWriter struct {
	io.Writer
	n int
}

func (c *countingWriter) Write(p []byte) (int, error) {
	c.n += len(p)
	return c.Writer.Write(p)
}

type multiErr []error

func (m multiErr) Error() string   { return fmt.Sprintf("%d errors", len(m)) }
func (m multiErr) Unwrap() []error { return m }

func main() {
	people := []Person{{Name: "x", Age: 9}, {Name: "y", Age: 2}, {Name: "z", Age: 5}}
	sort.Sort(byAge(people))
	for _, p := range people {
		fmt.Print(p.Name, p.Age, " ")
	}
	sort.SliceStable(people, func(i, j int) bool { return people[i].Name > people[j].Name })
	fmt.Println(people[0].Name)
	var buf bytes.Buffer
	w := &countingWriter{Writer: &buf}
	n, err := io.Copy(w, io.LimitReader(strings.NewReader("hello world"), 5))
	fmt.Println(n, err, w.n, buf.String())
	d := 90*time.Minute + 30*time.Second
	fmt.Println(d, d.Hours(), time.Duration(1500)*time.Millisecond)
	t := time.Date(2024, time.February, 28, 12, 0, 0, 0, time.UTC)
	fmt.Println(t.AddDate(0, 0, 2).Format("Mon Jan 2 2006"), t.Weekday(), t.Add(d).Sub(t) == d, t.YearDay())
	e := multiErr{io.EOF, os.ErrClosed}
	fmt.Println(errors.Is(e, io.EOF), errors.Is(e, os.ErrExist), e, errors.Join(io.EOF, nil, errors.New("x")))
	re := regexp.MustCompile(`(\w+)@(\w+)\.com`)
	fmt.Println(re.FindStringSubmatch("bob@example.com"), re.ReplaceAllString("a@b.com", "$2:$1"))
	fmt.Println(math.Sqrt(2), math.Inf(1), math.NaN(), math.MaxInt64, math.Pi, bits.OnesCount(255))
	x := new(big.Int)
	x.Exp(big.NewInt(2), big.NewInt(100), nil)
	fmt.Println(x, filepath.Join("a", "..", "b"))
	tw := tabwriter.NewWriter(&buf, 0, 8, 1, ' ', 0)
	fmt.Fprintln(tw, "a\tb\tc")
	fmt.Fprintln(tw, "aaa\tbbb\tc")
	tw.Flush()
	fmt.Println(buf.String())
	_, err = os.Open("/does/not/exist")
	var pe *os.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, errors.Is(err, os.ErrNotExist))
	pr, pw := io.Pipe()
	go func() { fmt.Fprint(pw, "through a pipe"); pw.Close() }()
	all, _ := io.ReadAll(pr)
	fmt.Println(string(all))
	r := strings.NewReplacer("a", "1", "b", "2")
	fmt.Println(r.Replace("abc"))
}
