package connect

// ConnectorType is "source", "sink", or "unknown" where the worker that
// answered cannot load the class. Very old workers send nothing.
type ConnectorType string

// The connector types a worker reports.
const (
	TypeSource  ConnectorType = "source"
	TypeSink    ConnectorType = "sink"
	TypeUnknown ConnectorType = "unknown"
)

// TaskID names one task of a connector.
type TaskID struct {
	Connector string `json:"connector"`
	Task      int    `json:"task"`
}

// Connector is what GET /connectors/{name} answers. Config is stored text,
// unmasked. Right after a write Tasks is still the old list.
type Connector struct {
	Name   string        `json:"name"`
	Config Config        `json:"config"`
	Tasks  []TaskID      `json:"tasks"`
	Type   ConnectorType `json:"type"`
}

// Status is what GET /connectors/{name}/status answers.
type Status struct {
	Name      string         `json:"name"`
	Connector InstanceStatus `json:"connector"`
	Tasks     []TaskStatus   `json:"tasks"`
	Type      ConnectorType  `json:"type"`
}

// InstanceStatus is the state of the connector itself. WorkerID is host:port
// of the worker's advertised REST address. Trace is empty unless it failed.
// Version is the plugin's version, from Kafka 4.1.
type InstanceStatus struct {
	State    State  `json:"state"`
	WorkerID string `json:"worker_id"`
	Trace    string `json:"trace,omitempty"`
	Version  string `json:"version,omitempty"`
}

// TaskStatus is the state of one task.
type TaskStatus struct {
	ID       int    `json:"id"`
	State    State  `json:"state"`
	WorkerID string `json:"worker_id"`
	Trace    string `json:"trace,omitempty"`
	Version  string `json:"version,omitempty"`
}

// TaskConfig is one entry of GET /connectors/{name}/tasks: the config the
// connector made for that task, unmasked.
type TaskConfig struct {
	ID     TaskID `json:"id"`
	Config Config `json:"config"`
}

// RestartOptions are the two flags of POST /connectors/{name}/restart
// (KIP-745, from 3.0). Without any the connector instance alone restarts.
type RestartOptions struct {
	IncludeTasks bool
	OnlyFailed   bool
}

// InitialState is the state a connector is created in (KIP-980, from 3.7).
// Empty means: do not send it, the worker starts the connector.
type InitialState string

// The initial states.
const (
	InitialRunning InitialState = "RUNNING"
	InitialPaused  InitialState = "PAUSED"
	InitialStopped InitialState = "STOPPED"
)
