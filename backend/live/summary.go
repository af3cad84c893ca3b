package live

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live/pace"
)

// Health is the state of a whole cluster.
type Health string

// The states of a cluster, worst first.
const (
	HealthUnreachable Health = "unreachable"
	HealthFailed      Health = "failed"
	HealthDegraded    Health = "degraded"
	HealthAttention   Health = "attention" // unassigned, without tasks, unknown
	HealthRunning     Health = "running"   // also with paused and stopped ones, which are so on purpose
	HealthEmpty       Health = "empty"
	HealthConnecting  Health = "connecting"
	HealthNotPolled   Health = "not_polled"
)

// Summary is one entry of the sidebar. Failing counts the connectors that have
// the worst verdict, if that is failed or degraded. Note is the short second line, if
// any ("down since 12:03", "password needed"). Summaries are compared with ==.
type Summary struct {
	ID          connect.ProfileID `json:"id"`
	Name        string            `json:"name"`
	URL         string            `json:"url"`
	Environment string            `json:"environment"`
	Color       int               `json:"color"`
	Sandbox     bool              `json:"sandbox"`
	ReadOnly    bool              `json:"readOnly"`
	NoCreate    string            `json:"noCreate"` // why the profile does not allow to create a connector; empty: it does
	NoEdit      string            `json:"noEdit"`   // the same for a save
	SkipVerify  bool              `json:"skipVerify"`
	Health      Health            `json:"health"`
	Failing     int               `json:"failing"`
	Version     string            `json:"version"`
	DownSince   float64           `json:"downSince"`
	Note        string            `json:"note"`
}

// Summaries returns the sidebar, in the order of the profiles.
func (s *Service) Summaries() []Summary {
	clusters := s.clusters.ordered()
	out := make([]Summary, 0, len(clusters))
	for _, c := range clusters {
		out = append(out, c.summary())
	}
	return out
}

// notifySummary notifies the sidebar of a summary that has changed.
func (l *clusters) notifySummary(sum Summary) {
	l.mu.Lock()
	news := l.notified[sum.ID] != sum
	l.notified[sum.ID] = sum
	l.mu.Unlock()
	if news {
		l.deps.OnClusters()
	}
}

// Summary returns one entry of the sidebar.
func (s *Service) Summary(id connect.ProfileID) (Summary, error) {
	c, err := s.clusters.get(id)
	if err != nil {
		return Summary{}, err
	}
	return c.summary(), nil
}

func (c *cluster) summary() Summary {
	pace := c.clusters.currentPace()
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	return c.snap.summary(pace)
}

// summary is called under the lock.
func (s *snapshot) summary(p pace.Pace) Summary {
	of := s.profile
	sum := Summary{
		ID: of.ID, Name: of.Name, URL: of.URL, Environment: string(of.Environment), Color: of.Color,
		Sandbox: of.ID.Sandbox(), ReadOnly: of.ReadOnly(), NoCreate: of.Denies(connect.PermitCreate), NoEdit: of.Denies(connect.PermitEdit), SkipVerify: of.SkipVerify,
		Version: s.kafka, Health: s.health(p),
	}
	switch sum.Health {
	case HealthFailed:
		sum.Failing = s.view.counts[health.Failed]
	case HealthDegraded:
		sum.Failing = s.view.counts[health.Degraded]
	case HealthUnreachable:
		sum.DownSince = connect.UnixMilli(s.failedAt)
		sum.Note = "down since " + s.failedAt.Local().Format("15:04")
		if s.problemCode() == connect.CodeUnauthorized {
			sum.Note = "login refused"
		}
	case HealthNotPolled:
		sum.Note = "not polled"
		if s.keyring == KeyringNeeded {
			sum.Note = "password needed"
		}
	default:
	}
	return sum
}

func (s *snapshot) health(p pace.Pace) Health {
	began := !s.view.firstAt.IsZero()
	switch {
	case s.blocked && s.failures == 0 && s.phase == PhaseConnecting, s.blocked && s.keyring == KeyringNeeded:
		return HealthNotPolled
	case s.failures > 0:
		return HealthUnreachable
	case !began && !s.polled && p.Interval(s.open) == 0:
		return HealthNotPolled
	case !began:
		return HealthConnecting
	}
	return healthOf(s.view.counts, len(s.view.entries))
}

func healthOf(counts map[health.Verdict]int, total int) Health {
	switch {
	case counts[health.Failed] > 0:
		return HealthFailed
	case counts[health.Degraded] > 0:
		return HealthDegraded
	case counts[health.Unassigned]+counts[health.NoTasks]+counts[health.Unknown] > 0:
		return HealthAttention
	case total == 0:
		return HealthEmpty
	}
	return HealthRunning
}
