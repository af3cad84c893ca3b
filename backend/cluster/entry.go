package cluster

import (
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// entry is one connector with everything that is known of it.
type entry struct {
	row      Row
	version  uint64
	early    bool // there when the app first looked
	missing  int  // looks in a row that did not name it
	silent   int  // looks in a row that named it without a status
	has      bool // status is set
	status   connect.Status
	tasks    map[int]seen
	instance seen
	idle     int // polls in a row that saw it without a task
	idleAt   time.Time
	kind     connect.ConnectorType // of its info
	config   connect.Config        // nil: not known yet; clear text
	secret   *secrets              // of config, found on first need
	act      Activity
	overlay  bool           // it restarts because of an action made here
	place    health.Verdict // while something is under way: the one it had before
	goneAt   time.Time
}

// seen is a state as this app saw it begin.
type seen struct {
	state  connect.State
	since  time.Time
	before bool
}

// verdict is the judgement of health with what needs time: "no tasks" only
// after a while, "restarting" while an action made here settles.
func (e *entry) verdict(now time.Time) health.Verdict {
	judged := health.Of(e.status)
	switch {
	case e.overlay:
		return health.Restarting
	case judged == health.NoTasks && !e.idleLong(now):
		return health.Running
	}
	return judged
}

func (e *entry) idleLong(now time.Time) bool {
	return e.idle >= idlePolls && now.Sub(e.idleAt) >= idleTime
}

// workersOf lists the workers of the tasks, in order, each once.
func workersOf(s connect.Status) []string {
	var out []string
	for _, t := range s.Tasks {
		if t.WorkerID != "" {
			out = insert(out, t.WorkerID)
		}
	}
	return out
}

// failureOf is the trace that explains a status: the connector's own before
// those of its tasks.
func failureOf(s connect.Status) string {
	if s.Connector.State == connect.StateFailed && s.Connector.Trace != "" {
		return s.Connector.Trace
	}
	for _, t := range s.Tasks {
		if t.State == connect.StateFailed && t.Trace != "" {
			return t.Trace
		}
	}
	return ""
}
