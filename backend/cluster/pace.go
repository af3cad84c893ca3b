package cluster

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// How often is looked: the open cluster, the others, and how much less while
// nobody sees the window.
const (
	DefaultOpen   = 5 * time.Second
	DefaultOthers = time.Minute

	busyFactor   = 4 // rest at least so many times as long as a look took
	hiddenOpen   = 30 * time.Second
	hiddenOthers = 5 * time.Minute
	othersDelay  = 1500 * time.Millisecond // the open cluster draws first
	infosEvery   = 5 * time.Minute
	infosAgain   = time.Minute // after they failed
	firstBackoff = 2 * time.Second
	lastBackoff  = time.Minute
	startingWait = 3 * time.Second // between looks at a worker that starts
	sleepCheck   = 2 * time.Second
	sleepJump    = 10 * time.Second // the wall clock went further than that: the machine slept
)

// pace is how often to look. Zero durations mean: only on demand.
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

// SetPolling sets how often the open cluster and the others are looked at; 0
// means only on demand.
func (s *Service) SetPolling(open, others time.Duration) {
	s.setPace(func(p *pace) { p.open, p.others = open, others })
}

// SetVisible says whether the window is seen. A window that comes back has its
// cluster looked at once.
func (s *Service) SetVisible(visible bool) {
	back := visible && !s.currentPace().visible
	s.mu.Lock()
	id := s.open
	s.mu.Unlock()
	s.setPace(func(p *pace) { p.visible = visible })
	if l, err := s.live(id); err == nil && back {
		l.lookSoon()
	}
}

func (s *Service) setPace(change func(*pace)) {
	s.mu.Lock()
	p := *s.pace.Load()
	change(&p)
	s.pace.Store(&p)
	s.mu.Unlock()
	for _, l := range s.all() {
		l.nudge()
	}
}

func (s *Service) currentPace() pace { return *s.pace.Load() }

// watchSleep looks everywhere at once after the machine slept: timers stand
// still meanwhile, the wall clock does not.
func (s *Service) watchSleep(ctx context.Context) {
	ticker := time.NewTicker(sleepCheck)
	defer ticker.Stop()
	before := s.now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := s.now()
		if now.Sub(before) > sleepJump {
			for _, l := range s.all() {
				l.lookSoon()
			}
		}
		before = now
	}
}

// backoff is the wait after so many failed looks in a row.
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
