package worker

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// newHostSession has package display, and a type of a cell with more forms than text.
func newHostSession(t *testing.T) *session {
	s := newSession(t)
	want(t, s.run("import \"github.com/gopherloop/gopherloop/workshop/display\"\n"+`
type Card struct{ Title string }
func (c Card) String() string { return "card " + c.Title }
func (c Card) HTML() string { return "<b>" + c.Title + "</b>" }
func (c Card) JSON() any { return []Card{c} }`), "ok")
	return s
}

func TestShowKeepsItsPlaceAmongPrints(t *testing.T) {
	s := newHostSession(t)
	want(t, s.run(`
fmt.Println("one")
display.Show(Card{"ace"})
fmt.Fprintln(os.Stderr, "two")
display.Show(5)
fmt.Print("three")
Card{"king"}`), "ok card king")
	same(t, s.r.take(), []string{"c2 stdout one\n", "c2 display card ace", "c2 stderr two\n", "c2 display 5", "c2 stdout three"})
}

func TestShowGivesAllForms(t *testing.T) {
	s := newHostSession(t)
	want(t, s.run(`display.Show(Card{"ace"})`), "ok")
	same(t, s.r.take(), []string{"c2 display card ace"})
	data := s.r.bundle.Data
	want(t, fmt.Sprint(data["text/html"]), "<b>ace</b>")
	want(t, fmt.Sprintf("%s", data["application/json"]), `[{"Title":"ace"}]`)
}

func TestUpdates(t *testing.T) {
	s := newHostSession(t)
	want(t, s.run(`h := display.Live("a"); fmt.Println("x"); h.Update("b")`), "ok")
	want(t, s.run(`h.Update("c"); display.Live("d"); h.Show("e"); display.Notebook()`), "ok true")
	same(t, s.r.take(), []string{"c2 display#1 a", "c2 stdout x\n", "c2 update#1 b", "c3 update#1 c", "c3 display#2 d", "c3 display#1 e", "c3 update#1 e"})
}

func TestClears(t *testing.T) {
	s := newHostSession(t)
	want(t, s.run(`fmt.Println("x"); display.Clear(); fmt.Println("y"); display.ClearLater(); fmt.Println("z")`), "ok")
	same(t, s.r.take(), []string{"c2 stdout x\n", "c2 clear, wait false", "c2 stdout y\n", "c2 clear, wait true", "c2 stdout z\n"})
}

func TestWhatGoroutinesShowBelongsToTheirCell(t *testing.T) {
	s := newHostSession(t)
	want(t, s.run(`
turn, done := make(chan bool), make(chan bool)
go func() {
	for range turn {
		fmt.Println("late")
		h := display.Live(Card{"late"})
		h.Update("later")
		display.ClearLater()
		done <- true
	}
}()`), "ok")
	late := func(place string) []string {
		return []string{"c2 stdout late\n", "c2 display#" + place + " card late", "c2 update#" + place + " later", "c2 clear, wait true"}
	}
	want(t, s.run(`fmt.Println("before"); turn <- true; <-done; display.Show("after")`), "ok")
	same(t, s.r.take(), append(append([]string{"c3 stdout before\n"}, late("1")...), "c3 display after"))
	want(t, s.run(`go func() { turn <- true; <-done; display.Show("ready") }()`), "ok")
	s.r.waitFor(t, "ready") // no cell is running
	same(t, s.r.take(), append(late("2"), "c4 display ready"))
}

func TestProblemsOfShownValues(t *testing.T) {
	s := newHostSession(t)
	want(t, s.run(`
type Bad struct{}
func (Bad) HTML() string { panic("no page") }
func (Bad) PNG() ([]byte, error) { return nil, errors.New("no camera") }
display.Show(Bad{})
display.Show(nil)`), "ok")
	same(t, s.r.take(), []string{"c2 stderr HTML: panic: no page\nPNG: no camera\n", "c2 display {}", "c2 display <nil>"})
}

func TestStoppedWhileShowing(t *testing.T) {
	s := newHostSession(t)
	ctx, stop := context.WithCancel(t.Context())
	go func() { s.r.waitFor(t, "on the way"); stop() }()
	got := s.p.Execute(ctx, s.request(`
type Slow struct{}
func (Slow) HTML() string { fmt.Println("on the way"); time.Sleep(time.Hour); return "" }
display.Show(Slow{})`))
	want(t, short(got), "stopped: the cell was stopped; variables keep what they hold")
	want(t, s.run(`display.Show(1)`), "ok")
	same(t, s.r.take(), []string{"c2 stdout on the way\n", "c3 display 1"})
}

func TestShowInAProgram(t *testing.T) {
	var out strings.Builder
	functions := textHost(&out)
	functions[hostPath+".Show"].(func(any, string, bool))(7, "id", true)
	functions[hostPath+".Clear"].(func(bool))(true)
	want(t, out.String(), "7\n")
	if functions[hostPath+".Notebook"].(func() bool)() {
		t.Error("a terminal is no notebook")
	}
}
