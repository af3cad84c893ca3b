package connect

// ConnectorType is "source", "sink", or "unknown" if the answering worker cannot
// load the class. Very old workers send nothing.
type ConnectorType string

// The connector types a worker reports.
const (
	TypeSource  ConnectorType = "source"
	TypeSink    ConnectorType = "sink"
	TypeUnknown ConnectorType = "unknown"
	// TypeShared is a connection that sources and sinks share, which a kind lists beside them.
	TypeShared ConnectorType = "connector"
)

// TaskID identifies one task of a connector.
type TaskID struct {
	Connector string `json:"connector"`
	Task      int    `json:"task"`
}

// Connector is the answer of GET /connectors/{name}. Config is the stored config,
// unmasked. Right after a write, Tasks is still the old list.
type Connector struct {
	Name   string        `json:"name"`
	Config Config        `json:"config"`
	Tasks  []TaskID      `json:"tasks"`
	Type   ConnectorType `json:"type"`
}

// Status is the answer of GET /connectors/{name}/status. The rest is from kinds that list
// more than connectors: Parent is the row that this one depends on, and Waiting means that it
// does not run because of its parent. Uses is the number of rules that use it.
type Status struct {
	Name      string         `json:"name"`
	Connector InstanceStatus `json:"connector"`
	Tasks     []TaskStatus   `json:"tasks"`
	Type      ConnectorType  `json:"type"`
	Parent    string         `json:"-"`
	Waiting   bool           `json:"-"`
	Uses      int            `json:"-"`
}

// InstanceStatus is the state of the connector itself. WorkerID is the host:port
// that the worker advertises for REST. Trace is empty unless the state is FAILED.
// Version is the plugin's version, reported since Kafka 4.1. Reported is the service's own
// word for the state if an adapter translated it.
type InstanceStatus struct {
	State    State  `json:"state"`
	WorkerID string `json:"worker_id"`
	Trace    string `json:"trace,omitempty"`
	Version  string `json:"version,omitempty"`
	Reported string `json:"-"`
	// Note is a sentence about a change that failed while the connector kept running, from
	// the adapter of a service that reports it. It says nothing about the state.
	Note string `json:"-"`
}

// TaskStatus is the state of one task. Reported is as in [InstanceStatus].
type TaskStatus struct {
	ID       int    `json:"id"`
	State    State  `json:"state"`
	WorkerID string `json:"worker_id"`
	Trace    string `json:"trace,omitempty"`
	Version  string `json:"version,omitempty"`
	Reported string `json:"-"`
}

// RestartOptions are the two flags of POST /connectors/{name}/restart (KIP-745,
// since 3.0). With neither, only the connector instance is restarted.
type RestartOptions struct {
	IncludeTasks bool
	OnlyFailed   bool
}

// InitialState is the state in which a connector is created (KIP-980, since 3.7).
// If empty, it is not sent and the worker starts the connector.
type InitialState string

// The initial states.
const (
	InitialRunning InitialState = "RUNNING"
	InitialPaused  InitialState = "PAUSED"
	InitialStopped InitialState = "STOPPED"
)
