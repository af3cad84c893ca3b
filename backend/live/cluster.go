package live

import (
	"context"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/dial"
	"sluiceway/backend/worker"
)

// cluster polls one cluster. One goroutine does, so that the requests of polls
// never overlap; configs come in beside it.
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
	c.dialer = dial.New(p, l.deps.Dial, c.password)
	c.masks = &masks{c: c}
	c.configs = &configs{c: c}
	return c
}

// notify tells the page and the sidebar what changed.
func (c *cluster) notify(version uint64) {
	c.clusters.deps.OnCluster(c.id, version)
	c.clusters.notifySummary(c.summary())
}

// poke has the goroutine work out again when to poll.
func (c *cluster) poke() {
	select {
	case c.poked <- struct{}{}:
	default:
	}
}

// pollSoon has it poll as soon as the poll under way, if any, has ended. A
// probe is only there to explain the last failure, and is cut short.
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

// setProfile takes a changed profile over. What is under way with the old
// address, login or password ends.
func (c *cluster) setProfile(p connect.Profile) {
	before := c.dialer.Current()
	if before.Profile == p {
		return
	}
	c.dialer.Set(p)
	c.snap.setProfile(p)
	if c.dialer.Current().Generation != before.Generation {
		c.restart()
	}
}

// redial drops the connection and what it knew of the password.
func (c *cluster) redial() {
	c.dialer.Drop()
	c.restart()
}

// restart ends the poll under way and begins another one.
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

// apply takes over what was read through a connection.
func (c *cluster) apply(conn worker.Connection, change func(now time.Time)) {
	c.snap.updateFrom(conn.Profile, func(now time.Time) {
		c.snap.view.taskless = conn.Worker != nil && conn.Worker.Traits().Tasks == worker.TasksAreNone
		change(now)
	})
}
