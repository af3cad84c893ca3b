package cluster

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// Detail is the page of one connector. Gone is set when it vanished while it
// was known; the rest is then as it was last seen. Secret means that texts
// were masked.
type Detail struct {
	Row           Row
	Gone          bool
	GoneAt        time.Time
	Sentence      string
	Support       string
	PluginVersion string
	State         connect.State
	Worker        string
	Tasks         []TaskView
	Causes        []CauseView
	Actions       []ActionView
	Refused       string
	ConfigCount   int // -1: not known yet
	UpdatedAt     time.Time
	Stale         bool
	Follow        FollowView
	Secret        bool
}

// TaskView is one task. SameAs is the first task with an equal cause, or -1.
// Lost means that its worker is known not to answer, whatever State says.
// After is when it came into its state, since a create or save that is
// followed.
type TaskView struct {
	ID         int
	State      connect.State
	Worker     string
	CauseClass string
	CauseText  string
	HasTrace   bool
	SameAs     int
	Since      time.Time
	Before     bool
	Lost       bool
	After      time.Duration
}

// CauseView is one root cause and who has it. Settings are those of the config
// whose value is in the message.
type CauseView struct {
	Class     string
	Short     string
	Text      string
	Connector bool
	Tasks     []int
	Settings  []Setting
}

// Setting is a key with its shown text.
type Setting struct{ Key, Text string }

// Detail answers from the live view. A connector of a cluster that has not
// answered yet is one whose status is awaited.
func (s *Service) Detail(id connect.ProfileID, name string) (Detail, error) {
	l, err := s.live(id)
	if err != nil {
		return Detail{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.entries[name]; ok {
		return l.detail(e, name), nil
	}
	if e, ok := l.gone[name]; ok {
		d := l.detail(e, name)
		d.Gone, d.GoneAt, d.Actions, d.Refused = true, e.goneAt, nil, ""
		return d, nil
	}
	if !l.named {
		return Detail{Row: Row{Name: name, TopicCount: -1}, ConfigCount: -1, Stale: l.failures > 0}, nil
	}
	return Detail{}, connect.Errorf(connect.CodeNotFound, "There is no connector %s on this cluster.", name)
}

func (l *live) detail(e *entry, name string) Detail {
	d := Detail{
		Row: e.row, State: e.status.Connector.State, Worker: e.status.Connector.WorkerID,
		PluginVersion: e.status.Connector.Version, ConfigCount: -1,
		UpdatedAt: l.updatedAt, Stale: l.failures > 0,
	}
	if e.config != nil {
		d.ConfigCount = len(e.config)
	}
	if f, ok := l.follows[name]; ok {
		d.Follow = f.view(e)
	}
	d.Tasks, d.Secret = l.tasks(e)
	causes, masked := l.causesOf(e)
	d.Causes, d.Secret = causes, d.Secret || masked
	d.Sentence = l.sentence(e)
	d.Support = l.support(e, d.Causes)
	d.Actions, d.Refused = l.offers(e, name)
	return d
}

func (l *live) tasks(e *entry) (tasks []TaskView, masked bool) {
	first := map[string]int{}
	f := l.follows[e.row.Name]
	for _, t := range e.status.Tasks {
		v := TaskView{ID: t.ID, State: t.State, Worker: t.WorkerID, SameAs: -1, HasTrace: t.Trace != "", Lost: l.lost(t.WorkerID)}
		v.Since, v.Before = e.tasks[t.ID].since, e.tasks[t.ID].before
		if f != nil {
			v.After = f.after[t.ID]
		}
		if t.Trace != "" {
			c := l.causes.of(t.Trace)
			text := l.shown(e, c.root.Message)
			v.CauseClass, v.CauseText = c.root.Class, firstLine(text)
			masked = masked || text != c.root.Message
			if same, ok := first[c.fingerprint]; ok {
				v.SameAs = same
			} else {
				first[c.fingerprint] = t.ID
			}
		}
		tasks = append(tasks, v)
	}
	return tasks, masked
}

// lost tells that a worker is the one that this profile names, and that it
// does not answer: what it last said of its tasks need not be true any more.
func (l *live) lost(worker string) bool {
	if l.failures == 0 || worker == "" {
		return false
	}
	switch l.problemCode() {
	case connect.CodeUnreachable, connect.CodeTimeout:
		return worker == hostPort(l.profile.URL)
	default:
		return false
	}
}

// causesOf groups the failures of a connector by what they come down to.
func (l *live) causesOf(e *entry) (views []CauseView, masked bool) {
	index := map[string]int{}
	note := func(text string, task int) {
		if text == "" {
			return
		}
		c := l.causes.of(text)
		i, ok := index[c.fingerprint]
		if !ok {
			i = len(views)
			index[c.fingerprint] = i
			v := CauseView{Class: c.root.Class, Short: c.root.Short(), Text: l.shown(e, c.root.Message), Settings: l.related(e, c.root.Message)}
			masked = masked || v.Text != c.root.Message
			views = append(views, v)
		}
		if task == instanceID {
			views[i].Connector = true
			return
		}
		views[i].Tasks = append(views[i].Tasks, task)
	}
	note(e.status.Connector.Trace, instanceID)
	for _, t := range e.status.Tasks {
		note(t.Trace, t.ID)
	}
	slices.SortStableFunc(views, func(a, b CauseView) int { return len(b.Tasks) - len(a.Tasks) })
	return views, masked
}

// sentence is the verdict in words. Where time overrules the status, so do the
// words.
func (l *live) sentence(e *entry) string {
	switch {
	case !e.has:
		return "Its status is not known yet."
	case e.overlay:
		return "Restarting. " + health.Sentence(e.status)
	case e.row.Verdict == health.Running && len(e.status.Tasks) == 0:
		return "The connector is running. It has no tasks yet."
	}
	return health.Sentence(e.status)
}
