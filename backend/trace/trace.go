// Package trace parses the Java stack traces that Kafka Connect reports for failed
// connectors and tasks. It finds the chain of causes and the root cause, folds frames for
// display, and computes a fingerprint that is equal for equal failures. The time is linear
// in the length of the text.
package trace

import (
	"slices"
	"strings"
)

// Cause is an exception: its fully qualified class as printed, and its message, which may
// have several lines or be empty.
type Cause struct {
	Class   string `json:"class"`
	Message string `json:"message"`
}

// Short returns the class without its package and outer classes.
func (c Cause) Short() string {
	name := c.Class[strings.LastIndexByte(c.Class, '.')+1:]
	if i := strings.LastIndexByte(name, '$'); i >= 0 && i+1 < len(name) && !isDigit(name[i+1]) {
		name = name[i+1:]
	}
	return name
}

// Link is an exception of a chain. Frames are as printed, without "at ". Common is the
// number of frames that were not printed because the enclosing exception has them too
// ("... 8 more"). Suppressed has the suppressed exceptions, each followed by its causes.
type Link struct {
	Cause
	Frames     []string
	Common     int
	Suppressed []Link
}

// Trace is a parsed stack trace. Causes is the chain, outermost first. It is empty for a
// blank text, and has one entry with an empty class for a text that is not a stack trace.
type Trace struct{ Causes []Link }

// Parse parses a text. It accepts any text, including line ends of any kind, a truncated
// end, log lines before the trace, and traces with the root first ("Wrapped by").
func Parse(text string) Trace {
	p := parser{lines: splitLines(text)}
	for p.at = 0; p.at < len(p.lines) && !p.done; p.at++ {
		p.line(p.lines[p.at])
	}
	return Trace{Causes: p.chain()}
}

// Root returns the innermost cause, which is the last "Caused by". Its message is empty if
// none was printed; see [Trace.Headline] for a message that is always useful. For a text
// that is not a stack trace, the class is empty and the message is the first line with a
// word.
func (t Trace) Root() Cause {
	if len(t.Causes) == 0 {
		return Cause{}
	}
	root := t.Causes[len(t.Causes)-1].Cause
	if root.Class == "" {
		root.Message = firstWords(root.Message)
	}
	return root
}

// Headline returns the root cause with a useful message. If its own message is empty, that
// is the message of the nearest outer cause that has a meaningful one ("Tolerance exceeded
// in error handler" is not), or else the frame that threw.
func (t Trace) Headline() Cause {
	root := t.Root()
	if len(t.Causes) == 0 || meaningful(root.Message) {
		return root
	}
	classes := make(map[string]bool, len(t.Causes))
	for _, l := range t.Causes {
		classes[l.Class] = true
	}
	for _, outer := range slices.Backward(t.Causes[:len(t.Causes)-1]) {
		if meaningful(outer.Message) && !repeatsClass(outer.Message, classes) && !wrapping(outer.Message) {
			return Cause{Class: root.Class, Message: outer.Message}
		}
	}
	if top := topFrame(t.Causes[len(t.Causes)-1], true); top >= 0 {
		root.Message = "at " + t.Causes[len(t.Causes)-1].Frames[top]
	}
	return root
}

// Frames returns the number of printed frames in the chain. Common frames are printed with
// the enclosing exception and counted only there.
func (t Trace) Frames() int {
	n := 0
	for _, l := range t.Causes {
		n += len(l.Frames)
	}
	return n
}

func meaningful(message string) bool {
	m := strings.TrimSpace(message)
	return m != "" && m != "null"
}

// repeatsClass reports whether a message is just a class of the chain, which is what Java
// makes of a cause without a message, as in new ConnectException(cause).
func repeatsClass(message string, classes map[string]bool) bool {
	class := strings.TrimSpace(message)
	return classes[class] || classes[strings.TrimSuffix(class, ": null")]
}

// wrapping reports whether a message is one with which the Connect runtime wraps any
// failure.
func wrapping(message string) bool {
	return strings.HasPrefix(message, "Tolerance exceeded in error handler") ||
		strings.HasPrefix(message, "Exiting WorkerSinkTask due to unrecoverable exception") ||
		strings.HasPrefix(message, "Unrecoverable exception from producer send callback")
}

func firstWords(text string) string {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.ContainsFunc(line, isWordRune) {
			return strings.TrimSpace(line)
		}
	}
	return strings.TrimSpace(text)
}
