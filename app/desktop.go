package app

import "context"

// Desktop is the façade of everything that is not about a cluster.
type Desktop struct{ app *App }

// Boot returns what the first picture needs. The page calls it once.
func (d *Desktop) Boot(callID string) (Boot, error) {
	return run(d.app.calls, "desktop.boot", callID, quickLimit, func(context.Context) (Boot, error) { return Boot{}, errUnfinished })
}

// Cancel ends a call under way.
func (d *Desktop) Cancel(callID string) { d.app.calls.cancel(callID) }

// SaveSettings keeps the settings; every change holds at once.
func (d *Desktop) SaveSettings(callID string, s SettingsView) (SettingsView, error) {
	return run(d.app.calls, "desktop.save_settings", callID, quickLimit, func(context.Context) (SettingsView, error) { return SettingsView{}, errUnfinished })
}

// About returns version, folders and sizes.
func (d *Desktop) About(callID string) (About, error) {
	return run(d.app.calls, "desktop.about", callID, quickLimit, func(context.Context) (About, error) { return About{}, errUnfinished })
}

// OpenFolder opens "logs" or "data" in the system's file manager.
func (d *Desktop) OpenFolder(callID, which string) error {
	return do(d.app.calls, "desktop.open_folder", callID, quickLimit, func(context.Context) error { return errUnfinished })
}

// OpenURL opens an https address in the system's browser.
func (d *Desktop) OpenURL(callID, address string) error {
	return do(d.app.calls, "desktop.open_url", callID, quickLimit, func(context.Context) error { return errUnfinished })
}

// CopyText puts a text on the clipboard.
func (d *Desktop) CopyText(callID, text string) error {
	return do(d.app.calls, "desktop.copy_text", callID, quickLimit, func(context.Context) error { return errUnfinished })
}

// PickFile opens the native dialog for a CA file; empty when cancelled.
func (d *Desktop) PickFile(callID string) (string, error) {
	return run(d.app.calls, "desktop.pick_file", callID, askLimit, func(context.Context) (string, error) { return "", errUnfinished })
}

// Visible says whether the window is seen; a hidden one looks less often.
func (d *Desktop) Visible(callID string, visible bool) error {
	return do(d.app.calls, "desktop.visible", callID, quickLimit, func(context.Context) error { return errUnfinished })
}

// Keyring returns the state of the system keyring; ask looks again.
func (d *Desktop) Keyring(callID string, ask bool) (KeyringView, error) {
	return run(d.app.calls, "desktop.keyring", callID, readLimit, func(context.Context) (KeyringView, error) { return KeyringView{}, errUnfinished })
}

// KeyringChoice answers "waiting for the system keyring": cancel, or session
// (keep until the app closes).
func (d *Desktop) KeyringChoice(callID, choice string) error {
	return do(d.app.calls, "desktop.keyring_choice", callID, quickLimit, func(context.Context) error { return errUnfinished })
}

// ResetSandbox starts the simulated cluster afresh.
func (d *Desktop) ResetSandbox(callID string) error {
	return do(d.app.calls, "desktop.reset_sandbox", callID, quickLimit, func(context.Context) error { return errUnfinished })
}
