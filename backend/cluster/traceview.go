package cluster

import (
	"context"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/trace"
)

// TraceView is a trace turned over: root cause first. Task is -1 for the
// connector's own. Raw is the worker's text with secrets masked.
type TraceView struct {
	Task int
	trace.View
	Raw string
}

// Trace returns the trace of a task, or of the connector itself (task -1). It
// is masked by what is secret in the connector's
// config: that is read first where it is not known.
func (s *Service) Trace(ctx context.Context, id connect.ProfileID, name string, task int) (TraceView, error) {
	l, err := s.live(id)
	if err != nil {
		return TraceView{}, err
	}
	text, known, err := l.traceText(name, task)
	if err != nil {
		return TraceView{}, err
	}
	if !known {
		w, _, err := l.reach(ctx)
		if err != nil {
			return TraceView{}, err
		}
		if _, err := l.learn(ctx, w, name); err != nil {
			return TraceView{}, err
		}
	}
	masker := l.masker(name)
	return TraceView{Task: task, View: maskedView(trace.Parse(text).View(), masker.Text), Raw: masker.Text(text)}, nil
}

// maskedView masks what may hold values. A frame holds none, and a secret that
// happens to be a word of a package name must not be told by what is left out.
func maskedView(v trace.View, mask func(string) string) trace.View {
	frame := func(text string) string {
		if plainFrame(text) {
			return text
		}
		return mask(text)
	}
	for i := range v.Causes {
		c := &v.Causes[i]
		c.Message, c.Top = mask(c.Message), frame(c.Top)
		for _, g := range c.Groups {
			for k := range g.Frames {
				g.Frames[k] = frame(g.Frames[k])
			}
		}
	}
	return v
}

// plainFrame tells that a text is "package.Class.method(File.java:12)" and
// nothing else.
func plainFrame(text string) bool {
	method, rest, ok := strings.Cut(text, "(")
	file, tail, closed := strings.Cut(rest, ")")
	return ok && closed && tail == "" && !strings.ContainsAny(method+file, " \t='\"")
}

// traceText returns the trace as the worker sent it, and whether the config is
// known.
func (l *live) traceText(name string, task int) (text string, known bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.entries[name]
	if !ok {
		e, ok = l.gone[name]
	}
	if !ok {
		return "", false, connect.Errorf(connect.CodeNotFound, "There is no connector %s on this cluster.", name)
	}
	known = l.maskable(e)
	if task == instanceID {
		text = e.status.Connector.Trace
	}
	for _, t := range e.status.Tasks {
		if t.ID == task {
			text = t.Trace
		}
	}
	if text == "" {
		return "", false, connect.Errorf(connect.CodeNotFound, "There is no trace any more: it has not failed, or runs again.")
	}
	return text, known, nil
}
