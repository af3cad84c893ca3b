package workbench

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// The answers that are under way and what is known about a cluster must survive a new
// colour. A new password needs a new connection.
func TestOnlyAChangeThatTheConnectionUsesDropsIt(t *testing.T) {
	w := opened(t, t.TempDir())
	defer w.Close()
	ctx := t.Context()
	input := profile.Input{
		View:    profile.View{Permissions: profile.AllPermissions(), Name: "mine", URL: w.Sandbox.URL(), Environment: "dev", Login: connect.LoginBasic, Username: sandboxUser},
		Entered: connect.Secrets{connect.SecretPassword: w.sandboxLogin},
	}
	generation := func() uint64 {
		t.Helper()
		saved, err := w.Profiles.Save(ctx, input)
		if err != nil {
			t.Fatal(err)
		}
		input.ID, input.Entered = saved.Profile.ID, nil
		if err := w.ProfilesChanged(ctx); err != nil {
			t.Fatal(err)
		}
		conn, err := w.Live.Connection(ctx, input.ID)
		if err != nil {
			t.Fatal(err)
		}
		return conn.Generation
	}
	first := generation()
	input.Color = 5
	if got := generation(); got != first {
		t.Errorf("a new colour made connection %d of %d", got, first)
	}
	input.Entered = connect.Secrets{connect.SecretPassword: w.sandboxLogin}
	if got := generation(); got == first {
		t.Error("a new password did not make a new connection")
	}
}
