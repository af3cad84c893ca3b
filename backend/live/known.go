package live

import (
	"maps"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live/cause"
	"sluiceway/backend/live/past"
	"sluiceway/backend/redact"
)

// Known is a copy of what the live view knows about one connector, in clear text.
// Listed is false while the cluster has not listed its connectors, and for one that
// is gone.
type Known struct {
	Row        Row
	Listed     bool
	Gone       bool // it was listed, and no longer is
	GoneAt     time.Time
	HasStatus  bool
	Status     connect.Status
	Config     connect.Config // nil: not known yet
	Tasks      map[int]Seen
	Taskless   bool // connectors of this cluster never have tasks
	Restarting bool
	History    past.History

	Causes   *cause.Memory
	Masker   redact.Masker
	Hidden   map[string]bool // keys whose values are not shown, in lower case
	Maskable bool            // everything that says which values are secret was read

	Profile   connect.Profile
	UpdatedAt time.Time
	Problem   *connect.Error // nil: the last poll went well
	Silent    []string       // the URLs of the profile that do not answer
}

// Shown masks a text of a trace. It returns nothing until it is known what is
// secret in the config.
func (k Known) Shown(text string) string {
	if !k.Maskable {
		return ""
	}
	return k.Mask(text)
}

// Mask masks the secrets of the connector's config in a text, and whatever else is
// recognised as a secret.
func (k Known) Mask(text string) string {
	if text == "" {
		return ""
	}
	return k.Masker.Text(text)
}

// Known returns what is known about a connector. It returns CodeNotFound if the
// cluster has listed its connectors and this one was never among them.
func (s *Service) Known(id connect.ProfileID, name string) (Known, error) {
	c, err := s.clusters.get(id)
	if err != nil {
		return Known{}, err
	}
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	return c.snap.connector(name)
}

func (s *snapshot) connector(name string) (Known, error) {
	k := Known{Row: Row{Name: name, TopicCount: -1}, Profile: s.profile, UpdatedAt: s.updatedAt, Problem: s.problem, Silent: strings.Fields(s.silent), Causes: s.view.causes}
	e, listed := s.view.entries[name]
	if !listed {
		e, k.Gone = s.view.gone[name]
	}
	switch {
	case e != nil:
		s.view.fill(&k, e)
		k.Listed = listed
	case s.view.named:
		return Known{}, connect.Errorf(connect.CodeNotFound, "There is no connector %s on this cluster.", name)
	}
	return k, nil
}

func (v *view) fill(k *Known, e *entry) {
	hidden := v.secrets(e)
	k.Row, k.GoneAt, k.HasStatus, k.Status = e.row, e.goneAt, e.has, e.status
	k.Tasks, k.Restarting, k.Taskless, k.History = maps.Clone(e.tasks), e.mark.Restarting, v.taskless, v.history(e)
	k.Masker, k.Hidden, k.Maskable = hidden.masker, hidden.keys, v.maskable(e)
	if e.config != nil {
		k.Config = e.config.Clone()
	}
}

// Configs calls fn with every connector whose config is known, in no order; the
// config is in clear text and must not be changed, hidden are the keys whose
// values are not shown, in lower case. fn must not call the service.
func (s *Service) Configs(id connect.ProfileID, fn func(name string, config connect.Config, hidden map[string]bool)) error {
	c, err := s.clusters.get(id)
	if err != nil {
		return err
	}
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	for name, e := range c.snap.view.entries {
		if e.config != nil {
			fn(name, e.config, c.snap.view.secrets(e).keys)
		}
	}
	return nil
}

// Statuses calls fn with every connector that is listed; a status without tasks
// and worker is one that is not known yet. fn must not call the service.
func (s *Service) Statuses(id connect.ProfileID, fn func(name string, status connect.Status)) error {
	c, err := s.clusters.get(id)
	if err != nil {
		return err
	}
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	for name, e := range c.snap.view.entries {
		fn(name, e.status)
	}
	return nil
}

// Config returns the config of a connector as the live view last saw it, and
// whether it is known; clear text.
func (s *Service) Config(id connect.ProfileID, name string) (connect.Config, bool) {
	k, err := s.Known(id, name)
	return k.Config, err == nil && k.Listed && k.Config != nil
}

// Listed is a connector in short, for other parts of the app. Set is the number
// of keys of its config, -1 if that is not known.
type Listed struct {
	Name    string
	Class   string
	Verdict health.Verdict
	Set     int
}

// Listed returns the connectors that the live view knows, in no order, and
// whether the cluster has ever listed its connectors.
func (s *Service) Listed(id connect.ProfileID) (list []Listed, named bool) {
	c, err := s.clusters.get(id)
	if err != nil {
		return nil, false
	}
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	list = slices.Grow(list, len(c.snap.view.entries))
	for name, e := range c.snap.view.entries {
		one := Listed{Name: name, Class: e.row.Class, Verdict: e.row.Verdict, Set: -1}
		if e.config != nil {
			one.Set = len(e.config)
		}
		list = append(list, one)
	}
	return list, c.snap.view.named
}

// Profile returns a profile as the live view has it.
func (s *Service) Profile(id connect.ProfileID) (connect.Profile, error) {
	c, err := s.clusters.get(id)
	if err != nil {
		return connect.Profile{}, err
	}
	return c.dialer.Current().Profile, nil
}
