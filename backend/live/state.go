package live

import (
	"cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// State is the head of a cluster: everything but its rows and its [Summary].
// Version grows with every change of the rows; Configs counts the rows whose
// config is known.
type State struct {
	Phase        Phase           `json:"phase"`
	Version      float64         `json:"version"`
	Total        int             `json:"total"`
	Configs      int             `json:"configs"`
	Workers      []string        `json:"workers"`     // at most 1,000 of them
	PluginCount  int             `json:"pluginCount"` // -1: not asked yet
	UpdatedAt    float64         `json:"updatedAt"`
	StartedAt    float64         `json:"startedAt"` // of the poll under way, 0: none
	FailedAt     float64         `json:"failedAt"`  // first failure of the present series
	NextTryAt    float64         `json:"nextTryAt"`
	Problem      connect.Problem `json:"problem"`
	Steps        []connect.Step  `json:"steps"`
	Columns      []ColumnID      `json:"columns"` // that the cluster can fill
	Words        ListWords       `json:"words"`
	KafkaVersion string          `json:"kafkaVersion"` // "4.3.1"
	Keyring      KeyringState    `json:"keyring"`      // "", waiting, needed, session
	Deleted      []DeletedNotice `json:"deleted"`
}

// ListWords are the words of a cluster in its list: the state after a pause, what the parts of
// a connector are called, and the labels of actions; an empty label is the usual one.
type ListWords struct {
	Paused  string `json:"paused"` // "Paused", "Disabled"
	Parts   string `json:"parts"`  // "Tasks", "Nodes"
	Pause   string `json:"pause"`
	Resume  string `json:"resume"`
	Restart string `json:"restart"`
}

func wordsOf(conn worker.Connection) ListWords {
	out := ListWords{Paused: "Paused", Parts: "Tasks"}
	if conn.Worker == nil {
		return out
	}
	traits := conn.Worker.Traits()
	if traits.Tasks == worker.TasksAreNodes {
		out.Parts = "Nodes"
	}
	w := traits.Words
	out.Paused, out.Pause, out.Resume, out.Restart = cmp.Or(w.Paused, out.Paused), w.Pause, w.Resume, w.Restart
	return out
}

// NoState is the head of no cluster.
func NoState() State {
	return State{Workers: []string{}, Steps: []connect.Step{}, Columns: []ColumnID{}, Words: wordsOf(worker.Connection{}), Deleted: []DeletedNotice{}}
}

// State returns the head of a cluster.
func (s *Service) State(id connect.ProfileID) (State, error) {
	c, err := s.clusters.get(id)
	if err != nil {
		return NoState(), err
	}
	conn := c.dialer.Current()
	features := conn.Features()
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	snap := c.snap
	return State{
		Phase: snap.phase, Version: float64(snap.view.version), Total: len(snap.view.entries), Configs: snap.view.configs,
		Workers: assigned(snap.view.entries), PluginCount: snap.plugins,
		UpdatedAt: connect.UnixMilli(snap.updatedAt), StartedAt: connect.UnixMilli(snap.startedAt),
		FailedAt: connect.UnixMilli(snap.failedAt), NextTryAt: connect.UnixMilli(snap.nextTryAt),
		Problem: connect.ProblemOf(snap.problem), Steps: append([]connect.Step{}, snap.steps...), Columns: columnsOf(features), Words: wordsOf(conn),
		KafkaVersion: snap.kafka, Keyring: snap.keyring, Deleted: append([]DeletedNotice{}, snap.deleted...),
	}, nil
}

// Open makes a cluster the one that is polled first. An empty id opens none.
func (s *Service) Open(id connect.ProfileID) error {
	if id != "" {
		if _, err := s.clusters.get(id); err != nil {
			return err
		}
	}
	s.clusters.mu.Lock()
	s.clusters.open = id
	s.clusters.mu.Unlock()
	for _, c := range s.clusters.all() {
		c.setOpen(c.id == id)
	}
	return nil
}
