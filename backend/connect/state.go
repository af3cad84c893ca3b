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

// StateSettling is the state while a managed service makes or changes a connector or task. An
// adapter translates the service's own words, such as PROVISIONING, into it.
const StateSettling State = "SETTLING"

// Known reports whether the state is one of the constants above, so that it has a meaning here.
func (s State) Known() bool {
	switch s {
	case StateUnassigned, StateRunning, StatePaused, StateFailed, StateRestarting, StateStopped, StateSettling:
		return true
	}
	return false
}
