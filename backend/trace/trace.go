// Package trace reads Java stack traces as Kafka Connect reports them for
// failed connectors and tasks: the chain of causes, the root cause, frames
// folded for reading, and a fingerprint that is equal for equal failures. It is
// pure and takes time linear in the length of the text.
package trace

import (
	"slices"
	"strings"
)

// Cause is one exception: its class as printed, fully qualified, and its
// message, which may have several lines and may be empty.
type Cause struct {
	Class   string `json:"class"`
	Message string `json:"message"`
}

// Short is the class without its package and outer classes.
func (c Cause) Short() string {
	name := c.Class[strings.LastIndexByte(c.Class, '.')+1:]
	if i := strings.LastIndexByte(name, '$'); i >= 0 && i+1 < len(name) && !isDigit(name[i+1]) {
		name = name[i+1:]
	}
	return name
}

// Link is one exception of a chain. Frames are as printed, without "at ".
// Common is the number of frames that were not printed because the enclosing
// exception has them too ("... 8 more"). Suppressed holds the exceptions that
// were suppressed by this one, each followed by its own causes.
type Link struct {
	Cause
	Frames     []string
	Common     int
	Suppressed []Link
}

// Trace is a stack trace that was read. Causes is the chain, outermost first;
// it is empty for a text without any content, and has one entry with an empty
// class for a text that is no stack trace.
type Trace struct{ Causes []Link }

// Parse reads a text. Any text can be read: line ends of any kind, a cut end,
// lines of a log in front, traces that print the root first ("Wrapped by").
func Parse(text string) Trace {
	p := parser{lines: splitLines(text)}
	for p.at = 0; p.at < len(p.lines) && !p.done; p.at++ {
		p.line(p.lines[p.at])
	}
	return Trace{Causes: p.chain()}
}

// Root is the innermost cause: of a chain the last "Caused by". Its message
// stays empty where none was printed, so that class and message are always of
// the same exception; see [Trace.Headline] for a line that explains. For a text
// that is no stack trace the class is empty and the message is the first line
// that holds a word.
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

// Headline is the root cause with something to read beside its class: where
// its own message is empty, the message of the nearest outer cause that says
// more than what wraps it ("Tolerance exceeded in error handler" and the like
// say nothing), else the frame it was thrown from.
func (t Trace) Headline() Cause {
	root := t.Root()
	if len(t.Causes) == 0 || says(root.Message) {
		return root
	}
	for _, outer := range slices.Backward(t.Causes[:len(t.Causes)-1]) {
		if says(outer.Message) && !repeatsClass(outer.Message, t.Causes) && !wrapping(outer.Message) {
			return Cause{Class: root.Class, Message: outer.Message}
		}
	}
	if top := topFrame(t.Causes[len(t.Causes)-1], true); top >= 0 {
		root.Message = "at " + t.Causes[len(t.Causes)-1].Frames[top]
	}
	return root
}

// RootFirst is the chain turned over, as the trace viewer shows it.
func (t Trace) RootFirst() []Link {
	out := slices.Clone(t.Causes)
	slices.Reverse(out)
	return out
}

// Frames is the number of printed frames of the chain. Frames in common are
// printed with the enclosing exception and counted there, once.
func (t Trace) Frames() int {
	n := 0
	for _, l := range t.Causes {
		n += len(l.Frames)
	}
	return n
}

func says(message string) bool {
	m := strings.TrimSpace(message)
	return m != "" && m != "null"
}

// repeatsClass recognises the message that Java makes from a cause alone: its
// class, with nothing else, as new ConnectException(cause) does.
func repeatsClass(message string, chain []Link) bool {
	return slices.ContainsFunc(chain, func(l Link) bool {
		rest, ok := strings.CutPrefix(strings.TrimSpace(message), l.Class)
		return ok && l.Class != "" && (rest == "" || rest == ": null")
	})
}

// wrapping recognises what the Connect runtime says around any failure.
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
