package worker

import (
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// inBubble runs do with an output on a fake clock.
func inBubble(t *testing.T, do func(t *testing.T, o *output, r *recorder)) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecorder()
		o := &output{handler: r, log: slog.New(slog.DiscardHandler)}
		o.begin("c")
		do(t, o, r)
		o.finish()
	})
}

func (o *output) print(s string)  { o.write(stdout, []byte(s)) }
func (o *output) eprint(s string) { o.write(stderr, []byte(s)) }

// passes lets time pass, and what it brings about happen.
func passes(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func TestTextWaitsFiftyMilliseconds(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		o.print("a")
		passes(30 * time.Millisecond)
		o.print("b")
		passes(19 * time.Millisecond)
		same(t, r.take(), nil)
		passes(time.Millisecond)
		same(t, r.take(), []string{"c stdout ab"})
	})
}

func TestTextDoesNotWaitForMoreThan64K(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		o.print(strings.Repeat("x", flushSize-1))
		same(t, r.take(), nil)
		o.print("x")
		if r.size != flushSize {
			t.Errorf("%d bytes after a full buffer", r.size)
		}
	})
}

func TestTheOtherStreamFlushes(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		o.print("a")
		o.eprint("b")
		o.print("c")
		o.end()
		same(t, r.take(), []string{"c stdout a", "c stderr b", "c stdout c"})
	})
}

func TestAnEventComesAfterTheTextBeforeIt(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		o.print("a")
		o.event(Event{Cell: "c", Kind: Display, Bundle: text("b")})
		same(t, r.take(), []string{"c stdout a", "c display b"})
	})
}

func TestCharactersAreNotCut(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		gopher := "\U0001F439"
		for _, b := range []byte("ä" + gopher + "z") {
			o.write(stdout, []byte{b})
			passes(time.Second)
		}
		same(t, r.take(), []string{"c stdout ä" + gopher + "z"})
		o.print("\xff\xfe!\xe2\x82")
		o.eprint("\xc3")
		o.end()
		same(t, r.take(), []string{"c stdout \uFFFD\uFFFD!\uFFFD\uFFFD", "c stderr \uFFFD"})
	})
}

func TestAQuestionIsShownOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		o.print("hello\nname? ")
		want(t, o.prompt("name? "), "name? ")
		same(t, r.take(), []string{"c stdout hello\n"})
		o.print("age? ")
		passes(time.Second) // it thinks before it reads
		want(t, o.prompt("age? "), "")
		o.print("wei")
		passes(time.Second)
		o.print("ght? ")
		want(t, o.prompt("weight? "), "")
		same(t, r.take(), []string{"c stdout age? weight? "})
		o.eprint("log")
		want(t, o.prompt("password: "), "password: ") // never printed
		want(t, o.prompt(""), "")
	})
}

func TestWordsLikeGosLastAreText(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		o.eprint("log: panic: not really\n")
		passes(500 * time.Millisecond)
		o.print("out\n")
		passes(100 * time.Millisecond)
		same(t, r.take(), []string{"c stderr log: ", "c stdout out\n"})
		passes(time.Second)
		same(t, r.take(), []string{"c stderr panic: not really\n"})

		o.eprint("fatal error: no\n")
		o.end() // the cell goes on: the child lives
		same(t, r.take(), []string{"c stderr fatal error: no\n"})
	})
}

func TestMuchTextLikeGosLastWordsIsNotLost(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		line := "panic: again and again\n"
		for range 10_000 {
			o.eprint(line)
		}
		o.end()
		if r.size != 10_000*len(line) {
			t.Errorf("%d bytes, want %d", r.size, 10_000*len(line))
		}
	})
}

func TestGosLastWordsAreNotText(t *testing.T) {
	inBubble(t, func(t *testing.T, o *output, r *recorder) {
		o.eprint("mine\nfatal error: ")
		passes(100 * time.Millisecond)
		o.eprint("all goroutines are asleep - deadlock!\n\ngoroutine 1 [select]:\n")
		passes(2 * time.Second) // a long dump
		for range 1000 {
			o.eprint(strings.Repeat("main.f()\n", 100))
		}
		words := o.finish()
		same(t, r.take(), []string{"c stderr mine\n"})
		d := death{words: words, exit: "exit status 2", ready: true}
		want(t, d.explain().Value, "fatal error: all goroutines are asleep - deadlock!")
		if len(words) > 2*maxLastWords {
			t.Errorf("%d bytes kept of a dump", len(words))
		}
	})
}

func TestTextOutsideOfACellIsLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		r := newRecorder()
		o := &output{handler: r, log: slog.New(slog.NewTextHandler(&log, nil))}
		o.print("early\n")
		passes(time.Second)
		o.finish()
		same(t, r.take(), nil)
		if !strings.Contains(log.String(), "early") {
			t.Errorf("log: %s", log.String())
		}
	})
}
