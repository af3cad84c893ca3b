package connect

// State is a connector or task state. The list is open: a state that this
// version does not know is kept as it came.
type State string

// The states that workers 2.3 to 4.3 report.
const (
	StateUnassigned State = "UNASSIGNED"
	StateRunning    State = "RUNNING"
	StatePaused     State = "PAUSED"
	StateFailed     State = "FAILED"
	StateRestarting State = "RESTARTING"
	StateStopped    State = "STOPPED" // connectors only, from 3.5
)

// Known reports whether the state is one this version has a meaning for.
func (s State) Known() bool {
	switch s {
	case StateUnassigned, StateRunning, StatePaused, StateFailed, StateRestarting, StateStopped:
		return true
	}
	return false
}
