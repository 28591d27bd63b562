package viz

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// Tasks shows which task has created which, how each has ended, and who has cancelled it: the tree along
// which errors and cancellation go. At most 40 tasks are shown.
func Tasks(trace *aio.Trace) Picture {
	k := &kin{lanes: trace.Lanes(), cancels: map[int]aio.TraceEvent{}}
	for _, e := range trace.Events() {
		if _, known := k.cancels[e.Task]; e.Kind == aio.EventCancelRequested && !known {
			k.cancels[e.Task] = e
		}
	}
	k.visit(0, 0)
	summary := k.summarize()
	c := newCanvas(tasksWidth, summary)
	y := c.top + 4
	for i, r := range k.rows {
		if i == maxTasks {
			c.text("s dim", margin, y+14, "… "+count(len(k.rows)-maxTasks, "more task"))
			y += taskRow
			break
		}
		c.taskRow(r, y, c.top+4)
		y += taskRow
	}
	return c.picture(y+10, "Tasks", summary, k.asText())
}

const (
	tasksWidth = 680.0
	taskRow    = 36.0
	maxTasks   = 40
)

// kin is a tree of tasks that is being made.
type kin struct {
	lanes   []aio.Lane
	cancels map[int]aio.TraceEvent // the first request to cancel a task
	rows    []taskLine
}

// A taskLine is a task with its place in the tree. parent is the row above that it hangs on.
type taskLine struct {
	lane          aio.Lane
	depth, parent int
	row           int
	how           string
}

// visit lists the tasks that a task has created, each with those below it.
func (k *kin) visit(task, depth int) {
	above := len(k.rows) - 1
	for _, l := range k.lanes {
		if l.Parent == task && l.Task != task {
			k.rows = append(k.rows, taskLine{l, depth, above, len(k.rows), k.how(l)})
			k.visit(l.Task, depth+1)
		}
	}
}

// how says how a task has ended.
func (k *kin) how(l aio.Lane) string {
	s := ""
	switch l.End {
	case aio.EventDone:
		s = "done"
	case aio.EventError:
		s = "error: " + l.Error
	case aio.EventCancelled:
		s = "cancelled"
	default:
		return "still there"
	}
	s += " at " + clock(l.To)
	if e, ok := k.cancels[l.Task]; ok {
		s += ", to be cancelled at " + clock(e.Time)
		if by := k.name(e.By); by != "" {
			s += " by " + by
		}
	}
	return s
}

func (k *kin) name(task int) string {
	i := slices.IndexFunc(k.lanes, func(l aio.Lane) bool { return l.Task == task })
	if i < 0 {
		return ""
	}
	return k.lanes[i].Name
}

// taskRow draws a task, and the line from the one above. first is where the rows begin.
func (c *canvas) taskRow(r taskLine, y, first float64) {
	x := margin + float64(min(r.depth, 8))*28
	if r.parent >= 0 {
		from := first + float64(r.parent)*taskRow + 26
		c.path("ln", "M", x-16, from, "V", y+13, "H", x)
	}
	class, text := "o2", "to"
	switch r.lane.End {
	case aio.EventCancelled:
		class, text = "w2 da", "tw"
	case aio.EventError:
		class, text = "b2", "tb"
	case "":
		class, text = "fs", "dim"
	}
	w := min(textWidth(oneLine(r.lane.Name), textSize*1.08)+22, 190)
	c.rect(class, x, y, w, 26, 5)
	c.text("b", x+10, y+18, fit(r.lane.Name, textSize*1.08, w-16))
	t := &timeline{canvas: c}
	if r.lane.End != "" {
		t.endSign(r.lane.End, x+w+14, y+13)
	}
	c.text("s "+text, x+w+26, y+17, fit(r.how, smallSize, tasksWidth-margin-x-w-26))
}

func (k *kin) summarize() string {
	if len(k.lanes) == 0 {
		return "no tasks: give aio.Run the option Record"
	}
	n := map[aio.EventKind]int{}
	var end time.Duration
	for _, l := range k.lanes {
		n[l.End]++
		end = max(end, l.To)
	}
	return fmt.Sprintf("%s in %s: %d done, %d cancelled, %d failed", count(len(k.lanes), "task"), clock(end), n[aio.EventDone], n[aio.EventCancelled], n[aio.EventError])
}

func (k *kin) asText() string {
	var names []string
	for _, r := range k.rows {
		names = append(names, strings.Repeat("   ", max(0, r.depth-1))+map[bool]string{true: "└─ "}[r.depth > 0]+clip(r.lane.Name, 30))
	}
	wide := widest(60, names...)
	var out strings.Builder
	for i, r := range k.rows {
		out.WriteString(pad(names[i], wide) + "  " + oneLine(r.how) + "\n")
	}
	return out.String()
}
