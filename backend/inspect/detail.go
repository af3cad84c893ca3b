package inspect

import (
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/write"
)

// Detail is the page of one connector. Gone is set when it vanished while it
// was known; the rest is then as it was last seen. Secret means that texts
// were masked.
type Detail struct {
	Row           live.Row
	Gone          bool
	GoneAt        time.Time
	Sentence      string
	Support       string
	PluginVersion string
	State         connect.State
	Worker        string
	Tasks         []TaskView
	Causes        []CauseView
	Actions       []write.Offer
	Tabs          []Tab
	Refused       string
	ConfigCount   int // -1: not known yet
	UpdatedAt     time.Time
	Stale         bool
	Follow        write.FollowView
	Secret        bool
}

// TaskView is one task. SameAs is the first task with an equal cause, or -1.
// Lost means that its worker is known not to answer, whatever State says.
// After is when it came into its state, since a change that is followed.
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

// Detail answers from the live view. A connector of a cluster that has not
// answered yet is one whose status is awaited.
func (s *Service) Detail(id connect.ProfileID, name string) (Detail, error) {
	k, err := s.deps.Live.Known(id, name)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{
		Row: k.Row, State: k.Status.Connector.State, Worker: k.Status.Connector.WorkerID,
		PluginVersion: k.Status.Connector.Version, ConfigCount: -1,
		Gone: k.Gone, UpdatedAt: k.UpdatedAt, Stale: k.Problem != nil, Tabs: s.tabs(k),
	}
	if !k.Listed && !k.Gone {
		return d, nil
	}
	if k.Config != nil {
		d.ConfigCount = len(k.Config)
	}
	follow, after, _ := s.deps.Write.Follow(k)
	d.Follow = follow
	d.Tasks, d.Secret = tasksOf(k, after)
	causes, masked := causesOf(k)
	d.Causes, d.Secret = causes, d.Secret || masked
	d.Sentence = sentence(k)
	d.Support = s.support(k, d.Causes)
	if k.Gone {
		d.GoneAt = k.GoneAt
		return d, nil
	}
	d.Actions, d.Refused = s.deps.Write.Offers(k)
	return d, nil
}
