package app

import (
	"context"
	"net/url"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluiceway/backend/connect"
)

// Desktop is the façade of everything that is not about a cluster.
type Desktop struct{ app *App }

// Boot returns everything that the page needs to draw itself first. The page calls
// it once. It waits until the data folder is open.
func (d *Desktop) Boot(callID string) (Boot, error) {
	return run(d.app.calls, opBoot, callID, quickLimit, d.app.boot)
}

// Painted reports a moment of the start for the bench and for make run:
// "shell" when the frame is there, "list" when a list can be used, with what
// the page did until then.
func (d *Desktop) Painted(mark PaintMark, until []Moment) { painted(mark, until) }

// Cancel ends a call under way.
func (d *Desktop) Cancel(callID string) { d.app.calls.cancel(callID) }

// SaveSettings stores the settings. Every change applies at once.
func (d *Desktop) SaveSettings(callID string, s SettingsView) (SettingsView, error) {
	return run(d.app.calls, "desktop.save_settings", callID, quickLimit, func(ctx context.Context) (SettingsView, error) {
		return d.app.bench.ChangeSettings(context.WithoutCancel(ctx), s)
	})
}

// About returns version, folders and sizes.
func (d *Desktop) About(callID string) (About, error) {
	return run(d.app.calls, "desktop.about", callID, quickLimit, func(context.Context) (About, error) { return d.app.about(), nil })
}

// OpenFolder opens "logs" or "data" in the system's file manager.
func (d *Desktop) OpenFolder(callID string, which Folder) error {
	return do(d.app.calls, "desktop.open_folder", callID, quickLimit, func(ctx context.Context) error { return d.app.openFolder(ctx, which) })
}

// OpenURL opens an https address in the system's browser.
func (d *Desktop) OpenURL(callID, address string) error {
	return do(d.app.calls, "desktop.open_url", callID, quickLimit, func(context.Context) error {
		if err := checkLink(address); err != nil {
			return err
		}
		runtime.BrowserOpenURL(d.app.window(), address)
		return nil
	})
}

// checkLink allows only addresses for the system's browser. They come from the
// documentation of plugins, which is not trusted.
func checkLink(address string) error {
	link, err := url.Parse(address)
	if err != nil || (link.Scheme != "https" && link.Scheme != "http") || link.Host == "" || link.User != nil {
		return connect.Errorf(connect.CodeInvalid, "Only web addresses can be opened. Nothing was opened.")
	}
	return nil
}

// CopyText copies a text to the clipboard. A secret is cleared after a minute,
// unless the settings say otherwise or something else was copied since.
func (d *Desktop) CopyText(callID, text string, secret bool) error {
	return do(d.app.calls, "desktop.copy_text", callID, quickLimit, func(context.Context) error { return d.app.clipboard.copy(text, secret) })
}

// PickFile opens the native dialog for a CA file; empty when cancelled.
func (d *Desktop) PickFile(callID string) (string, error) {
	return run(d.app.calls, "desktop.pick_file", callID, askLimit, func(context.Context) (string, error) {
		return runtime.OpenFileDialog(d.app.window(), runtime.OpenDialogOptions{
			Title: "Choose a CA certificate", Filters: []runtime.FileFilter{{DisplayName: "Certificates (*.pem, *.crt, *.cer)", Pattern: "*.pem;*.crt;*.cer"}, {DisplayName: "All files", Pattern: "*"}},
		})
	})
}

// Visible says whether the window is visible. Behind a hidden one clusters are polled
// less often.
func (d *Desktop) Visible(callID string, visible bool) error {
	return do(d.app.calls, "desktop.visible", callID, quickLimit, func(context.Context) error {
		d.app.setVisible(visible)
		return nil
	})
}

// Keyring returns the state of the system keyring; ask checks it again.
func (d *Desktop) Keyring(callID string, ask bool) (KeyringView, error) {
	return run(d.app.calls, "desktop.keyring", callID, readLimit, func(ctx context.Context) (KeyringView, error) { return d.app.bench.Views.Keyring(ctx, ask), nil })
}

// KeyringChoice answers "waiting for the system keyring": cancel, or session (store
// it until the app closes).
func (d *Desktop) KeyringChoice(callID string, choice KeyringChoice) error {
	return do(d.app.calls, "desktop.keyring_choice", callID, quickLimit, func(context.Context) error { return d.app.keyringChoice(choice) })
}

// ResetSandbox resets the simulated cluster to how it was at the start.
func (d *Desktop) ResetSandbox(callID string) error {
	return do(d.app.calls, "desktop.reset_sandbox", callID, quickLimit, d.app.bench.ResetSandbox)
}
