package connect

import (
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"syscall"
)

// LogValue is the error as the log may hold it; see [LogValueOf].
func (e *Error) LogValue() slog.Value { return LogValueOf(e) }

// LogValueOf returns what the log may hold of an error: its code, the HTTP
// status, our own sentence, and of a cause from elsewhere only what kind it is.
// The words of a worker, a keyring or a library may quote what was sent to them,
// so they are never part of it.
func LogValueOf(err error) slog.Value {
	if err == nil {
		return slog.StringValue("")
	}
	attrs := []slog.Attr{slog.String("code", string(CodeOf(err)))}
	if e, ok := errors.AsType[*Error](err); ok {
		if e.Status != 0 {
			attrs = append(attrs, slog.Int("status", e.Status))
		}
		attrs = append(attrs, slog.String("text", ownWords(e)))
		err = e.Err
	}
	if kinds := kindsOf(err); len(kinds) > 0 {
		attrs = append(attrs, slog.String("cause", strings.Join(kinds, " ")))
	}
	return slog.GroupValue(attrs...)
}

// ownWords takes the worker's words out of a sentence that quotes them, because
// it was made of another error.
func ownWords(e *Error) string {
	text := e.Text
	for inner := e.Err; inner != nil; {
		next, ok := errors.AsType[*Error](inner)
		if !ok {
			break
		}
		if next.Worker != "" {
			text = strings.ReplaceAll(text, next.Worker, "…")
		}
		inner = next.Err
	}
	if e.Worker != "" {
		text = strings.ReplaceAll(text, e.Worker, "…")
	}
	return text
}

// kindsOf names the types of the innermost causes, and of a system call what the
// system says, which is a constant text.
func kindsOf(err error) []string {
	switch e := err.(type) { //nolint:errorlint // the tree is walked by hand, each node once
	case nil:
		return nil
	case syscall.Errno:
		return []string{e.Error()}
	case *Error:
		return []string{string(e.Code)}
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			return kindsOf(inner)
		}
	case interface{ Unwrap() []error }:
		var kinds []string
		for _, inner := range e.Unwrap() {
			kinds = append(kinds, kindsOf(inner)...)
		}
		return kinds
	}
	return []string{strings.TrimPrefix(fmt.Sprint(reflect.TypeOf(err)), "*")}
}
