// Package health judges a connector by its status: it returns a verdict, the number of
// tasks by state, and a sentence about what is wrong and what still works. It looks at one
// status only; package live adds what depends on time, such as tasks that are still
// missing after a while, or a restart in progress.
package health

import "sluiceway/backend/connect"

// Verdict is our judgement of a connector's health. The zero value means that its status is
// not known yet.
type Verdict string

// The verdicts, worst first.
const (
	Failed     Verdict = "failed"     // the connector or all tasks failed
	Degraded   Verdict = "degraded"   // some tasks failed
	Unassigned Verdict = "unassigned" // the connector or a task has no worker
	NoTasks    Verdict = "no_tasks"   // running without tasks
	Restarting Verdict = "restarting" // a restart is in progress, or the service is making or changing it
	Unknown    Verdict = "unknown"    // a state that Sluiceway does not know
	Waiting    Verdict = "waiting"    // not broken itself: blocked by the connector that it uses
	Paused     Verdict = "paused"
	Stopped    Verdict = "stopped"
	Running    Verdict = "running"
)

// Of returns the verdict for a status. The first match wins. What waits for its parent is not
// broken itself, whatever its state. Failed tasks count even if the
// connector is paused or stopped: a paused connector with a failed task is degraded. A
// RUNNING connector is failed if all of its tasks failed, and paused if one of its tasks is
// still paused.
func Of(s connect.Status) Verdict {
	c := Count(s)
	has := func(state connect.State) bool { return s.Connector.State == state || c.of(state) > 0 }
	switch {
	case s.Waiting:
		return Waiting
	case s.Connector.State == connect.StateFailed, c.Total > 0 && c.Failed == c.Total:
		return Failed
	case c.Failed > 0:
		return Degraded
	case has(connect.StateUnassigned):
		return Unassigned
	case has(connect.StateRestarting), has(connect.StateSettling):
		return Restarting
	case !s.Connector.State.Known(), c.Unknown > 0:
		return Unknown
	case s.Connector.State == connect.StatePaused:
		return Paused
	case s.Connector.State == connect.StateStopped:
		return Stopped
	case c.Paused > 0:
		return Paused
	case c.Stopped > 0:
		return Stopped
	case c.Total == 0:
		return NoTasks
	}
	return Running
}
