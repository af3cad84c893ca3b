package worker

import (
	"time"

	"sluiceway/backend/connect"
)

// SecretsTrait says what a cluster returns in place of a stored secret.
type SecretsTrait string

// How kinds store secrets: in clear; masked, so that a save needs them again;
// masked, and a mask that is sent back means "keep".
const (
	SecretsInClear  SecretsTrait = "in_clear"
	SecretsAskAgain SecretsTrait = "ask_again"
	SecretsMaskKeep SecretsTrait = "mask_keeps"
)

// TasksTrait says what a kind has in place of the tasks of Apache Connect.
type TasksTrait string

// What the parts of a running connector are.
const (
	TasksAreTasks TasksTrait = "tasks"
	TasksAreNodes TasksTrait = "nodes"
	TasksAreNone  TasksTrait = "none"
)

// Words are terms that differ between kinds. Version is shown before the version of
// [connect.WorkerInfo], as in "Kafka 4.3.1". Pause, Resume and Restart name these actions, and
// PauseExplain and so on say what they do; Paused is the state after Pause. An empty one is the
// word of Apache Connect.
type Words struct {
	Version        string
	Pause          string
	PauseExplain   string
	Paused         string
	Resume         string
	Resumed        string // the outcome of Resume
	ResumeExplain  string
	Restart        string
	RestartExplain string
}

// ListTrait says how a list is polled. Above WholeUpTo connectors one request
// for all configs takes long, so that those of the visible rows are fetched
// first; 0 means that all are fetched one by one.
type ListTrait struct{ WholeUpTo int }

// OffsetsTrait says where a kind stores offsets. They stay when a connector is
// deleted, and a new one of that name continues from them.
type OffsetsTrait struct {
	// Group is the consumer group that has the offsets of a sink.
	Group func(name string, config connect.Config) string
	// Source is a sentence that says where those of a source are.
	Source string
	// WhileStopped is set if offsets can be changed only while the connector is stopped.
	WhileStopped bool
}

// FollowTrait says how long a change is followed. The zero value is that of Apache workers,
// which settle within seconds.
type FollowTrait struct {
	Limit time.Duration // 0: 60 s for a status, 30 min for an operation
	Pause time.Duration // between two checks once the first ones are over; 0: as they grow
}

// ExportTrait says how an exported curl command reaches the cluster, if not at the URL of its
// profile with $CONNECT_USER and $CONNECT_PASSWORD. Below BaseURL the routes are those of
// Apache workers.
type ExportTrait struct {
	BaseURL        string
	User, Password LoginVariable
	// NoCurl is a sentence why there is no curl command: the routes are others. Empty:
	// there is one.
	NoCurl string
}

// LoginVariable is the shell variable of a part of a login, and what that is.
type LoginVariable struct{ Name, Meaning string }

// Traits says how a kind of cluster differs from others beyond its [Features]. It is
// constant for each adapter and profile.
type Traits struct {
	Secrets SecretsTrait
	Tasks   TasksTrait
	Locked  bool // a save names the version it replaces
	Words   Words
	List    ListTrait
	Offsets OffsetsTrait // its zero value: the kind does not say
	Follow  FollowTrait
	Export  ExportTrait
	// RestartsWhole is set if a restart without options restarts the tasks, too, so
	// that nothing less can be restarted.
	RestartsWhole bool
	// PausedIsOff is set if a paused connector cannot be restarted, only resumed.
	PausedIsOff bool

	// CheckNewName refuses a name that must not be created. Nil: every name is allowed.
	CheckNewName func(name string) error
	// RowName returns the name that a new connector has in the list: that of a person may be
	// only a part of it. Nil: it is the same.
	RowName func(class, name string) string
	// CheckWrite refuses a write to an existing connector that the cluster may
	// mishandle because of its name. forwarded means that another worker than the
	// one that receives it may carry it out.
	CheckWrite func(name string, forwarded bool) error
	// Request returns the request of a change, such as "PUT
	// /connectors/orders/pause", without the address and the body. It is shown to
	// the person who is asked to allow it. Nil, or an empty text: the kind cannot
	// say. A restart of several things is one request here; the write path splits
	// it if the cluster cannot do it in one.
	Request func(c Change) string
	// Masked reports whether a stored value is the mask that the service shows
	// instead of a secret. Nil: it shows secrets in clear.
	Masked func(value string) bool
	// Added reports whether the service adds a key to configs. Such keys are left
	// out of drafts, diffs and exports. Nil: it adds none.
	Added func(key string) bool
}

// NameProblem calls CheckNewName, if the kind has it.
func (t Traits) NameProblem(name string) error {
	if t.CheckNewName == nil {
		return nil
	}
	return t.CheckNewName(name)
}

// RowNameOf calls RowName, if the kind has it.
func (t Traits) RowNameOf(class, name string) string {
	if t.RowName == nil {
		return name
	}
	return t.RowName(class, name)
}

// WriteProblem calls CheckWrite, if the kind has it.
func (t Traits) WriteProblem(name string, forwarded bool) error {
	if t.CheckWrite == nil {
		return nil
	}
	return t.CheckWrite(name, forwarded)
}

// RequestOf calls Request, if the kind has it.
func (t Traits) RequestOf(c Change) string {
	if t.Request == nil {
		return ""
	}
	return t.Request(c)
}

// Unshown returns the keys of a stored config whose values the cluster masks, sorted.
func (t Traits) Unshown(config connect.Config) []string {
	var out []string
	for _, key := range config.Keys() {
		if t.Masked != nil && t.Masked(config[key]) {
			out = append(out, key)
		}
	}
	return out
}

// Group returns the consumer group of a sink, or "" if the kind does not say.
func (t Traits) Group(name string, config connect.Config) string {
	if t.Offsets.Group == nil {
		return ""
	}
	return t.Offsets.Group(name, config)
}

// Own returns a config without the keys that the service adds.
func (t Traits) Own(config connect.Config) connect.Config {
	out := config.Clone()
	for key := range out {
		if t.Added != nil && t.Added(key) {
			delete(out, key)
		}
	}
	return out
}
