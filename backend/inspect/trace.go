package inspect

import (
	"context"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/trace"
)

// TraceView is a trace with the root cause first. Raw is the worker's text with
// masked secrets.
type TraceView struct {
	trace.View

	Raw string `json:"raw"`
}

// Trace returns the trace of a task, or of the connector itself (task -1). Its
// secrets are masked by the connector's config, which is read first if it is not
// known.
func (s *Service) Trace(ctx context.Context, id connect.ProfileID, name string, task int) (TraceView, error) {
	k, err := s.deps.Live.Known(id, name)
	if err != nil {
		return TraceView{}, err
	}
	text, err := traceText(k, task)
	if err != nil {
		return TraceView{}, err
	}
	if !k.Maskable {
		if k, err = s.maskable(ctx, id, name); err != nil {
			return TraceView{}, err
		}
	}
	return TraceView{View: maskedView(trace.Parse(text).View(), k.Masker.Text), Raw: k.Masker.Text(text)}, nil
}

// maskable reads what is secret in a connector's config.
func (s *Service) maskable(ctx context.Context, id connect.ProfileID, name string) (live.Known, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return live.Known{}, err
	}
	if _, err := s.deps.Live.Learn(ctx, conn, name, false); err != nil {
		return live.Known{}, err
	}
	return s.deps.Live.Known(id, name)
}

// maskedView masks messages, which may contain values. Plain frames do not, and a
// masked word in a package name would give a secret away.
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

// plainFrame reports whether a text is only "package.Class.method(File.java:12)".
func plainFrame(text string) bool {
	method, rest, ok := strings.Cut(text, "(")
	file, tail, closed := strings.Cut(rest, ")")
	return ok && closed && tail == "" && !strings.ContainsAny(method+file, " \t='\"")
}

// traceText returns the trace as the worker sent it.
func traceText(k live.Known, task int) (string, error) {
	text := ""
	if task == instanceID {
		text = k.Status.Connector.Trace
	}
	for _, t := range k.Status.Tasks {
		if t.ID == task {
			text = t.Trace
		}
	}
	if text == "" {
		return "", connect.Errorf(connect.CodeNotFound, "There is no trace any more: it has not failed, or is running again.")
	}
	return text, nil
}
