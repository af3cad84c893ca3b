package health

import (
	"fmt"

	"sluiceway/backend/connect"
)

// Counts says how many tasks are in which state. Unknown counts states that
// this version does not know; all of them add up to Total.
type Counts struct {
	Running, Failed, Paused, Unassigned, Restarting, Stopped, Unknown, Total int
}

// Count counts the tasks of a status.
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
		case connect.StateStopped:
			c.Stopped++
		default:
			c.Unknown++
		}
	}
	return c
}

// String is the short form for a list: "3 of 4" (running of all), "1 paused"
// where every task is paused, "none".
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
	case connect.StateStopped:
		return c.Stopped
	}
	return c.Unknown
}
