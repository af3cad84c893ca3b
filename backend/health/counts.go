package health

import (
	"fmt"

	"sluiceway/backend/connect"
)

// Counts has the number of tasks in each state. Unknown counts the tasks in any other
// state. Total is the sum of all.
type Counts struct {
	Running, Failed, Paused, Unassigned, Restarting, Settling, Stopped, Unknown, Total int
}

// Count counts the tasks of a connector by state.
func Count(s connect.Status) Counts {
	c := Counts{Total: len(s.Tasks)}
	for _, t := range s.Tasks {
		switch t.State {
		case connect.StateRunning:
			c.Running++
		case connect.StateFailed:
			c.Failed++
		case connect.StatePaused:
			c.Paused++
		case connect.StateUnassigned:
			c.Unassigned++
		case connect.StateRestarting:
			c.Restarting++
		case connect.StateSettling:
			c.Settling++
		case connect.StateStopped:
			c.Stopped++
		default:
			c.Unknown++
		}
	}
	return c
}

// String returns a short text for a list: "3 of 4" for 3 running tasks of 4, "4 paused" if
// all tasks are paused, or "none".
func (c Counts) String() string {
	switch c.Total {
	case 0:
		return "none"
	case c.Paused:
		return fmt.Sprintf("%d paused", c.Paused)
	}
	return fmt.Sprintf("%d of %d", c.Running, c.Total)
}

func (c Counts) of(s connect.State) int {
	switch s {
	case connect.StateRunning:
		return c.Running
	case connect.StateFailed:
		return c.Failed
	case connect.StatePaused:
		return c.Paused
	case connect.StateUnassigned:
		return c.Unassigned
	case connect.StateRestarting:
		return c.Restarting
	case connect.StateSettling:
		return c.Settling
	case connect.StateStopped:
		return c.Stopped
	}
	return c.Unknown
}
