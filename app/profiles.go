package app

import (
	"context"

	"sluiceway/backend/connect"
)

// Profiles is the façade of the cluster profiles.
type Profiles struct{ app *App }

// List returns all profiles in the order of the sidebar, the sandbox not among them.
func (p *Profiles) List(callID string) ([]ProfileView, error) {
	return run(p.app.calls, "profiles.list", callID, quickLimit, func(ctx context.Context) ([]ProfileView, error) {
		entries, err := p.app.bench.Profiles.List(ctx)
		return mapped(entries, profileViewOf), err
	})
}

// Kinds lists the kinds of cluster that a profile can be of, the usual one
// first: the form of a profile is drawn from it.
func (p *Profiles) Kinds(callID string) ([]ProfileKind, error) {
	return run(p.app.calls, "profiles.kinds", callID, quickLimit, func(context.Context) ([]ProfileKind, error) {
		return mapped(p.app.bench.Kinds, profileKindOf), nil
	})
}

// Save adds or changes a profile; its password goes to the keyring first.
func (p *Profiles) Save(callID string, input ProfileInput) (SaveResult, error) {
	return run(p.app.calls, "profiles.save", callID, readLimit, func(ctx context.Context) (SaveResult, error) {
		saved, err := p.app.bench.Profiles.Save(ctx, profileInputOf(input))
		if err != nil {
			return SaveResult{}, err
		}
		return saveResultOf(saved), p.app.bench.ProfilesChanged(ctx, saved.Entry.Profile.ID)
	})
}

// DeletePreview counts what would go with the profile.
func (p *Profiles) DeletePreview(callID string, id connect.ProfileID) (DeletePreview, error) {
	return run(p.app.calls, "profiles.delete_preview", callID, quickLimit, func(ctx context.Context) (DeletePreview, error) {
		drafts, deleted, err := p.app.bench.Profiles.DeletePreview(ctx, id)
		return DeletePreview{Drafts: drafts, Deleted: deleted}, err
	})
}

// Delete removes the profile with its drafts and its password.
func (p *Profiles) Delete(callID string, id connect.ProfileID) error {
	return do(p.app.calls, "profiles.delete", callID, readLimit, func(ctx context.Context) error {
		if err := p.app.bench.Profiles.Delete(ctx, id); err != nil {
			return err
		}
		return p.app.bench.ProfilesChanged(ctx, "")
	})
}

// Reorder sets the order of the sidebar.
func (p *Profiles) Reorder(callID string, ids []connect.ProfileID) error {
	return do(p.app.calls, "profiles.reorder", callID, quickLimit, func(ctx context.Context) error {
		if err := p.app.bench.Profiles.Reorder(ctx, ids); err != nil {
			return err
		}
		return p.app.bench.ProfilesChanged(ctx, "")
	})
}

// ParseURL puts a pasted address right.
func (p *Profiles) ParseURL(callID, text string) (ParsedURL, error) {
	return run(p.app.calls, "profiles.parse_url", callID, quickLimit, func(context.Context) (ParsedURL, error) {
		return parsedURLOf(connect.ParseURL(text)), nil
	})
}

// Test tries the connection step by step; each step is an event, too.
func (p *Profiles) Test(callID string, input ProfileInput) ([]Step, error) {
	return runSteps(p.app, "profiles.test", callID, readLimit, func(ctx context.Context, report func(Step)) ([]Step, error) {
		target, secret, err := p.app.bench.Profiles.Resolve(ctx, profileInputOf(input))
		if err != nil {
			return []Step{}, err
		}
		kind, err := p.app.bench.Kinds.Of(target)
		if err != nil {
			return []Step{}, err
		}
		ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "test connection"})
		return kind.Probe(ctx, target, secret, report), ctx.Err()
	})
}
