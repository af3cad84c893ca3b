// Package cause finds out what the traces of a cluster come down to, each once.
package cause

import (
	"iter"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/trace"
)

// Cause is what a trace comes down to. It is never changed.
type Cause struct {
	Text        string      // the trace, as the worker sent it
	Root        trace.Cause // with something to read beside its class
	Fingerprint string
	Reason      string // equal for the same root cause, whatever way led to it
}

// Memory remembers what each distinct trace comes down to, so that it is parsed
// once, and one copy of its text, which many tasks share. It is safe for use
// from any goroutine.
type Memory struct {
	mu    sync.Mutex
	known map[string]*Cause
}

// New makes an empty memory.
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
		Text: text, Root: root, Fingerprint: parsed.Fingerprint(),
		Reason: trace.Trace{Causes: []trace.Link{{Cause: root}}}.Fingerprint(),
	}
	c.known[text] = made
	return made
}

// Intern replaces the traces of a status by the copies that are shared.
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

// Sweep forgets traces that no connector has any more, once they are many for so
// many connectors. statuses goes through what they have.
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
