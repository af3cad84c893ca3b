package live

import (
	"context"
	"time"

	"sluiceway/backend/live/pace"
)

const (
	othersDelay = 1500 * time.Millisecond // the open cluster draws first
	sleepCheck  = 2 * time.Second
	sleepJump   = 10 * time.Second // the wall clock went further than that: the machine slept
)

// SetPolling sets how often the open cluster and the others are polled; 0 means
// only on demand.
func (s *Service) SetPolling(open, others time.Duration) {
	s.clusters.setPace(func(p *pace.Pace) { p.Open, p.Others = open, others })
}

// SetVisible sets whether the window is visible. When it becomes visible, the open
// cluster is polled at once.
func (s *Service) SetVisible(visible bool) {
	back := visible && !s.clusters.currentPace().Visible
	s.clusters.mu.Lock()
	id := s.clusters.open
	s.clusters.mu.Unlock()
	s.clusters.setPace(func(p *pace.Pace) { p.Visible = visible })
	if back {
		s.PollSoon(id)
	}
}

func (l *clusters) setPace(change func(*pace.Pace)) {
	l.mu.Lock()
	p := *l.pace.Load()
	change(&p)
	l.pace.Store(&p)
	l.mu.Unlock()
	for _, c := range l.all() {
		c.poke()
	}
}

func (l *clusters) currentPace() pace.Pace { return *l.pace.Load() }

// watchSleep polls every cluster at once after the machine slept. Timers stop
// during sleep, the wall clock does not.
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
