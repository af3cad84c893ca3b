package cluster

import (
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/trace"
)

// cause is what a trace comes down to.
type cause struct {
	text        string      // the trace, as the worker sent it
	root        trace.Cause // with something to read beside its class
	fingerprint string
	reason      string // equal for the same root cause, whatever way led to it
}

// causes keeps what each distinct trace comes down to, so that it is parsed
// once, and one copy of its text, which many tasks share.
type causes struct{ known map[string]*cause }

func newCauses() causes { return causes{known: map[string]*cause{}} }

func (c causes) of(text string) *cause {
	if known, ok := c.known[text]; ok {
		return known
	}
	parsed := trace.Parse(text)
	root := parsed.Headline()
	made := &cause{
		text: text, root: root, fingerprint: parsed.Fingerprint(),
		reason: trace.Trace{Causes: []trace.Link{{Cause: root}}}.Fingerprint(),
	}
	c.known[text] = made
	return made
}

// intern replaces the traces of a status by the copies kept.
func (c causes) intern(s *connect.Status) {
	if s.Connector.Trace != "" {
		s.Connector.Trace = c.of(s.Connector.Trace).text
	}
	s.Tasks = slices.Clone(s.Tasks)
	for i := range s.Tasks {
		if s.Tasks[i].Trace != "" {
			s.Tasks[i].Trace = c.of(s.Tasks[i].Trace).text
		}
	}
}

// sweep forgets traces that no connector has any more, once they are many.
func (c *causes) sweep(entries map[string]*entry) {
	if len(c.known) < 2*len(entries)+64 {
		return
	}
	kept := map[string]*cause{}
	keep := func(text string) {
		if known, ok := c.known[text]; ok && text != "" {
			kept[text] = known
		}
	}
	for _, e := range entries {
		keep(e.status.Connector.Trace)
		for _, t := range e.status.Tasks {
			keep(t.Trace)
		}
	}
	c.known = kept
}
