package live

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/dial"
	"sluiceway/backend/live/pace"
	"sluiceway/backend/worker"
)

// clusters are the polled clusters, one for each profile, with what they share:
// their lifetime, how often they are polled, and whether the keyring has answered.
type clusters struct {
	deps Deps
	wg   sync.WaitGroup
	pace atomic.Pointer[pace.Pace]

	mu       sync.Mutex
	ctx      context.Context //nolint:containedctx // the service's lifetime: polls outlive the call that started them
	stop     context.CancelFunc
	order    []connect.ProfileID
	byID     map[connect.ProfileID]*cluster
	open     connect.ProfileID
	unlocked bool // the keyring has answered once
	notified map[connect.ProfileID]Summary
}

func newClusters(d Deps) *clusters {
	l := &clusters{deps: d.withDefaults(), byID: map[connect.ProfileID]*cluster{}, notified: map[connect.ProfileID]Summary{}}
	l.pace.Store(&pace.Pace{Open: pace.DefaultOpen, Others: pace.DefaultOthers, Visible: true})
	return l
}

// start lets the polls begin.
func (l *clusters) start(ctx context.Context) {
	l.mu.Lock()
	l.ctx, l.stop = context.WithCancel(ctx)
	l.mu.Unlock()
	l.spawn(l.watchSleep) //nolint:contextcheck // runs until close
}

// close cancels every poll and waits for the goroutines.
func (l *clusters) close() {
	l.mu.Lock()
	if l.stop != nil {
		l.stop()
	}
	l.mu.Unlock()
	l.wg.Wait()
	for _, c := range l.all() {
		c.remember(true)
		c.close()
	}
}

// spawn runs fn under the service's lifetime.
func (l *clusters) spawn(fn func(context.Context)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ctx == nil || l.ctx.Err() != nil {
		return
	}
	ctx := l.ctx
	l.wg.Go(func() { fn(ctx) })
}

// takeOver adds and removes clusters. It returns what the caller must do without
// the lock.
func (l *clusters) takeOver(profiles []connect.Profile) (changes []func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.order = l.order[:0]
	there := make(map[connect.ProfileID]bool, len(profiles))
	for _, p := range profiles {
		there[p.ID] = true
		l.order = append(l.order, p.ID)
		if c, ok := l.byID[p.ID]; ok {
			changes = append(changes, func() { c.setProfile(p) })
			continue
		}
		c := newCluster(l, p)
		c.snap.open = l.open == p.ID
		c.recall()
		l.byID[p.ID] = c
		changes = append(changes, func() { l.spawn(c.run) })
	}
	for id, c := range l.byID {
		if !there[id] {
			delete(l.byID, id)
			delete(l.notified, id)
			changes = append(changes, c.close, c.forgetPast)
		}
	}
	return changes
}

// unlock records that the keyring has answered, and polls the clusters that waited
// for it.
func (l *clusters) unlock() {
	l.mu.Lock()
	l.unlocked = true
	l.mu.Unlock()
	for _, c := range l.all() {
		c.unblock()
	}
}

func (l *clusters) keyringAnswered() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.unlocked
}

func (l *clusters) get(id connect.ProfileID) (*cluster, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c, ok := l.byID[id]; ok {
		return c, nil
	}
	return nil, dial.Removed()
}

func (l *clusters) all() []*cluster {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]*cluster, 0, len(l.byID))
	for _, c := range l.byID {
		out = append(out, c)
	}
	return out
}

// on changes the snapshot of the cluster that a connection leads to.
func (l *clusters) on(conn worker.Connection, change func(c *cluster, now time.Time)) {
	if c, err := l.get(conn.Profile.ID); err == nil {
		c.apply(conn, func(now time.Time) { change(c, now) })
	}
}

// now is the wall clock, comparable with ==.
func (l *clusters) now() time.Time { return l.deps.Now().Round(0) }

// ordered lists the clusters in the order of the profiles.
func (l *clusters) ordered() []*cluster {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]*cluster, 0, len(l.order))
	for _, id := range l.order {
		if c, ok := l.byID[id]; ok {
			out = append(out, c)
		}
	}
	return out
}
