package live

import (
	"context"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/dial"
	"sluiceway/backend/worker"
)

// cluster polls one cluster in a single goroutine, so that polls never overlap.
// Configs are fetched concurrently.
type cluster struct {
	clusters *clusters
	id       connect.ProfileID
	snap     *snapshot
	dialer   *dial.Dialer
	configs  *configs
	masks    *masks
	poked    chan struct{}

	mu        sync.Mutex // of the fields below: when to poll. It is taken before that of the snapshot
	waiters   []chan error
	soon      bool // poll at once
	stopPoll  context.CancelFunc
	stopProbe context.CancelFunc
	endedAt   time.Time // with the monotonic clock; zero before the first poll
	readyAt   time.Time // when the first poll may begin

	pastVersion uint64 // of the view whose past was stored; under the lock of the snapshot
	pastAt      time.Time
}

func newCluster(l *clusters, p connect.Profile) *cluster {
	c := &cluster{
		clusters: l, id: p.ID,
		poked:    make(chan struct{}, 1),
		readyAt:  time.Now().Add(othersDelay),
		stopPoll: func() {}, stopProbe: func() {},
	}
	c.snap = newSnapshot(p, l.now, c.notify)
	c.dialer = dial.New(p, l.deps.Dial, c.secrets)
	c.masks = &masks{c: c}
	c.configs = &configs{c: c}
	return c
}

// notify reports a change to the page and to the sidebar.
func (c *cluster) notify(version uint64) {
	c.clusters.deps.OnCluster(c.id, version)
	c.clusters.notifySummary(c.summary())
}

// poke makes the goroutine compute again when to poll.
func (c *cluster) poke() {
	select {
	case c.poked <- struct{}{}:
	default:
	}
}

// pollSoon polls as soon as a poll under way has ended. A probe only explains the
// last failure, so it is cancelled.
func (c *cluster) pollSoon() {
	c.mu.Lock()
	c.soon = true
	c.stopProbe()
	c.mu.Unlock()
	c.poke()
}

func (c *cluster) setOpen(open bool) {
	c.snap.mu.Lock()
	changed := c.snap.open != open
	c.snap.open = open
	c.snap.mu.Unlock()
	switch {
	case changed && open:
		c.pollSoon()
	case changed:
		c.poke()
	}
}

// setProfile applies a changed profile. Requests with the old address, login or
// password are cancelled.
func (c *cluster) setProfile(p connect.Profile) {
	before := c.dialer.Current()
	if before.Profile.Equal(p) {
		return
	}
	c.dialer.Set(p)
	c.snap.setProfile(p)
	if c.dialer.Current().Generation != before.Generation {
		c.restart()
	}
}

// restart cancels the poll under way and starts another one.
func (c *cluster) restart() {
	c.configs.forget()
	c.snap.update(func(time.Time) {
		c.snap.blocked, c.snap.known, c.snap.failures = false, false, 0
	})
	c.mu.Lock()
	c.stopPoll()
	c.mu.Unlock()
	c.pollSoon()
}

func (c *cluster) close() {
	c.snap.mu.Lock()
	c.snap.closed = true
	c.snap.mu.Unlock()
	c.dialer.Close()
	c.mu.Lock()
	c.stopPoll()
	c.stopProbe()
	c.mu.Unlock()
	c.poke()
}

// apply applies what was read through a connection.
func (c *cluster) apply(conn worker.Connection, change func(now time.Time)) {
	c.snap.updateFrom(conn.Profile, func(now time.Time) {
		c.snap.view.taskless = conn.Worker != nil && conn.Worker.Traits().Tasks == worker.TasksAreNone
		change(now)
	})
}
