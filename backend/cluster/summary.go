package cluster

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// Health is the state of a whole cluster.
type Health string

// The states of a cluster, worst first.
const (
	HealthUnreachable Health = "unreachable"
	HealthFailed      Health = "failed"
	HealthDegraded    Health = "degraded"
	HealthAttention   Health = "attention" // unassigned, without tasks, unknown
	HealthRunning     Health = "running"   // paused and stopped ones are so on purpose
	HealthEmpty       Health = "empty"
	HealthConnecting  Health = "connecting"
	HealthNotLooked   Health = "not_looked_at"
)

// Summary is one entry of the sidebar. Failing counts the connectors that have
// the worst verdict, where that is failed or degraded. Summaries are compared
// with ==.
type Summary struct {
	Profile   connect.Profile
	Health    Health
	Failing   int
	Version   string
	DownSince time.Time
	Note      string
}

// Summaries returns the sidebar, in the order of the profiles.
func (s *Service) Summaries() []Summary {
	s.mu.Lock()
	lives := make([]*live, 0, len(s.order))
	for _, id := range s.order {
		if l, ok := s.lives[id]; ok {
			lives = append(lives, l)
		}
	}
	s.mu.Unlock()
	out := make([]Summary, 0, len(lives))
	for _, l := range lives {
		l.mu.Lock()
		out = append(out, l.summary())
		l.mu.Unlock()
	}
	return out
}

// tell announces a summary, if it is news.
func (s *Service) tell(sum Summary) {
	s.mu.Lock()
	news := s.told[sum.Profile.ID] != sum
	s.told[sum.Profile.ID] = sum
	s.mu.Unlock()
	if news {
		s.deps.OnClusters()
	}
}

// summary is made under l.mu.
func (l *live) summary() Summary {
	sum := Summary{Profile: l.profile, Version: l.kafka, Health: l.health()}
	switch sum.Health {
	case HealthFailed:
		sum.Failing = l.counts[health.Failed]
	case HealthDegraded:
		sum.Failing = l.counts[health.Degraded]
	case HealthUnreachable:
		sum.DownSince = l.failedAt
		sum.Note = "down since " + l.failedAt.Local().Format("15:04")
		if l.problemCode() == connect.CodeUnauthorized {
			sum.Note = "login refused"
		}
	case HealthNotLooked:
		sum.Note = "not looked at"
		if l.keyring == KeyringNeeded {
			sum.Note = "password needed"
		}
	default:
	}
	return sum
}

func (l *live) health() Health {
	switch {
	case l.blocked && l.failures == 0 && l.phase == PhaseConnecting, l.blocked && l.keyring == KeyringNeeded:
		return HealthNotLooked
	case l.failures > 0:
		return HealthUnreachable
	case l.firstAt.IsZero() && l.endedAt.IsZero() && l.s.currentPace().interval(l.isOpen) == 0:
		return HealthNotLooked
	case l.firstAt.IsZero():
		return HealthConnecting
	}
	return healthOf(l.counts, len(l.entries))
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

// Open makes a cluster the one that is looked at first, and returns what is
// known of it. An empty id opens none.
func (s *Service) Open(ctx context.Context, id connect.ProfileID) (State, error) {
	if id != "" {
		if _, err := s.live(id); err != nil {
			return State{}, err
		}
	}
	s.mu.Lock()
	s.open = id
	s.mu.Unlock()
	for _, l := range s.all() {
		l.setOpen(l.id == id)
	}
	if id == "" {
		return State{}, nil
	}
	return s.State(ctx, id)
}
