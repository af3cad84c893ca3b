package app

import "context"

// Profiles is the façade of the cluster profiles.
type Profiles struct{ app *App }

// List returns all profiles in the order of the sidebar, the sandbox not among them.
func (p *Profiles) List(callID string) ([]ProfileView, error) {
	return run(p.app.calls, "profiles.list", callID, quickLimit, func(context.Context) ([]ProfileView, error) { return []ProfileView{}, errUnfinished })
}

// Save adds or changes a profile; its password goes to the keyring first.
func (p *Profiles) Save(callID string, input ProfileInput) (SaveResult, error) {
	return run(p.app.calls, "profiles.save", callID, readLimit, func(context.Context) (SaveResult, error) { return SaveResult{}, errUnfinished })
}

// DeletePreview counts what would go with the profile.
func (p *Profiles) DeletePreview(callID, id string) (DeletePreview, error) {
	return run(p.app.calls, "profiles.delete_preview", callID, quickLimit, func(context.Context) (DeletePreview, error) { return DeletePreview{}, errUnfinished })
}

// Delete removes the profile with its drafts and its password.
func (p *Profiles) Delete(callID, id string) error {
	return do(p.app.calls, "profiles.delete", callID, readLimit, func(context.Context) error { return errUnfinished })
}

// Reorder sets the order of the sidebar.
func (p *Profiles) Reorder(callID string, ids []string) error {
	return do(p.app.calls, "profiles.reorder", callID, quickLimit, func(context.Context) error { return errUnfinished })
}

// ParseURL puts a pasted address right.
func (p *Profiles) ParseURL(callID, text string) (ParsedURL, error) {
	return run(p.app.calls, "profiles.parse_url", callID, quickLimit, func(context.Context) (ParsedURL, error) { return ParsedURL{}, errUnfinished })
}

// Test tries the connection step by step; each step is an event, too.
func (p *Profiles) Test(callID string, input ProfileInput) ([]Step, error) {
	return run(p.app.calls, "profiles.test", callID, readLimit, func(context.Context) ([]Step, error) { return []Step{}, errUnfinished })
}
