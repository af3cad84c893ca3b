package live

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

const (
	probeLimit    = 30 * time.Second // of finding the failing step
	identifyEvery = 5 * time.Minute
	checkEvery    = 30 * time.Second // of workers that are not needed while another one answers
)

// round makes the requests of one poll. took is the time of the requests that every
// poll makes, or 0 if they were not sent.
func (c *cluster) round(ctx context.Context, open, asked bool) (took time.Duration, err error) {
	if !open && !asked && c.mustWait(ctx) {
		return 0, errNotPolled
	}
	conn, err := c.dialer.Connection(ctx)
	if err != nil {
		return 0, err
	}
	purpose := connect.Purpose{You: asked, Text: "list refresh"}
	if !open && !asked {
		purpose.Text = "poll of another cluster"
	}
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, purpose))
	if !open {
		return 0, c.pollClosed(ctx, conn)
	}
	return c.pollOpen(ctx, conn)
}

// pollClosed polls a cluster that is not on the screen, with one request. Its
// version is read once.
func (c *cluster) pollClosed(ctx context.Context, conn worker.Connection) error {
	statuses, err := conn.Worker.Statuses(ctx)
	if err != nil {
		return err
	}
	c.apply(conn, func(now time.Time) {
		c.snap.view.applyAll(statuses, now)
		c.snap.phase = c.snap.afterStatuses()
	})
	c.identify(ctx, conn)
	return nil
}

// pollOpen reads names and statuses in parallel, and configs when they are due, and
// applies each as it arrives.
func (c *cluster) pollOpen(ctx context.Context, conn worker.Connection) (took time.Duration, err error) {
	begun := time.Now()
	side := errgroup.Group{}
	defer func() { _ = side.Wait() }()
	side.Go(func() error { c.identify(ctx, conn); return nil })

	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		names, err := conn.Worker.Names(gctx)
		if err != nil {
			return err
		}
		c.apply(conn, func(now time.Time) { c.applyNames(names, now) })
		side.Go(func() error { c.configs.poll(ctx, conn, len(names)); return nil })
		return nil
	})
	g.Go(func() error {
		statuses, err := conn.Worker.Statuses(gctx)
		if err != nil {
			return err
		}
		c.apply(conn, func(now time.Time) {
			c.snap.view.applyStatuses(statuses, now)
			c.snap.phase = c.snap.afterStatuses()
		})
		return nil
	})
	if err := g.Wait(); err != nil {
		return 0, err
	}
	took = time.Since(begun)
	side.Go(func() error {
		c.checkAddresses(ctx, conn)
		c.countPlugins(ctx, conn)
		c.masks.fetch(ctx, conn)
		return nil
	})
	return took, nil
}

func (c *cluster) applyNames(names []string, now time.Time) {
	c.snap.view.applyNames(names, now)
	if c.snap.phase == PhaseConnecting || c.snap.phase == PhaseDown {
		c.snap.phase = PhaseNames
	}
}

// identify reads the version of the workers: once for a connection, when the
// cluster is reachable again, and every few minutes, because workers are upgraded
// while they are polled. Its failure is not a failure of the poll.
func (c *cluster) identify(ctx context.Context, conn worker.Connection) {
	c.snap.mu.Lock()
	known := c.snap.known && c.snap.failures == 0 && time.Now().Before(c.snap.identifyAt)
	c.snap.mu.Unlock()
	if known && conn.Features().Known() {
		return
	}
	info, err := conn.Worker.Identity(connect.WithPurpose(ctx, connect.Purpose{Text: "version of the worker"}))
	if err != nil {
		c.clusters.deps.Log.Debug("could not fetch the version", slog.String("profile", string(c.id)), slog.Any("cause", err))
		return
	}
	c.dialer.Reported(conn, info.Version)
	c.apply(conn, func(time.Time) {
		c.snap.known, c.snap.kafka, c.snap.identifyAt = true, info.Version, time.Now().Add(identifyEvery)
	})
}

// checkAddresses finds out which workers of the profile do not answer. A worker that was
// killed leaves its tasks RUNNING for minutes, and only its silence says otherwise.
func (c *cluster) checkAddresses(ctx context.Context, conn worker.Connection) {
	role, ok := conn.Worker.(worker.Addresses)
	if !ok || len(conn.Profile.MoreURLs) == 0 {
		return
	}
	c.snap.mu.Lock()
	due := !time.Now().Before(c.snap.checkAt)
	if due {
		c.snap.checkAt = time.Now().Add(checkEvery)
	}
	c.snap.mu.Unlock()
	if due {
		role.CheckAddresses(ctx)
	}
	silent := strings.Join(role.Silent(), " ")
	c.apply(conn, func(time.Time) { c.snap.silent = silent })
}

func (c *cluster) countPlugins(ctx context.Context, conn worker.Connection) {
	c.snap.mu.Lock()
	known := c.snap.plugins >= 0 && c.snap.failures == 0
	c.snap.mu.Unlock()
	if known {
		return
	}
	plugins, err := conn.Worker.Plugins(connect.WithPurpose(ctx, connect.Purpose{Text: "count the plugins"}), true)
	if err != nil {
		c.clusters.deps.Log.Debug("could not fetch the plugins", slog.String("profile", string(c.id)), slog.Any("cause", err))
		return
	}
	c.apply(conn, func(time.Time) { c.snap.plugins = len(plugins) })
}

// probe finds the step that fails, once for each new problem. A refresh or another
// address cancels it.
func (c *cluster) probe(ctx context.Context) {
	conn := c.dialer.Current()
	c.snap.mu.Lock()
	needed := c.snap.problem != nil && c.snap.steps == nil && !c.snap.blocked && conn.Worker != nil
	c.snap.mu.Unlock()
	ctx, cancel := context.WithTimeout(connect.WithPurpose(ctx, connect.Purpose{Text: "find the failing step"}), probeLimit)
	defer cancel()
	c.mu.Lock()
	c.stopProbe = cancel
	needed = needed && !c.soon && len(c.waiters) == 0
	c.mu.Unlock()
	if !needed {
		return
	}
	steps := c.clusters.deps.Probe(ctx, conn.Profile, c.dialer.SecretsOf(conn))
	if ctx.Err() != nil || len(steps) == 0 {
		return
	}
	c.apply(conn, func(time.Time) {
		if c.snap.problem != nil {
			c.snap.steps = steps
			c.snap.stepsRev++
		}
	})
}
