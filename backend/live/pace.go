package live

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// How often clusters are polled: the open one, the others, and how much less
// while nobody sees the window.
const (
	DefaultOpen   = 5 * time.Second
	DefaultOthers = time.Minute

	busyFactor   = 4 // rest at least so many times as long as a poll took
	hiddenOpen   = 30 * time.Second
	hiddenOthers = 5 * time.Minute
	othersDelay  = 1500 * time.Millisecond // the open cluster draws first
	firstBackoff = 2 * time.Second
	lastBackoff  = time.Minute
	startingWait = 3 * time.Second // between polls of a worker that starts
	sleepCheck   = 2 * time.Second
	sleepJump    = 10 * time.Second // the wall clock went further than that: the machine slept
)

// pace is how often to poll. Zero durations mean: only on demand.
type pace struct {
	open, others time.Duration
	visible      bool
}

func (p pace) interval(isOpen bool) time.Duration {
	base, hidden := p.others, hiddenOthers
	if isOpen {
		base, hidden = p.open, hiddenOpen
	}
	if base > 0 && !p.visible {
		return max(base, hidden)
	}
	return base
}

// SetPolling sets how often the open cluster and the others are polled; 0 means
// only on demand.
func (s *Service) SetPolling(open, others time.Duration) {
	s.clusters.setPace(func(p *pace) { p.open, p.others = open, others })
}

// SetVisible says whether the window is seen. A window that comes back has its
// cluster polled at once.
func (s *Service) SetVisible(visible bool) {
	back := visible && !s.clusters.currentPace().visible
	s.clusters.mu.Lock()
	id := s.clusters.open
	s.clusters.mu.Unlock()
	s.clusters.setPace(func(p *pace) { p.visible = visible })
	if back {
		s.PollSoon(id)
	}
}

func (l *clusters) setPace(change func(*pace)) {
	l.mu.Lock()
	p := *l.pace.Load()
	change(&p)
	l.pace.Store(&p)
	l.mu.Unlock()
	for _, c := range l.all() {
		c.poke()
	}
}

func (l *clusters) currentPace() pace { return *l.pace.Load() }

// watchSleep polls every cluster at once after the machine slept: timers stand
// still meanwhile, the wall clock does not.
func (l *clusters) watchSleep(ctx context.Context) {
	ticker := time.NewTicker(sleepCheck)
	defer ticker.Stop()
	before := l.now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := l.now()
		if now.Sub(before) > sleepJump {
			for _, c := range l.all() {
				c.pollSoon()
			}
		}
		before = now
	}
}

// backoff is the wait after so many failed polls in a row.
func backoff(failures int, code connect.Code) time.Duration {
	switch code {
	case connect.CodeUnauthorized, connect.CodeForbidden:
		return lastBackoff // a wrong password sent often can lock an account
	case connect.CodeStarting:
		return startingWait
	default:
	}
	wait := firstBackoff
	for range failures - 1 {
		wait = min(wait*2, lastBackoff)
	}
	return wait
}
