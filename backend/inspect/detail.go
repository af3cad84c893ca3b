package inspect

import (
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live"
	"sluiceway/backend/write"
	"sluiceway/backend/write/plan"
)

// Detail is the page of one connector. Gone is set when it disappeared while
// it was shown; the rest is then as it was last polled. Secret means that texts
// were masked.
type Detail struct {
	Row           live.Row         `json:"row"`
	Gone          bool             `json:"gone"`
	GoneAt        float64          `json:"goneAt"`
	Sentence      string           `json:"sentence"`
	Support       string           `json:"support"`
	PluginVersion string           `json:"pluginVersion"`
	Worker        string           `json:"worker"`
	Tasks         []TaskView       `json:"tasks"`
	Causes        []CauseView      `json:"causes"`
	Actions       []write.Offer    `json:"actions"`
	Refused       string           `json:"refused"`     // why nothing can be changed: read-only, unsafe name
	ConfigCount   int              `json:"configCount"` // -1: not known yet
	UpdatedAt     float64          `json:"updatedAt"`
	Stale         bool             `json:"stale"`
	Follow        write.FollowView `json:"follow"`
	Secret        bool             `json:"secret"`
	Tabs          []Tab            `json:"tabs"`
	OffsetActions []write.Offer    `json:"offsetActions"` // changes of its offsets
}

// TaskView is one task. SameAs is the first task with an equal cause, or -1.
// Lost means that its worker does not answer, whatever State says. After is how
// long after a followed change it got into its state.
type TaskView struct {
	ID         int     `json:"id"`
	State      string  `json:"state"`
	Reported   string  `json:"reported"` // the service's own word for State; empty if it is the same
	Worker     string  `json:"worker"`
	CauseClass string  `json:"causeClass"`
	CauseText  string  `json:"causeText"`
	HasTrace   bool    `json:"hasTrace"`
	SameAs     int     `json:"sameAs"`
	Since      float64 `json:"since"`
	Before     bool    `json:"before"`
	Lost       bool    `json:"lost"`
	After      float64 `json:"after"` // milliseconds; 0: none
}

// Detail answers from the live view. While the cluster has not answered, the
// status of the connector is unknown.
func (s *Service) Detail(id connect.ProfileID, name string) (Detail, error) {
	k, err := s.deps.Live.Known(id, name)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{
		Row: k.Row, Tasks: []TaskView{}, Causes: []CauseView{}, Actions: []write.Offer{}, OffsetActions: []write.Offer{}, Follow: write.Unfollowed(), Worker: k.Status.Connector.WorkerID,
		PluginVersion: k.Status.Connector.Version, ConfigCount: -1,
		Gone: k.Gone, UpdatedAt: connect.UnixMilli(k.UpdatedAt), Stale: k.Problem != nil, Tabs: s.tabs(k),
	}
	if !k.Listed && !k.Gone {
		return d, nil
	}
	if k.Config != nil {
		d.ConfigCount = len(k.Config)
	}
	follow, after, _ := s.deps.Write.Follow(k)
	d.Follow = follow
	old := s.deps.Write.OldFailures(k)
	d.Tasks, d.Secret = tasksOf(k, after, old)
	causes, masked := causesOf(k, old)
	d.Causes, d.Secret = causes, d.Secret || masked
	d.Sentence = sentence(k)
	if word := s.pausedWord(k); word != "" && k.Row.Verdict == health.Paused {
		d.Sentence = "It is " + strings.ToLower(word) + "."
	}
	d.Support = s.support(k, d.Causes)
	if k.Gone {
		d.GoneAt = connect.UnixMilli(k.GoneAt)
		return d, nil
	}
	d.Actions, d.Refused = s.deps.Write.Offers(k)
	conn, _ := s.deps.Live.Peek(id)
	d.OffsetActions = plan.OffsetOffers(conn, k)
	return d, nil
}
