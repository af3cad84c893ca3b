package workbench

import (
	"context"
	"maps"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/records"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// clusters gives the services the profiles and their workers: the stored profiles and
// the sandbox, whose address changes with every start.
type clusters struct{ bench *Workbench }

func (c clusters) sandboxProfile() connect.Profile {
	return connect.Profile{
		ID: connect.SandboxID, Name: "Sandbox", URL: c.bench.Sandbox.URL(), Environment: connect.EnvSandbox,
		Login: connect.LoginBasic, Username: sandboxUser, TimeLimit: connect.DefaultTimeLimit,
	}
}

// all returns the profiles of the sidebar: the stored ones, the sandbox unless it is
// hidden, and the managed services that it simulates if they are shown.
func (c clusters) all(ctx context.Context) ([]connect.Profile, error) {
	out, err := c.bench.Store.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	if c.bench.Settings().ShowSandbox {
		out = append(out, c.sandboxProfile())
	}
	if c.bench.Settings().ShowManagedSandboxes {
		out = append(out, c.bench.faces.profiles()...)
	}
	return out, nil
}

func (c clusters) secrets(ctx context.Context, id connect.ProfileID) (connect.Secrets, error) {
	if id == connect.SandboxID {
		return connect.Secrets{connect.SecretPassword: c.bench.sandboxLogin}, nil
	}
	if id.Sandbox() {
		return c.bench.faces.secretsOf(id), nil
	}
	return c.bench.Profiles.SecretsFor(ctx, id)
}

func (c clusters) needsKeyring(ctx context.Context, id connect.ProfileID) (bool, error) {
	if id.Sandbox() {
		return false, nil
	}
	return c.bench.Profiles.NeedsKeyring(ctx, id)
}

func (c clusters) sessionOnly(ctx context.Context, id connect.ProfileID) bool {
	if id.Sandbox() {
		return false
	}
	p, err := c.bench.Profiles.Get(ctx, id)
	return err == nil && slices.ContainsFunc(p.Secrets, func(s profile.Stored) bool { return s.SessionOnly })
}

// dial refuses a profile of which a secret was replaced since it was read. Every secret has
// its own entry in the keyring, so equal entries mean that the secrets belong to this address.
func (c clusters) dial(p connect.Profile, secrets connect.Secrets) (worker.Worker, error) {
	if !p.ID.Sandbox() {
		now, err := c.bench.Store.Profile(context.Background(), p.ID)
		if err != nil {
			return nil, err
		}
		if !maps.Equal(now.SecretEntries, p.SecretEntries) {
			return nil, connect.Errorf(connect.CodeConflict, "%s was changed while it was opened, so nothing was sent. Refresh to use it as it is now.", p.Name)
		}
	}
	kind, err := c.bench.Kinds.Of(p)
	if err != nil {
		return nil, err
	}
	return kind.Dial(p, secrets)
}

func (c clusters) probe(ctx context.Context, p connect.Profile, secrets connect.Secrets) []connect.Step {
	kind, err := c.bench.Kinds.Of(p)
	if err != nil {
		return nil
	}
	return c.bench.Reach.probe(ctx, kind, p, secrets, nil)
}

func (w *Workbench) liveDeps() live.Deps {
	c := w.clusters
	return live.Deps{
		Profiles: c.all, Dial: c.dial, Secrets: c.secrets, NeedsKeyring: c.needsKeyring, SessionOnly: c.sessionOnly, Probe: c.probe,
		Past: w.Store, Log: w.Log, Now: w.o.Now,
		OnCluster: func(id connect.ProfileID, version uint64) {
			w.o.Events.Cluster(id, version)
			w.Editing.ClusterChanged(id, presence(w.Live, id))
		},
		OnClusters: w.o.Events.Clusters,
	}
}

func (w *Workbench) writeDeps() write.Deps {
	return write.Deps{
		Live: w.Live, Records: w.Records.Deleted, Log: w.Log, Now: w.o.Now,
		OnBulk:   w.o.Events.Bulk,
		OnNotice: w.o.Events.Notice,
		OnSettled: func(id connect.DraftID) {
			w.Logged("drop the draft of a connector that runs", w.Editing.Settled(context.Background(), id))
		},
		OnUnlock: func(id connect.ProfileID) {
			w.o.Events.Clusters()
			w.Live.Marks().Touch(id)
		},
	}
}

func (w *Workbench) inspectDeps() inspect.Deps {
	return inspect.Deps{
		Live: w.Live, Write: w.Write, Log: w.Log, Now: w.o.Now,
		StoresWhere: func() connect.StoredHow {
			if w.Records.Sealing() == records.SealingSession {
				return connect.StoredSession
			}
			return connect.StoredSealed
		},
	}
}

// presence reports whether a cluster has a connector, as the live view knows it.
// Before the names were listed once, nothing counts as gone.
func presence(l *live.Service, id connect.ProfileID) func(string) bool {
	list, named := l.Listed(id)
	names := make(map[string]bool, len(list))
	for _, c := range list {
		names[c.Name] = true
	}
	return func(name string) bool { return !named || names[name] }
}

// mostNeighbours is how many connectors of a class give their keys.
const mostNeighbours = 20

// neighbours lists the keys that other connectors of a class set, from what the
// live view knows.
func neighbours(l *live.Service, id connect.ProfileID, class, except string) []form.Neighbour {
	list, _ := l.Listed(id)
	slices.SortFunc(list, func(a, b live.Listed) int { return strings.Compare(a.Name, b.Name) })
	var out []form.Neighbour
	for _, c := range list {
		if c.Class != class || c.Name == except || len(out) == mostNeighbours {
			continue
		}
		if config, ok := l.Config(id, c.Name); ok {
			out = append(out, form.Neighbour{Name: c.Name, Keys: config.Keys()})
		}
	}
	return out
}

func (w *Workbench) editingDeps() editing.Deps {
	return editing.Deps{
		Clusters: w.Live, Write: w.Write, Drafts: w.Records.Drafts, Log: w.Log, Now: w.o.Now,
		Settings: func() editing.Settings {
			s := w.Settings()
			return editing.Settings{WhileTyping: s.ValidateTyping, OnProduction: s.ValidateProduction}
		},
		Deleted: w.deletedConfig,
		Live: func(id connect.ProfileID) []editing.Live {
			list, _ := w.Live.Listed(id)
			out := make([]editing.Live, len(list))
			for i, c := range list {
				out[i] = editing.Live{Name: c.Name, Class: c.Class, Verdict: c.Verdict, Set: c.Set}
			}
			return out
		},
		Neighbours: func(id connect.ProfileID, class, except string) []form.Neighbour {
			return neighbours(w.Live, id, class, except)
		},
		OnChange: w.o.Events.Form,
		OnStored: w.o.Events.Stored,
		OnDrafts: w.o.Events.Drafts,
		SaveNote: func() string {
			if w.Records.Sealing() == records.SealingSession {
				return "secrets live until the app closes"
			}
			return ""
		},
	}
}

func (w *Workbench) deletedConfig(ctx context.Context, id string) (editing.Deleted, error) {
	stored, err := w.Records.Deleted.Get(ctx, id)
	return deletedConfigOf(stored), err
}

func deletedConfigOf(d records.DeletedConfig) editing.Deleted {
	return editing.Deleted{Profile: d.Profile, Name: d.Name, Config: d.Config, MissingSecrets: d.MissingSecrets}
}

// ProfilesChanged updates the live view after profiles changed. A connection is made again
// only if its profile differs in what it uses: a new secret has a new entry in the profile.
func (w *Workbench) ProfilesChanged(ctx context.Context) error {
	if err := w.Reach.storeWays(ctx); err != nil {
		return err
	}
	return w.Live.Sync(ctx)
}
