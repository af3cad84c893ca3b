package confluent

import (
	"encoding/json"
	"strings"

	"sluiceway/backend/connect"
)

// The service's own words for states. The list is open.
const (
	wordProvisioning = "PROVISIONING"
	wordDegraded     = "DEGRADED"
	wordStopped      = "STOPPED"
	wordSystem       = "SYSTEM_ERROR"
	wordActionable   = "USER_ACTIONABLE_ERROR"
)

// status is the status of a connector as the service reports it. The fields after Tasks are
// not declared and have changed their types, so each is read as it comes.
type status struct {
	Name      string `json:"name"`
	Type      string `json:"type"`
	Connector struct {
		State string `json:"state"`
		Trace string `json:"trace"`
	} `json:"connector"`
	Tasks []struct {
		ID    int    `json:"id"`
		State string `json:"state"`
		Msg   string `json:"msg"`
	} `json:"tasks"`
	Override   json.RawMessage `json:"override_message"`
	Summary    json.RawMessage `json:"error_summary"`
	Validation json.RawMessage `json:"validation_errors"`
	Traces     json.RawMessage `json:"errors_from_trace"`
}

// read translates a status. The service repeats the connector's name as the worker, so no
// worker is passed on.
func (s *status) read(name string) connect.Status {
	out := connect.Status{Name: name, Type: connect.ConnectorType(strings.ToLower(s.Type)), Tasks: []connect.TaskStatus{}}
	failed := false
	for _, t := range s.Tasks {
		task := connect.TaskStatus{ID: t.ID, State: taskState(t.State, s.Connector.State)}
		if string(task.State) != t.State {
			task.Reported = t.State
		}
		if task.State == connect.StateFailed {
			failed = true
			task.Trace = cutTrace(first(t.Msg, s.cause()))
		}
		out.Tasks = append(out.Tasks, task)
	}
	out.Connector.State = connectorState(s.Connector.State, failed)
	if string(out.Connector.State) != s.Connector.State {
		out.Connector.Reported = s.Connector.State
	}
	if out.Connector.State == connect.StateFailed {
		out.Connector.Trace = cutTrace(first(s.cause(), s.firstTask(), s.Connector.Trace))
	}
	return out
}

// connectorState translates the state of a connector. A DEGRADED connector runs, and its
// tasks say what is wrong; while it is made it may be DEGRADED without any failed task.
func connectorState(word string, failed bool) connect.State {
	switch word {
	case wordProvisioning:
		return connect.StateSettling
	case wordDegraded:
		if failed {
			return connect.StateRunning
		}
		return connect.StateSettling
	}
	return connect.State(word)
}

// taskState translates the state of a task. A task that is STOPPED belongs to a paused
// connector, or to one that is just being started.
func taskState(word, connector string) connect.State {
	switch word {
	case wordStopped:
		if connect.State(connector) == connect.StatePaused {
			return connect.StatePaused
		}
		return connect.StateSettling
	case wordSystem, wordActionable:
		return connect.StateFailed
	case wordProvisioning:
		return connect.StateSettling
	}
	return connect.State(word)
}

// cause returns the service's explanation, the most helpful one first.
func (s *status) cause() string {
	return first(textOf(s.Override), textOf(s.Summary), strings.Join(texts(s.Validation), "\n"), strings.Join(texts(s.Traces), "\n"))
}

func (s *status) firstTask() string {
	for _, t := range s.Tasks {
		if t.Msg != "" {
			return t.Msg
		}
	}
	return ""
}

// texts reads a list of texts, or of objects with an error.
func texts(raw json.RawMessage) []string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		if text := textOf(raw); text != "" {
			return []string{text}
		}
		return nil
	}
	var out []string
	for _, one := range list {
		var object struct {
			Error json.RawMessage `json:"error"`
		}
		text := textOf(one)
		if text == "" && json.Unmarshal(one, &object) == nil {
			text = textOf(object.Error)
		}
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

func first(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

// traceLimit is how much of one trace is stored, in bytes.
const traceLimit = 1 << 20

// cutTrace keeps the end of a long trace, where the root cause is.
func cutTrace(trace string) string {
	if len(trace) <= traceLimit {
		return trace
	}
	return strings.ToValidUTF8("… cut here …\n"+trace[len(trace)-traceLimit:], "")
}
