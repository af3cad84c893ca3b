// Package health judges a connector by its status: one verdict, the counts of
// its tasks, and one sentence that says what is wrong and what still works. It
// is pure; what needs time (a list of tasks that stays empty, a restart under
// way) is laid over it by the cluster service.
package health

import (
	"slices"

	"sluiceway/backend/connect"
)

// Verdict is the judgement of a connector's health. The zero value means that
// its status is not known yet.
type Verdict string

// The verdicts, worst first.
const (
	Failed     Verdict = "failed"     // the connector failed, or every task did
	Degraded   Verdict = "degraded"   // some tasks failed
	Unassigned Verdict = "unassigned" // the connector or a task has no worker
	NoTasks    Verdict = "no_tasks"   // running without a single task
	Restarting Verdict = "restarting" // accepted, not settled yet
	Unknown    Verdict = "unknown"    // a state that this version does not know
	Paused     Verdict = "paused"
	Stopped    Verdict = "stopped"
	Running    Verdict = "running"
)

// Of judges a status; the first match wins. A failed task counts whatever the
// connector is meant to do: a paused connector with a failed task is degraded.
// A connector that reads RUNNING while all of its tasks failed is failed. A
// running connector with a task still paused is paused, never running.
func Of(s connect.Status) Verdict {
	c := Count(s)
	has := func(state connect.State) bool { return s.Connector.State == state || c.of(state) > 0 }
	switch {
	case s.Connector.State == connect.StateFailed, c.Total > 0 && c.Failed == c.Total:
		return Failed
	case c.Failed > 0:
		return Degraded
	case has(connect.StateUnassigned):
		return Unassigned
	case has(connect.StateRestarting):
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

// Rank is the place in the order worst first: 0 for Failed, 8 for Running, and
// 9 for anything that is no verdict, such as a status still awaited.
func (v Verdict) Rank() int {
	all := Verdicts()
	if i := slices.Index(all, v); i >= 0 {
		return i
	}
	return len(all)
}

// Verdicts returns all verdicts, worst first.
func Verdicts() []Verdict {
	return []Verdict{Failed, Degraded, Unassigned, NoTasks, Restarting, Unknown, Paused, Stopped, Running}
}
