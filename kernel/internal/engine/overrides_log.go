package engine

import (
	"log"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has the functions of package log and the methods of its loggers.

func (e *Engine) logOverrides() map[string]any {
	all := map[string]any{
		"log.Output": func(depth int, text string) error { return e.threads.Log(log.Default(), depth-1, text) },
	}
	for name, do := range e.logging() {
		all["log."+name] = func(a ...any) { do(log.Default(), a...) }
		all["log."+name+"ln"] = func(a ...any) { do(log.Default(), rt.Sprintln(a...)) }
		all["log."+name+"f"] = func(format string, a ...any) { do(log.Default(), rt.Sprintf(format, a...)) }
	}
	return all
}

func (e *Engine) logMethods() map[methodName]any {
	logger := reflect.TypeFor[*log.Logger]()
	all := map[methodName]any{
		{logger, "Output"}: func(l *log.Logger, depth int, text string) error { return e.threads.Log(l, depth-1, text) },
	}
	for name, do := range e.logging() {
		all[methodName{logger, name}] = func(l *log.Logger, a ...any) { do(l, a...) }
		all[methodName{logger, name + "ln"}] = func(l *log.Logger, a ...any) { do(l, rt.Sprintln(a...)) }
		all[methodName{logger, name + "f"}] = func(l *log.Logger, format string, a ...any) { do(l, rt.Sprintf(format, a...)) }
	}
	return all
}

// logging are the methods of a logger that come in three forms.
func (e *Engine) logging() map[string]func(*log.Logger, ...any) {
	return map[string]func(*log.Logger, ...any){
		"Print": e.threads.LogPrint, "Panic": e.threads.LogPanic, "Fatal": e.threads.LogFatal,
	}
}
