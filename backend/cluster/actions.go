package cluster

// Action is something that is done to a connector.
type Action string

// The actions. Create and save are followed only; they are done elsewhere.
const (
	ActionPause         Action = "pause"
	ActionResume        Action = "resume"
	ActionStop          Action = "stop"
	ActionRestart       Action = "restart"        // the connector instance alone
	ActionRestartFailed Action = "restart_failed" // what has failed, connector or tasks
	ActionRestartAll    Action = "restart_all"    // connector and tasks
	ActionRestartTask   Action = "restart_task"
	ActionEdit          Action = "edit"
	ActionDelete        Action = "delete"
	ActionCreate        Action = "create"
	ActionSave          Action = "save"
)
