package cluster

import (
	"context"

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
// is masked before it is taken apart, by what is secret in the connector's
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
		if _, err := l.configOf(ctx, w, name, false); err != nil {
			return TraceView{}, err
		}
	}
	masked := l.masker(name)(text)
	return TraceView{Task: task, View: trace.Parse(masked).View(), Raw: masked}, nil
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
	known = e.config != nil
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
