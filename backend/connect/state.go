package connect

// State is the state of a connector or task. Unknown states are passed through
// unchanged.
type State string

// The states that workers 2.3 to 4.3 report.
const (
	StateUnassigned State = "UNASSIGNED"
	StateRunning    State = "RUNNING"
	StatePaused     State = "PAUSED"
	StateFailed     State = "FAILED"
	StateRestarting State = "RESTARTING"
	StateStopped    State = "STOPPED" // connectors only, since 3.5
)

// Known reports whether the state is one of the constants above.
func (s State) Known() bool {
	switch s {
	case StateUnassigned, StateRunning, StatePaused, StateFailed, StateRestarting, StateStopped:
		return true
	}
	return false
}
