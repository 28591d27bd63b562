package lab

import (
	"errors"
	"fmt"
	"strconv"
)

// BigFile makes a text file, big.txt, with so many lines; a million of them are about 45 MB. Line number i starts with i,
// and is the same in every run.
func BigFile(lines int) (*File, error) {
	return one("big.txt", lines, func(b []byte, i int) []byte {
		b = strconv.AppendInt(b, int64(i), 10)
		b = append(b, ' ')
		return append(b, bigLines[i%len(bigLines)]...)
	})
}

var bigLines = []string{
	"the gopher digs a tunnel under the garden\n",
	"at night it carries carrots home, two at a time\n",
	"rain\n",
	"the tunnel has seven rooms and one very long corridor\n",
	"in the morning the gardener counts what is left of the beds\n",
	"the gopher sleeps\n",
}

// LogFile makes a log, app.log, of so many lines. The lines 0, every, 2*every and so on tell of errors, the others that
// all is well; with every 0 there are no errors:
//
//	Time: 00000, ERROR: disk almost full
//	Time: 00001, INFO: all is well
func LogFile(lines, every int) (*File, error) {
	return one("app.log", lines, logLine(every, 0))
}

// LogFiles makes a folder with n logs, app0.log, app1.log and so on, each as [LogFile] makes it. A million lines are
// about 33 MB.
func LogFiles(n, lines, every int) (*Folder, error) {
	d, err := NewFolder()
	if err != nil {
		return nil, err
	}
	for i := range n {
		if err := d.add(fmt.Sprintf("app%d.log", i), lines, logLine(every, i)); err != nil {
			return nil, errors.Join(err, d.Remove())
		}
	}
	return d, nil
}

// troubles are what lines with errors say, in turn.
var troubles = []string{"disk almost full", "no answer from printer", "too many visitors", "password expired"}

// logLine returns a function that appends one line after the other. It counts in letters, as logs may have millions
// of lines.
func logLine(every, file int) func(b []byte, i int) []byte {
	number := []byte("00000")
	untilError, which := 0, file
	return func(b []byte, _ int) []byte {
		b = append(b, "Time: "...)
		b = append(b, number...)
		number = increment(number)
		if every <= 0 || untilError > 0 {
			untilError--
			return append(b, ", INFO: all is well\n"...)
		}
		untilError = every - 1
		b = append(b, ", ERROR: "...)
		b = append(b, troubles[which%len(troubles)]...)
		which++
		return append(b, '\n')
	}
}

// increment adds 1 to a number in letters.
func increment(number []byte) []byte {
	for i := len(number) - 1; i >= 0; i-- {
		if number[i] < '9' {
			number[i]++
			return number
		}
		number[i] = '0'
	}
	return append([]byte{'1'}, number...)
}
