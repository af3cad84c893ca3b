package connect

import (
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"syscall"
)

// LogValue returns what may be logged of the error; see [LogValueOf].
func (e *Error) LogValue() slog.Value { return LogValueOf(e) }

// LogValueOf returns what may be logged of an error: its code, the HTTP status,
// our own sentence, and the type of a foreign cause. Messages of a worker, a
// keyring or a library may quote what was sent to them, so they are left out.
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

// ownWords returns the text of e without any worker's message that it quotes from
// the errors it wraps.
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

// kindsOf returns the types of the innermost causes, or for a failed system call
// the operating system's message, which is a constant.
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
