package rt

import (
	"fmt"
	"log"
	"path/filepath"
)

// This file prints through package log, which would otherwise say where the kernel calls it when it
// is to say where the program does.

// Log is the method Output of a logger, called by the function of a cell that is skip levels up. The
// text is formatted by Sprint and its kin, which know the cells' types.
func (ts *Threads) Log(l *log.Logger, skip int, text string) error {
	flags, prefix := l.Flags(), l.Prefix()
	if flags&(log.Lshortfile|log.Llongfile) == 0 {
		return l.Output(0, text)
	}
	file, line := "???", 0
	if all := ts.Current().callers(); skip >= 0 && skip < len(all) {
		file, line = all[skip].file(), all[skip].pos.Line
	}
	if flags&log.Lshortfile != 0 {
		file = filepath.Base(file)
	}
	if flags&log.Lmsgprefix != 0 {
		text, prefix = prefix+text, ""
	}
	place := fmt.Sprintf("%s:%d: ", file, line)
	return log.New(l.Writer(), prefix, flags&^(log.Lshortfile|log.Llongfile|log.Lmsgprefix)).Output(0, place+text)
}

// LogPrint is the method Print of a logger.
func (ts *Threads) LogPrint(l *log.Logger, a ...any) {
	// The error is that of the log's writer, which log drops too.
	_ = ts.Log(l, 0, Sprint(a...))
}

// LogPanic is the method Panic of a logger.
func (ts *Threads) LogPanic(l *log.Logger, a ...any) {
	ts.LogPrint(l, a...)
	panic(Sprint(a...))
}

// LogFatal is the method Fatal of a logger: it ends the cell.
func (ts *Threads) LogFatal(l *log.Logger, a ...any) {
	ts.LogPrint(l, a...)
	ts.Exit(1)
}
