package worker

import "sluiceway/backend/connect"

// SecretsTrait says what a stored config holds where a secret was sent.
type SecretsTrait string

// How kinds store secrets: in clear; masked, so that a save needs them again;
// masked, and a mask that is sent back means "keep".
const (
	SecretsInClear  SecretsTrait = "in_clear"
	SecretsAskAgain SecretsTrait = "ask_again"
	SecretsMaskKeep SecretsTrait = "mask_keeps"
)

// TasksTrait says what stands where Apache Connect has tasks.
type TasksTrait string

// What the parts of a running connector are.
const (
	TasksAreTasks TasksTrait = "tasks"
	TasksAreNodes TasksTrait = "nodes"
	TasksAreNone  TasksTrait = "none"
)

// Words are the words of a kind for what others call otherwise. Kafka is how
// the version of [connect.WorkerInfo] is introduced, as "Kafka 4.3.1".
type Words struct {
	Version string
	Resume  string
}

// ListTrait says how a list is polled. Above WholeUpTo connectors one request
// for all configs costs too much, so that they are fetched one by one, the
// visible rows first; 0 means always one by one.
type ListTrait struct{ WholeUpTo int }

// Traits is how a kind of cluster differs where that is not yes or no. It is
// constant per adapter and profile.
type Traits struct {
	Secrets SecretsTrait
	Tasks   TasksTrait
	Locked  bool // a save names the version it replaces
	Words   Words
	List    ListTrait

	// CheckNewName refuses a name that must not be created; nil where any goes.
	CheckNewName func(name string) error
	// CheckWrite refuses a write to an existing connector that the cluster may
	// mishandle because of its name. forwarded tells that another worker than
	// the one asked may carry it out.
	CheckWrite func(name string, forwarded bool) error
	// Added tells that the service itself adds a key to configs: such keys are
	// left out of drafts, diffs and exports. Nil: it adds none.
	Added func(key string) bool
}

// NameProblem is CheckNewName, for a kind that may have no rule.
func (t Traits) NameProblem(name string) error {
	if t.CheckNewName == nil {
		return nil
	}
	return t.CheckNewName(name)
}

// WriteProblem is CheckWrite, for a kind that may have no rule.
func (t Traits) WriteProblem(name string, forwarded bool) error {
	if t.CheckWrite == nil {
		return nil
	}
	return t.CheckWrite(name, forwarded)
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
