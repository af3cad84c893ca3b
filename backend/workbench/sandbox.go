package workbench

import (
	"context"
	"crypto/rand"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox"
)

// sandboxUser and a new password for each start lock other accounts of this computer
// out of the sandbox. The password is in memory only.
const sandboxUser = "sandbox"

func (w *Workbench) openSandbox(ctx context.Context) error {
	w.sandboxLogin = connect.NewSecret(rand.Text())
	box, err := sandbox.Start(ctx, sandbox.Options{
		User: sandboxUser, Password: w.sandboxLogin.Reveal(), Seed: 1, Scale: w.o.SandboxScale, Clock: w.o.Now,
	})
	if err != nil {
		return connect.Errorf(connect.CodeInternal, "The sandbox could not be started: %w", err)
	}
	w.Sandbox = box
	w.onClose(func() { w.Logged("close the sandbox", box.Close()) })
	if w.settings.get().ShowManagedSandboxes {
		return w.faces.start(ctx, w)
	}
	return nil
}

// ResetSandbox resets the simulated clusters to how they were at the start.
func (w *Workbench) ResetSandbox(ctx context.Context) error {
	w.Sandbox.Reset()
	ids, err := w.faces.reset()
	if err != nil {
		return err
	}
	settings := w.Settings()
	if !settings.ShowManagedSandboxes {
		ids = nil
	}
	if settings.ShowSandbox {
		ids = append(ids, connect.SandboxID)
	}
	for _, id := range ids {
		if err := w.Live.Refresh(ctx, id); err != nil {
			return err
		}
	}
	return nil
}
