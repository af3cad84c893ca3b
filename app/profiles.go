package app

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// Profiles is the façade of the cluster profiles.
type Profiles struct{ app *App }

// List returns all profiles in the order of the sidebar, without the sandbox.
func (p *Profiles) List(callID string) ([]ProfileView, error) {
	return run(p.app.calls, "profiles.list", callID, quickLimit, func(ctx context.Context) ([]ProfileView, error) {
		return p.app.bench.Profiles.List(ctx)
	})
}

// Kinds lists the kinds of cluster that a profile can have, the usual one first. The
// profile form is drawn from it.
func (p *Profiles) Kinds(callID string) ([]ProfileKind, error) {
	return run(p.app.calls, "profiles.kinds", callID, quickLimit, func(context.Context) ([]ProfileKind, error) {
		return p.app.bench.Kinds.Profiles(), nil
	})
}

// Save adds or changes a profile. Its secrets are stored first.
func (p *Profiles) Save(callID string, input ProfileInput) (SaveResult, error) {
	return run(p.app.calls, "profiles.save", callID, readLimit, func(ctx context.Context) (SaveResult, error) {
		if err := p.app.mayAgree(ctx, input); err != nil {
			return SaveResult{}, err
		}
		saved, err := p.app.bench.Profiles.Save(ctx, input)
		if err != nil {
			return SaveResult{}, err
		}
		return saved, p.app.bench.ProfilesChanged(ctx)
	})
}

// DeletePreview counts what would be deleted with the profile.
func (p *Profiles) DeletePreview(callID string, id connect.ProfileID) (DeletePreview, error) {
	return run(p.app.calls, "profiles.delete_preview", callID, quickLimit, func(ctx context.Context) (DeletePreview, error) {
		return p.app.bench.Profiles.DeletePreview(ctx, id)
	})
}

// Delete removes the profile with its drafts and its secrets.
func (p *Profiles) Delete(callID string, id connect.ProfileID) error {
	return do(p.app.calls, "profiles.delete", callID, readLimit, func(ctx context.Context) error {
		if err := p.app.bench.Profiles.Delete(ctx, id); err != nil {
			return err
		}
		return p.app.bench.ProfilesChanged(ctx)
	})
}

// Reorder sets the order of the sidebar.
func (p *Profiles) Reorder(callID string, ids []connect.ProfileID) error {
	return do(p.app.calls, "profiles.reorder", callID, quickLimit, func(ctx context.Context) error {
		if err := p.app.bench.Profiles.Reorder(ctx, ids); err != nil {
			return err
		}
		return p.app.bench.ProfilesChanged(ctx)
	})
}

// ParseURL corrects a pasted address.
func (p *Profiles) ParseURL(callID, text string) (ParsedURL, error) {
	return run(p.app.calls, "profiles.parse_url", callID, quickLimit, func(context.Context) (ParsedURL, error) {
		return profile.ParseURL(text), nil
	})
}

// InspectFile describes a file of certificates, and says why it cannot be used or what is
// unwise about it.
func (p *Profiles) InspectFile(callID string, input FileInput) (FileFacts, error) {
	return run(p.app.calls, "profiles.inspect_file", callID, readLimit, func(ctx context.Context) (FileFacts, error) {
		return p.app.bench.Reach.InspectFile(ctx, input)
	})
}

// TestReport writes the steps of a test as text, for the clipboard.
func (p *Profiles) TestReport(callID string, steps []Step) (string, error) {
	return run(p.app.calls, "profiles.test_report", callID, quickLimit, func(context.Context) (string, error) {
		return connect.Report(steps), nil
	})
}

// Places lists what the scope of a profile can be, with the login of the input.
func (p *Profiles) Places(callID string, input ProfileInput) ([]PlaceView, error) {
	return run(p.app.calls, "profiles.places", callID, readLimit, func(ctx context.Context) ([]PlaceView, error) {
		return p.app.bench.Reach.Places(ctx, input)
	})
}

// Test tests a connection step by step; each step is also sent as an event.
func (p *Profiles) Test(callID string, input ProfileInput) ([]Step, error) {
	return runSteps(p.app, "profiles.test", callID, readLimit, func(ctx context.Context, report func(Step)) ([]Step, error) {
		if err := p.app.mayAgree(ctx, input); err != nil {
			return []Step{}, err
		}
		return p.app.bench.Reach.Test(ctx, input, report)
	})
}
