package viz

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// Loop shows an event loop as it is at this moment: the task that runs, those that are ready, in the order in
// which they will run, and those that a timer will wake, the next one first. Call it in a task:
//
//	viz.Loop(aio.LoopOf(ctx)).Show()
func Loop(l *aio.Loop) Picture {
	return loopPicture(l.Current(), l.Queue(), l.Timers(), fmt.Sprintf("the clock says %s", clock(l.Now())))
}

const (
	loopWidth = 680.0
	loopBox   = 104.0
	loopRoom  = 5 // boxes in a line
)

func loopPicture(current string, ready []string, timers []aio.TaskInfo, now string) Picture {
	summary := fmt.Sprintf("%s runs; %d ready, %s; %s", nameOr(current, "nobody"), len(ready), count(len(timers), "timer"), now)
	c := newCanvas(loopWidth, summary)
	y := c.top + 4
	c.loopLine(y, "runs", "fr", "on", []string{nameOr(current, "nobody")})
	c.loopLine(y+58, "ready", "w2", "", ready)
	names, due := make([]string, len(timers)), make([]string, len(timers))
	for i, t := range timers {
		names[i], due[i] = t.Name, t.Name+" at "+clock(t.Due)
	}
	c.loopLine(y+116, "timers", "fs", "", names)
	for i, t := range timers[:min(len(timers), loopRoom)] {
		c.text("s m dim", margin+66+float64(i)*(loopBox+14)+loopBox/2, y+116+54, "at "+clock(t.Due))
	}
	return c.picture(y+184, "Event loop", summary, loopText(current, ready, due))
}

// loopLine draws boxes that stand in a line, the first of which is the next.
func (c *canvas) loopLine(y float64, what, class, text string, names []string) {
	c.text("b", margin, y+25, what)
	x := margin + 66
	for i, name := range names[:min(len(names), loopRoom)] {
		if i > 0 {
			c.arrow("ln", "fn", x-2, y+20, x-12, y+20)
		}
		c.rect(class, x, y, loopBox, 40, 6)
		c.text("s m b "+text, x+loopBox/2, y+24, fit(name, smallSize*1.08, loopBox-10))
		x += loopBox + 14
	}
	if more := len(names) - loopRoom; more > 0 {
		c.text("s e dim", loopWidth-margin, y-3, fmt.Sprintf("and %d more", more))
	}
	if len(names) == 0 {
		c.rect("ln do", x, y, loopBox, 40, 6)
		c.text("s m dim", x+loopBox/2, y+24, "empty")
	}
}

func loopText(current string, ready, due []string) string {
	return fmt.Sprintf("runs    %s\nready   %s\ntimers  %s\n", oneLine(nameOr(current, "nobody")), nameOr(oneLine(strings.Join(ready, " ← ")), "empty"), nameOr(oneLine(strings.Join(due, " ← ")), "empty"))
}

// Chain shows what calls or awaits what: the first waits for the second, and so on down to the last. With
// the lines of aio.Stack turned around it is the chain of awaits of a task.
func Chain(title string, links ...string) Picture {
	summary := "nothing waits"
	if n := len(links); n > 0 {
		summary = fmt.Sprintf("%s: from %s down to %s", count(n, "link"), links[0], links[n-1])
	}
	c := newCanvas(chainWidth, summary)
	y := c.top + 4
	var out strings.Builder
	for i, link := range links {
		class := "fs"
		if i == len(links)-1 {
			class = "w2"
		}
		if i > 0 {
			c.arrow("ln", "fn", chainWidth/2, y-22, chainWidth/2, y-2)
			c.text("s dim", chainWidth/2+12, y-8, "awaits")
			out.WriteString("  ↓ awaits\n")
		}
		c.box(class, "", margin+40, y, chainWidth-2*margin-80, 34, link)
		out.WriteString(oneLine(link) + "\n")
		y += 58
	}
	return c.picture(y-10, title, summary, out.String())
}

const chainWidth = 480.0
