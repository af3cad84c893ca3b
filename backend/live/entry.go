package live

import (
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// entry is one connector with everything that is known about it.
type entry struct {
	row      Row
	version  uint64
	early    bool // there at the first poll
	missing  int  // polls in a row that did not name it
	silent   int  // polls in a row that named it without a status
	has      bool // status is set
	status   connect.Status
	tasks    map[int]Seen
	instance Seen
	idle     int // polls in a row that found it without a task
	idleAt   time.Time
	kind     connect.ConnectorType // of its info
	config   connect.Config        // nil: not known yet; clear text
	secret   *secrets              // of config, found on first need
	mark     Mark                  // what this app did to it
	markedAt time.Time             // with the monotonic clock, which stands still while the machine sleeps
	used     []string              // topics that it used, as last read
	place    health.Verdict        // while an action is under way: the verdict before it
	goneAt   time.Time
}

// Seen is a state and when it was first seen. Before means that the first poll
// found it so.
type Seen struct {
	State  connect.State
	Since  time.Time
	Before bool
}

// verdict returns the verdict of the status, except that "no tasks" is shown only
// after a while and only if connectors of the cluster have tasks, and "restarting" while an
// action from this app settles.
func (e *entry) verdict(now time.Time, taskless bool) health.Verdict {
	judged := health.Of(e.status)
	switch {
	case e.mark.Restarting:
		return health.Restarting
	case judged == health.NoTasks && (taskless || !e.idleLong(now)):
		return health.Running
	}
	return judged
}

func (e *entry) idleLong(now time.Time) bool {
	return e.idle >= idlePolls && now.Sub(e.idleAt) >= idleTime
}

// fails reports whether the status says why something failed. A message of a managed service
// names no Java class.
func (e *entry) fails() bool { return failureOf(e.status) != "" }

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
