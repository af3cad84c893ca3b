package live

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/dial"
)

// run polls whenever a poll is due, until the service or the profile is closed.
func (c *cluster) run(ctx context.Context) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		wait, due := c.due()
		if !due {
			wait = time.Hour // until something pokes
		}
		timer.Reset(wait)
		select {
		case <-ctx.Done():
			c.answer(ctx.Err())
			return
		case <-c.poked:
			if c.dialer.IsClosed() {
				c.answer(dial.Removed())
				return
			}
		case <-timer.C:
			if due {
				c.poll(ctx)
			}
		}
	}
}

// due returns the time until the next poll, and whether there is one.
func (c *cluster) due() (time.Duration, bool) {
	p := c.clusters.currentPace()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.waiters) > 0 || c.soon {
		return 0, true
	}
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	every := p.Interval(c.snap.open)
	if c.snap.blocked || every == 0 {
		return 0, false
	}
	if c.endedAt.IsZero() {
		return time.Until(c.readyAt), true
	}
	return time.Until(c.endedAt.Add(c.snap.rest(every))), true
}

// poll makes the requests of one poll and records the result.
func (c *cluster) poll(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c.mu.Lock()
	waiters, asked := c.waiters, len(c.waiters) > 0
	c.waiters, c.soon, c.stopPoll = nil, false, cancel
	c.mu.Unlock()
	c.snap.mu.Lock()
	open := c.snap.open
	c.snap.startedAt = c.clusters.now()
	c.snap.mu.Unlock()

	begun := time.Now()
	took, err := c.round(ctx, open, asked)
	if took == 0 {
		took = time.Since(begun)
	}
	canceled := ctx.Err() != nil
	c.ended(err, took, canceled)
	c.remember(false)
	for _, waiter := range waiters {
		waiter <- err
	}
	if err != nil && !canceled && open {
		c.probe(ctx)
	}
}

// ended records the result of a poll. A cancelled poll has none.
func (c *cluster) ended(err error, took time.Duration, canceled bool) {
	c.mu.Lock()
	c.endedAt = time.Now()
	c.mu.Unlock()
	pace := c.clusters.currentPace()
	c.snap.update(func(now time.Time) {
		c.snap.startedAt, c.snap.polled = time.Time{}, true
		switch {
		case canceled:
		case err == nil:
			c.snap.took = took
			c.snap.polledWell(now)
		case c.snap.waitsForKeyring(err):
			c.snap.took = took
		default:
			c.snap.took = took
			c.snap.polledBadly(err, pace.Interval(c.snap.open), now)
		}
	})
}

func (c *cluster) answer(err error) {
	c.mu.Lock()
	waiters := c.waiters
	c.waiters = nil
	c.mu.Unlock()
	for _, waiter := range waiters {
		waiter <- err
	}
}

// Refresh polls a cluster now and returns the error of that poll. It calls the
// keyring if necessary.
func (s *Service) Refresh(ctx context.Context, id connect.ProfileID) error {
	c, err := s.clusters.get(id)
	if err != nil {
		return err
	}
	waiter := make(chan error, 1)
	c.mu.Lock()
	c.waiters = append(c.waiters, waiter)
	c.mu.Unlock()
	c.pollSoon()
	select {
	case err := <-waiter:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// PollSoon polls a cluster as soon as the poll under way has ended.
func (s *Service) PollSoon(id connect.ProfileID) {
	if c, err := s.clusters.get(id); err == nil {
		c.pollSoon()
	}
}
