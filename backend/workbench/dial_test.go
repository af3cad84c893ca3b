package workbench

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// TestAPasswordIsNeverUsedAtAnAddressFromBefore reads a profile, moves it to another
// address with a new password, and dials what it read.
func TestAPasswordIsNeverUsedAtAnAddressFromBefore(t *testing.T) {
	w := opened(t, t.TempDir())
	in := profile.Input{
		View:    profile.View{Permissions: profile.AllPermissions(), Name: "a", URL: "http://127.0.0.1:1", Environment: "dev", Login: connect.LoginBasic, Username: "u"},
		Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret("development")},
	}
	saved, err := w.Profiles.Save(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	stored := func() connect.Profile {
		p, err := w.Store.Profile(t.Context(), saved.Profile.ID)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	before := stored()
	in.ID, in.URL = saved.Profile.ID, "https://127.0.0.1:1"
	in.Entered = connect.Secrets{connect.SecretPassword: connect.NewSecret("production")}
	if _, err := w.Profiles.Save(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	secret, err := w.Profiles.SecretsFor(t.Context(), in.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.clusters.dial(before, secret); connect.CodeOf(err) != connect.CodeConflict {
		t.Errorf("the old address is dialled with the new password: %v", err)
	}
	if _, err := w.clusters.dial(stored(), secret); err != nil {
		t.Error(err)
	}
}
