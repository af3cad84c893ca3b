package app

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
	"sluiceway/backend/write/guard"
)

// Clusters is the façade of the live view.
type Clusters struct{ app *App }

// List returns the sidebar.
func (c *Clusters) List(callID string) ([]ClusterSummary, error) {
	return run(c.app.calls, "clusters.list", callID, quickLimit, func(context.Context) ([]ClusterSummary, error) {
		return c.app.bench.Views.Clusters(), nil
	})
}

// Open makes a cluster the one that is polled first. It answers at once.
func (c *Clusters) Open(callID string, profile connect.ProfileID) (ClusterState, error) {
	return run(c.app.calls, "clusters.open", callID, quickLimit, func(context.Context) (ClusterState, error) {
		return c.app.bench.Views.OpenCluster(profile)
	})
}

// State returns the head of a cluster.
func (c *Clusters) State(callID string, profile connect.ProfileID) (ClusterState, error) {
	return run(c.app.calls, "clusters.state", callID, quickLimit, func(context.Context) (ClusterState, error) {
		return c.app.bench.Views.Cluster(profile)
	})
}

// Refresh polls now, and waits for the result.
func (c *Clusters) Refresh(callID string, profile connect.ProfileID) error {
	return do(c.app.calls, "clusters.refresh", callID, readLimit, func(ctx context.Context) error {
		return c.app.bench.Live.Refresh(ctx, profile)
	})
}

// Rows returns what changed since a version, at most limit rows.
func (c *Clusters) Rows(callID string, profile connect.ProfileID, since float64, limit int) (live.RowPage, error) {
	return run(c.app.calls, "clusters.rows", callID, quickLimit, func(context.Context) (live.RowPage, error) {
		return c.app.bench.Live.Rows(profile, since, limit)
	})
}

// Search returns the names of connectors whose config matches all the terms:
// key=value (either may hold *), or a bare text found in any key or shown
// value. Secrets are never searched.
func (c *Clusters) Search(callID string, profile connect.ProfileID, terms []string) ([]string, error) {
	return run(c.app.calls, "clusters.search", callID, quickLimit, func(context.Context) ([]string, error) {
		return c.app.bench.Inspect.Search(profile, terms)
	})
}

// About returns the version and ids of a cluster, and its plugins of all kinds.
func (c *Clusters) About(callID string, profile connect.ProfileID) (ClusterAbout, error) {
	return run(c.app.calls, "clusters.about", callID, readLimit, func(ctx context.Context) (ClusterAbout, error) {
		return c.app.bench.Inspect.About(ctx, profile)
	})
}

// ReadSettings reads the settings of all plugins, unless they were read within a
// day; again reads them anyway. It reports its steps.
func (c *Clusters) ReadSettings(callID string, profile connect.ProfileID, again bool) (SettingsRecord, error) {
	return runSteps(c.app, "clusters.read_settings", callID, writeLimit, func(ctx context.Context, report func(Step)) (SettingsRecord, error) {
		return c.app.bench.Inspect.ReadSettings(ctx, profile, again, report)
	})
}

// FindKey finds a key in the settings that were read.
func (c *Clusters) FindKey(callID string, profile connect.ProfileID, key string) (KeySearch, error) {
	return run(c.app.calls, "clusters.find_key", callID, quickLimit, func(context.Context) (KeySearch, error) {
		return c.app.bench.Inspect.FindKey(profile, key)
	})
}

// Wanted names the rows on the screen. In a big cluster their configs are fetched
// first.
func (c *Clusters) Wanted(callID string, profile connect.ProfileID, names []string) error {
	return do(c.app.calls, "clusters.wanted", callID, quickLimit, func(context.Context) error {
		return c.app.bench.Live.Wanted(profile, names)
	})
}

// Bulk starts an action (pause, resume, stop, restart_failed, restart_all,
// delete) on several connectors and returns the id of the run. A delete on a
// production cluster wants their number typed.
func (c *Clusters) Bulk(callID string, profile connect.ProfileID, action BulkAction, names []string, typed string) (string, error) {
	return run(c.app.calls, "clusters.bulk", callID, readLimit, func(ctx context.Context) (string, error) {
		return c.app.bench.Write.Bulk(ctx, write.Bulk{Profile: profile, Action: worker.Action(action), Names: names, Typed: typed})
	})
}

// DeleteFacts says what would stay behind if several connectors were deleted.
func (c *Clusters) DeleteFacts(callID string, profile connect.ProfileID, names []string) (inspect.BulkDeleteFacts, error) {
	return run(c.app.calls, "clusters.delete_facts", callID, readLimit, func(ctx context.Context) (inspect.BulkDeleteFacts, error) {
		return c.app.bench.Inspect.BulkDeleteFacts(ctx, profile, names)
	})
}

// BulkState returns a run.
func (c *Clusters) BulkState(callID, bulk string) (write.BulkState, error) {
	return run(c.app.calls, "clusters.bulk_state", callID, quickLimit, func(context.Context) (write.BulkState, error) {
		return c.app.bench.Write.BulkState(bulk)
	})
}

// CancelBulk removes the queued connectors from a run; nothing is undone.
func (c *Clusters) CancelBulk(callID, bulk string) error {
	return do(c.app.calls, "clusters.cancel_bulk", callID, quickLimit, func(context.Context) error {
		return c.app.bench.Write.CancelBulk(bulk)
	})
}

// DismissDeleted dismisses the notice about a deleted connector.
func (c *Clusters) DismissDeleted(callID string, profile connect.ProfileID, name string) error {
	return do(c.app.calls, "clusters.dismiss_deleted", callID, quickLimit, func(context.Context) error {
		return c.app.bench.Live.Marks().DismissDeleted(profile, name)
	})
}

// Allow permits the change that a production profile refused with a consent: once,
// within two minutes, or with unlock every change for 15 minutes.
func (c *Clusters) Allow(callID string, profile connect.ProfileID, consent string, unlock bool) error {
	return do(c.app.calls, "clusters.allow", callID, quickLimit, func(context.Context) error {
		return c.app.bench.Write.Allow(profile, consent, unlock)
	})
}

// Question returns the requests of a change that a production profile refused with
// a consent.
func (c *Clusters) Question(callID string, profile connect.ProfileID, consent string) (guard.Question, error) {
	return run(c.app.calls, "clusters.question", callID, quickLimit, func(context.Context) (guard.Question, error) {
		return c.app.bench.Write.Question(profile, consent)
	})
}

// Prolong gives an unlocked profile 15 more minutes.
func (c *Clusters) Prolong(callID string, profile connect.ProfileID) error {
	return do(c.app.calls, "clusters.prolong", callID, quickLimit, func(context.Context) error {
		return c.app.bench.Write.Prolong(profile)
	})
}

// Lock makes a profile ask again before every change.
func (c *Clusters) Lock(callID string, profile connect.ProfileID) error {
	return do(c.app.calls, "clusters.lock", callID, quickLimit, func(context.Context) error {
		c.app.bench.Write.Lock(profile)
		return nil
	})
}
