// Package cause finds the root cause of each trace of a cluster, once.
package cause

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/trace"
)

// Cause is the root cause of a trace. It is immutable.
type Cause struct {
	Text        string      // the trace, as the worker sent it
	Root        trace.Cause // the innermost one with a message
	Says        string      // the message of the root, or a sentence if that is only the name of a missing class
	Fingerprint string
	Reason      string // equal for equal root causes, whatever wraps them
}

// Memory caches the cause of each distinct trace, so that it is parsed once, and
// one copy of its text, which many tasks share. It is safe for concurrent use.
type Memory struct {
	mu    sync.Mutex
	known map[string]*Cause
}

// New returns an empty memory.
func New() *Memory { return &Memory{known: map[string]*Cause{}} }

// Of returns the cause of a trace.
func (c *Memory) Of(text string) *Cause {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known, ok := c.known[text]; ok {
		return known
	}
	parsed := trace.Parse(text)
	root := parsed.Headline()
	made := &Cause{
		Text: text, Root: root, Says: says(root), Fingerprint: parsed.Fingerprint(),
		Reason: trace.Trace{Causes: []trace.Link{{Cause: root}}}.Fingerprint(),
	}
	c.known[text] = made
	return made
}

// says is the message of a cause. The bare name of a missing class does not say
// what to do, so it becomes a sentence that does.
func says(root trace.Cause) string {
	class, ok := trace.MissingClass(root.Class + ": " + root.Message)
	if !ok || strings.ReplaceAll(strings.Trim(root.Message, "; "), "/", ".") != class {
		return root.Message
	}
	return "The class " + class + " is missing on the worker. The plugin, or a library that it needs, is not installed there. Add it to the plugin's folder on every worker, and restart the workers."
}

// Intern replaces the traces of a status with the shared copies.
func (c *Memory) Intern(s *connect.Status) {
	if s.Connector.Trace != "" {
		s.Connector.Trace = c.Of(s.Connector.Trace).Text
	}
	s.Tasks = slices.Clone(s.Tasks)
	for i := range s.Tasks {
		if s.Tasks[i].Trace != "" {
			s.Tasks[i].Trace = c.Of(s.Tasks[i].Trace).Text
		}
	}
}

// Sweep drops traces that no connector has any more, once there are many more
// traces than connectors. statuses iterates over their statuses.
func (c *Memory) Sweep(connectors int, statuses iter.Seq[connect.Status]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) < 2*connectors+64 {
		return
	}
	left := map[string]*Cause{}
	keep := func(text string) {
		if known, ok := c.known[text]; ok && text != "" {
			left[text] = known
		}
	}
	for s := range statuses {
		keep(s.Connector.Trace)
		for _, t := range s.Tasks {
			keep(t.Trace)
		}
	}
	c.known = left
}
