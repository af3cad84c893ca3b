package cluster

import (
	"context"

	"sluiceway/backend/connect"
)

// TraceView is a trace turned over: root cause first. Task is -1 for the
// connector's own. Raw is the worker's text with secrets masked.
type TraceView struct {
	Task   int
	Causes []TraceCause
	Frames int
	Folded int
	Raw    string
}

// TraceCause is one exception of the chain. Top is the first frame worth
// reading; Groups are the rest, folded by package.
type TraceCause struct {
	Class   string
	Message string
	Root    bool
	Top     string
	Groups  []FrameGroup
}

// FrameGroup is a run of frames of the packages in Title.
type FrameGroup struct {
	Title  string
	Frames []string
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
	return traceView(task, l.masker(name)(text)), nil
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
