package worker

import (
	"time"

	"sluiceway/backend/connect"
)

// Action names a change to a cluster.
type Action string

// The actions. Edit, export and delete open a form or a dialog first.
const (
	ActionCreate        Action = "create"
	ActionSave          Action = "save"
	ActionDelete        Action = "delete"
	ActionPause         Action = "pause"
	ActionResume        Action = "resume"
	ActionStop          Action = "stop"
	ActionRestart       Action = "restart"        // the connector instance alone
	ActionRestartFailed Action = "restart_failed" // what has failed, connector or tasks
	ActionRestartAll    Action = "restart_all"    // connector and tasks
	ActionRestartTask   Action = "restart_task"
	ActionAlterOffsets  Action = "alter_offsets"
	ActionResetOffsets  Action = "reset_offsets"
	ActionEdit          Action = "edit"   // opens the form; never sent
	ActionExport        Action = "export" // opens a dialog; never sent
)

// ConnectorAction is an [Action] that needs nothing but a connector that exists,
// or one of its tasks.
type ConnectorAction string

// The actions on connectors.
const (
	ConnectorPause         = ConnectorAction(ActionPause)
	ConnectorResume        = ConnectorAction(ActionResume)
	ConnectorStop          = ConnectorAction(ActionStop)
	ConnectorRestart       = ConnectorAction(ActionRestart)
	ConnectorRestartFailed = ConnectorAction(ActionRestartFailed)
	ConnectorRestartAll    = ConnectorAction(ActionRestartAll)
	ConnectorRestartTask   = ConnectorAction(ActionRestartTask)
)

// Change is one change to a cluster, for the write path.
type Change struct {
	Profile      connect.ProfileID
	Name         string // of the connector
	Action       Action
	Task         int                   // of restart_task
	Config       connect.Config        // of create and save
	Secrets      []string              // the keys of Config whose values are secret
	State        connect.InitialState  // of create
	Settings     connect.Config        // of create: what it needs besides the config; nil: those of another connector, or none
	Stored       connect.Config        // of save: the config that it was compared with
	RestartTasks bool                  // of save: restart every task afterwards
	Typed        string                // of delete and reset_offsets: the name as the person typed it
	Offsets      []connect.OffsetEntry // of alter_offsets
	Draft        connect.DraftID       // of create and save: followed until it has settled
}

// Landed says whether a write reached the cluster.
type Landed string

// The outcomes of a write. Unknown: it was verified, and could not be found out.
const (
	LandedYes     Landed = "yes"
	LandedNo      Landed = "no"
	LandedUnknown Landed = "unknown"
)

// Outcome is what came of a change. Text is the sentence for the person in
// any case: what happened, what was not changed, what to do next. Problem is
// nil where everything went well.
type Outcome struct {
	Name     string
	Landed   Landed
	Verified bool // the cluster gave no clear answer, and was asked again
	Receipt  Receipt
	Took     time.Duration
	Text     string
	Stored   connect.StoredHow // of delete
	Problem  *connect.Error
}

// Result is an outcome as a person sees it.
type Result struct {
	Name    string          `json:"name"`
	Landed  Landed          `json:"landed"`
	Text    string          `json:"text"`
	Problem connect.Problem `json:"problem"`
}

// Result returns what a person sees of the outcome.
func (o Outcome) Result() Result {
	return Result{Name: o.Name, Landed: o.Landed, Text: o.Text, Problem: connect.ProblemOf(o.Problem)}
}
