package app

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/records"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// workers finds profiles and their workers for the services: the kept ones and
// the sandbox, whose address changes with every start.
type workers struct{ app *App }

func (w workers) sandboxProfile() connect.Profile {
	return connect.Profile{
		ID: connect.SandboxID, Name: "Sandbox", URL: w.app.sandbox.URL(), Environment: connect.EnvSandbox,
		Login: connect.LoginBasic, Username: sandboxUser, TimeLimit: connect.DefaultTimeLimit,
	}
}

// all returns the sidebar: the kept profiles, and the sandbox unless it is hidden.
func (w workers) all(ctx context.Context) ([]connect.Profile, error) {
	entries, err := w.app.profiles.List(ctx)
	if err != nil {
		return nil, err
	}
	var out []connect.Profile
	for _, entry := range entries {
		out = append(out, entry.Profile)
	}
	if w.app.settings.get().ShowSandbox {
		out = append(out, w.sandboxProfile())
	}
	return out, nil
}

func (w workers) secret(ctx context.Context, id connect.ProfileID) (connect.Secret, error) {
	if id == connect.SandboxID {
		return w.app.sandboxLogin, nil
	}
	return w.app.profiles.Secret(ctx, id)
}

func (w workers) needsKeyring(ctx context.Context, id connect.ProfileID) (bool, error) {
	if id == connect.SandboxID {
		return false, nil
	}
	return w.app.profiles.NeedsKeyring(ctx, id)
}

func (w workers) sessionOnly(ctx context.Context, id connect.ProfileID) bool {
	if id == connect.SandboxID {
		return false
	}
	entry, err := w.app.profiles.Get(ctx, id)
	return err == nil && entry.SessionOnly
}

// dial refuses a profile whose password was replaced since it was read: entries
// of passwords are never used twice, so an equal entry means that the secret is
// the one that belongs to this address.
func (w workers) dial(p connect.Profile, secret connect.Secret) (worker.Worker, error) {
	if p.ID != connect.SandboxID {
		now, err := w.app.profiles.Get(context.Background(), p.ID)
		if err != nil {
			return nil, err
		}
		if now.Profile.SecretEntry != p.SecretEntry {
			return nil, connect.Errorf(connect.CodeConflict, "%s was changed while it was opened, so nothing was sent. Refresh to use it as it is now.", p.Name)
		}
	}
	kind, err := w.app.kinds.Of(p)
	if err != nil {
		return nil, err
	}
	return kind.Dial(p, secret)
}

func (w workers) probe(ctx context.Context, p connect.Profile, secret connect.Secret) []connect.Step {
	kind, err := w.app.kinds.Of(p)
	if err != nil {
		return nil
	}
	return kind.Probe(ctx, p, secret, nil)
}

func (a *App) liveDeps() live.Deps {
	w := a.workers
	return live.Deps{
		Profiles: w.all, Dial: w.dial, Secret: w.secret, NeedsKeyring: w.needsKeyring, SessionOnly: w.sessionOnly, Probe: w.probe,
		Log: a.log, Now: a.host.now,
		OnCluster: func(id connect.ProfileID, version uint64) {
			send(a, eventCluster, ClusterEvent{Profile: id, Version: float64(version)})
			a.editing.Seen(id, a.presence(id))
		},
		OnClusters: func() { send(a, eventClusters, struct{}{}) },
	}
}

func (a *App) writeDeps() write.Deps {
	return write.Deps{
		Live: a.live, Records: a.drafts, Log: a.log, Now: a.host.now,
		OnBulk: func(id string) { send(a, eventBulk, BulkEvent{ID: id}) },
		OnNotice: func(n write.Notice) {
			send(a, eventNotice, Notice{Text: n.Text, Tone: Tone(n.Tone), Action: n.Action, Profile: n.Profile, Name: n.Name})
		},
		OnSettled: func(id connect.DraftID) {
			a.logged("drop the draft of a connector that runs", a.editing.Settled(context.Background(), id))
		},
		OnUnlock: func(id connect.ProfileID) {
			send(a, eventClusters, struct{}{})
			a.live.Touch(id)
		},
	}
}

func (a *App) inspectDeps() inspect.Deps {
	return inspect.Deps{
		Live: a.live, Write: a.write, Log: a.log, Now: a.host.now,
		StoresWhere: func() string {
			if a.drafts.Sealing() == records.SealingSession {
				return records.StoredSession
			}
			return records.StoredSealed
		},
	}
}

// presence tells whether the live view knows a connector; before it has ever
// listed the names, nothing counts as gone.
func (a *App) presence(id connect.ProfileID) func(string) bool {
	list, named := a.live.Listed(id)
	names := make(map[string]bool, len(list))
	for _, c := range list {
		names[c.Name] = true
	}
	return func(name string) bool { return !named || names[name] }
}

func (a *App) editingDeps() editing.Deps {
	return editing.Deps{
		Clusters: a.live, Write: a.write, Drafts: a.drafts, Log: a.log, Now: a.host.now,
		Settings: func() editing.Settings {
			s := a.settings.get()
			return editing.Settings{WhileTyping: s.ValidateTyping, OnProduction: s.ValidateProduction}
		},
		Deleted: a.deletedConfig,
		Live: func(id connect.ProfileID) []editing.Live {
			list, _ := a.live.Listed(id)
			return mapped(list, func(c live.Listed) editing.Live {
				return editing.Live{Name: c.Name, Class: c.Class, Verdict: string(c.Verdict), Set: c.Set}
			})
		},
		OnChange: func(id connect.DraftID, revision int) {
			send(a, eventForm, FormEvent{Draft: id, Revision: float64(revision)})
		},
		OnStored: func(id connect.DraftID, at time.Time) {
			send(a, eventForm, FormEvent{Draft: id, SavedAt: unixMilli(at)})
		},
		OnDrafts: func() { send(a, eventDrafts, struct{}{}) },
		SaveNote: func() string {
			if a.drafts.Sealing() == records.SealingSession {
				return "secrets live until the app closes"
			}
			return ""
		},
	}
}

func (a *App) deletedConfig(ctx context.Context, id string) (editing.Deleted, error) {
	stored, err := a.drafts.GetDeleted(ctx, id)
	return deletedConfigOf(stored), err
}

func deletedConfigOf(d records.Deleted) editing.Deleted {
	return editing.Deleted{Profile: d.Profile, Name: d.Name, Config: d.Config, MissingSecrets: d.MissingSecrets}
}
