package cluster

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// run looks whenever it is time, until the service or the profile ends.
func (l *live) run(ctx context.Context) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		wait, due := l.due()
		if !due {
			wait = time.Hour // until something pokes
		}
		timer.Reset(wait)
		select {
		case <-ctx.Done():
			l.answer(ctx.Err())
			return
		case <-l.poked:
			if l.isClosed() {
				l.answer(connect.Errorf(connect.CodeNotFound, "This cluster was removed."))
				return
			}
		case <-timer.C:
			if due {
				l.look(ctx)
			}
		}
	}
}

func (l *live) isClosed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closed
}

// due tells how long to wait for the next look, and whether there is one.
func (l *live) due() (time.Duration, bool) {
	p := l.s.currentPace()
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.asks) > 0 || l.soon {
		return 0, true
	}
	every := p.interval(l.isOpen)
	if l.blocked || every == 0 {
		return 0, false
	}
	if l.endedAt.IsZero() {
		return time.Until(l.readyAt), true
	}
	return time.Until(l.endedAt.Add(l.rest(every))), true
}

// rest is the pause after a look; l.mu is held.
func (l *live) rest(every time.Duration) time.Duration {
	if l.failures == 0 {
		return max(every, busyFactor*l.took)
	}
	wait := backoff(l.failures, l.problemCode())
	if l.isOpen {
		return wait
	}
	return max(wait, every)
}

func (l *live) problemCode() connect.Code {
	if l.problem == nil {
		return ""
	}
	return l.problem.Code
}

// look makes one series of requests, and says how it went.
func (l *live) look(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	l.mu.Lock()
	asks := l.asks
	isOpen, asked := l.isOpen, len(asks) > 0
	l.asks, l.soon = nil, false
	l.cancel, l.startedAt = cancel, l.s.now()
	l.mu.Unlock()

	begun := time.Now()
	took, err := l.series(ctx, isOpen, asked)
	if took == 0 {
		took = time.Since(begun)
	}
	canceled := ctx.Err() != nil
	l.ended(err, took, canceled)
	for _, ask := range asks {
		ask <- err
	}
	if err != nil && !canceled && isOpen {
		l.probe(ctx)
	}
}

// ended keeps what a look came to. One that was cancelled says nothing.
func (l *live) ended(err error, took time.Duration, canceled bool) {
	every := l.s.currentPace()
	l.update(func(now time.Time) {
		l.cancel, l.startedAt, l.endedAt = nil, time.Time{}, time.Now()
		if canceled {
			return
		}
		l.took = took
		if err == nil {
			l.failures, l.failedAt, l.nextTryAt, l.problem, l.phase, l.blocked = 0, time.Time{}, time.Time{}, nil, PhaseReady, false
			l.steps, l.updatedAt = nil, now
			return
		}
		if l.waitsForKeyring(err) {
			return
		}
		l.failures++
		if l.failedAt.IsZero() {
			l.failedAt = now
		}
		l.setProblem(err)
		l.phase = l.failedPhase()
		l.nextTryAt = time.Time{}
		if every.interval(l.isOpen) > 0 {
			l.nextTryAt = now.Add(l.rest(every.interval(l.isOpen))).Truncate(time.Millisecond)
		}
	})
}

func (l *live) failedPhase() Phase {
	if l.phase == PhaseConnecting || l.phase == PhaseDown {
		return PhaseDown
	}
	return PhaseStale
}

// setProblem keeps an equal problem as it is, so that it is told once.
func (l *live) setProblem(err error) {
	problem := problemOf(err)
	if l.problem != nil && l.problem.Code == problem.Code && l.problem.Text == problem.Text && l.problem.Worker == problem.Worker {
		return
	}
	l.problem = problem
}

func (l *live) answer(err error) {
	l.mu.Lock()
	asks := l.asks
	l.asks = nil
	l.mu.Unlock()
	for _, ask := range asks {
		ask <- err
	}
}

// Refresh looks at a cluster now, and waits for what comes of it. It asks the
// keyring where that is needed.
func (s *Service) Refresh(ctx context.Context, id connect.ProfileID) error {
	l, err := s.live(id)
	if err != nil {
		return err
	}
	ask := make(chan error, 1)
	l.mu.Lock()
	l.asks = append(l.asks, ask)
	l.mu.Unlock()
	l.nudge()
	select {
	case err := <-ask:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
